//! The demo's month, as `assets/demo/month.toml` keeps it.

use std::collections::HashMap;

use jishi_core::model::{Half, LeaveKind, Mode, Rule, Shift, Topic};
use serde::Deserialize;

use super::files::File;
use super::script::Motif;

const MONTH: &str = include_str!("../../../assets/demo/month.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Month {
    /// Numbers of those who leave today to whoever tries the demo.
    pub(super) not_today: Vec<String>,
    pub(super) routine: Vec<Routine>,
    /// Logs of an ordinary day, by what kind of work it is.
    pub(super) texts: HashMap<String, Vec<String>>,
    pub(super) gap: Vec<Gap>,
    pub(super) event: Vec<Event>,
}

/// People who tap at every shift and write a log on every working day.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Routine {
    /// Their numbers on the roster.
    pub(super) who: Vec<String>,
    /// Where they work: latitude and longitude.
    pub(super) at: [f64; 2],
    /// Which texts are theirs.
    pub(super) logs: String,
    /// Their unit's own hours, if it has some.
    #[serde(default)]
    pub(super) shifts: Option<Vec<Shift>>,
}

/// A shift without a tap.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Gap {
    pub(super) who: String,
    /// How many working days before today.
    pub(super) days: i64,
    /// Which, from 0.
    pub(super) shift: u8,
}

/// Something that somebody did.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Event {
    /// Their number on the roster.
    pub(super) who: String,
    /// How many working days before today; those to come count below zero.
    pub(super) days: i64,
    /// Time of day in China, `HH:MM`.
    pub(super) time: String,
    #[serde(flatten)]
    pub(super) what: What,
}

/// A half of a working day: how many such days before today, and which half.
pub(super) type HalfAgo = (i64, Half);

/// The log of an ordinary day: whose, and how many working days ago.
pub(super) type LogAgo = (String, i64);

/// What they did. `key` names a new thing, `of` the thing that it is about.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub(super) enum What {
    SetWorkplace {
        unit: String,
        at: [f64; 2],
        radius_m: f64,
        /// Hours of its own, from this day on.
        #[serde(default)]
        shifts: Option<Vec<Shift>>,
    },
    PublishLesson {
        key: String,
        topic: Topic,
        title: String,
        body: String,
        minutes: u32,
        /// Days for which it can be read; without, it stays open.
        #[serde(default)]
        closes_in: Option<u64>,
        /// The body names the first as `![words](photo)`.
        #[serde(default)]
        photos: Vec<Motif>,
        #[serde(default)]
        files: Vec<File>,
    },
    WithdrawLesson {
        of: String,
    },
    ReadLesson {
        of: String,
        seconds: u32,
    },
    GiveTask {
        key: String,
        #[serde(default)]
        parent: Option<String>,
        /// Who answers for it.
        to: String,
        /// To which unit it goes, if to one.
        #[serde(default)]
        unit: Option<String>,
        title: String,
        text: String,
        /// At the end of which working day it is due.
        due: i64,
        reward: i32,
        penalty: i32,
        #[serde(default)]
        photo: bool,
    },
    DeliverTask {
        of: String,
        text: String,
        #[serde(default)]
        photos: Vec<Motif>,
        #[serde(default)]
        files: Vec<File>,
    },
    CancelTask {
        of: String,
        reason: String,
    },
    JudgeTask {
        of: String,
        accepted: bool,
        #[serde(default)]
        reason: String,
    },
    AskLeave {
        key: String,
        kind: LeaveKind,
        #[serde(default)]
        reason: String,
        from: HalfAgo,
        to: HalfAgo,
    },
    DecideLeave {
        of: String,
        granted: bool,
        #[serde(default)]
        reason: String,
    },
    WithdrawLeave {
        of: String,
    },
    ReturnEarly {
        of: String,
        last: HalfAgo,
    },
    AskCorrection {
        key: String,
        /// Of which working day.
        of: i64,
        shift: u8,
        mode: Mode,
        reason: String,
    },
    DecideCorrection {
        of: String,
        granted: bool,
        #[serde(default)]
        reason: String,
    },
    /// A tap that is not like those of ordinary days.
    Tap {
        key: String,
        mode: Mode,
        #[serde(default)]
        reason: String,
        /// Latitude and longitude.
        at: [f64; 2],
        accuracy_m: f64,
        /// Whether the system says that the place is simulated.
        #[serde(default)]
        mock: bool,
    },
    ReviewDoubt {
        of: String,
        granted: bool,
        #[serde(default)]
        reason: String,
    },
    WithdrawCorrection {
        of: String,
    },
    EditLog {
        of: LogAgo,
        text: String,
    },
    DeleteLog {
        of: LogAgo,
    },
    Dislike {
        of: LogAgo,
        reason: String,
    },
    /// Takes a like or dislike back.
    Unreact {
        of: LogAgo,
    },
    FileAppeal {
        key: String,
        /// Of which working day the entry is.
        of: i64,
        rule: Rule,
        shift: u8,
        reason: String,
    },
    DecideAppeal {
        of: String,
        granted: bool,
        #[serde(default)]
        reason: String,
    },
    WithdrawAppeal {
        of: String,
    },
    /// A new phone of theirs asks to be let in.
    AskDevice {
        key: String,
    },
    DecideDevice {
        of: String,
        granted: bool,
        #[serde(default)]
        reason: String,
    },
    RevokeDevice {
        of: String,
        reason: String,
    },
}

impl What {
    /// Under which key later events name what it makes.
    pub(super) fn key(&self) -> Option<&str> {
        match self {
            Self::PublishLesson { key, .. }
            | Self::GiveTask { key, .. }
            | Self::AskLeave { key, .. }
            | Self::AskCorrection { key, .. }
            | Self::Tap { key, .. }
            | Self::AskDevice { key }
            | Self::FileAppeal { key, .. } => Some(key),
            _ => None,
        }
    }

    /// The thing that it is about, or a part of, made by an earlier event.
    #[cfg(test)]
    fn of(&self) -> Option<&str> {
        match self {
            Self::GiveTask { parent, .. } => parent.as_deref(),
            Self::ReadLesson { of, .. }
            | Self::WithdrawLesson { of }
            | Self::DeliverTask { of, .. }
            | Self::JudgeTask { of, .. }
            | Self::CancelTask { of, .. }
            | Self::DecideLeave { of, .. }
            | Self::WithdrawLeave { of }
            | Self::ReturnEarly { of, .. }
            | Self::DecideCorrection { of, .. }
            | Self::ReviewDoubt { of, .. }
            | Self::WithdrawCorrection { of }
            | Self::DecideAppeal { of, .. }
            | Self::DecideDevice { of, .. }
            | Self::RevokeDevice { of, .. }
            | Self::WithdrawAppeal { of } => Some(of),
            _ => None,
        }
    }

    /// The pictures that are drawn for it, and the files that go with it.
    pub(super) fn shown(&self) -> (&[Motif], &[File]) {
        match self {
            Self::DeliverTask { photos, files, .. } | Self::PublishLesson { photos, files, .. } => {
                (photos, files)
            }
            _ => (&[], &[]),
        }
    }
}

pub(super) fn read() -> Result<Month, toml_edit::de::Error> {
    toml_edit::de::from_str(MONTH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_was_made_before() {
        let month = read().unwrap();
        let mut made: Vec<&str> = Vec::new();
        for event in &month.event {
            if let Some(of) = event.what.of() {
                assert!(made.contains(&of), "{of} is not made before it is named");
            }
            made.extend(event.what.key());
        }
        for (logs, texts) in &month.texts {
            let routines = month.routine.iter().filter(|routine| routine.logs == *logs);
            let people = routines.map(|routine| routine.who.len()).sum::<usize>();
            assert!(
                people <= texts.len(),
                "{people} people share the {} texts of {logs}",
                texts.len()
            );
        }
    }
}
