//! Filling an empty county: everything that happened in its last month, in the order in which it did.

use std::collections::HashMap;
use std::sync::Arc;

use jishi_core::model::{Half, Shift, Timestamp};
use jishi_core::protocol::Problem;

use super::county::County;
use super::days::Days;
use super::month::{self, Event, HalfAgo, Month, What};
use super::routine::{OrdinaryDay, ROUTINE_DAYS, Usual};
use super::script::{self, Scene};
use crate::clock::SetClock;
use crate::config::{Config, FirstPolicy};
use crate::roster::{RosterFault, read_roster};
use crate::start::{StartError, open};

const DAY: i64 = 86_400_000;
const HOUR: i64 = 3_600_000;
/// Before everything that happens: three weeks of working days, and the longest holidays.
const BEGUN_DAYS: i64 = 50;

/// Why the demo county could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The folder or database cannot be used.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The demo's own files are wrong.
    #[error("the demo's roster: {0}")]
    Roster(#[from] RosterFault),
    /// The demo's own files are wrong.
    #[error("the demo's script: {0}")]
    Script(#[from] toml_edit::de::Error),
    /// The service refused something.
    #[error("the demo county could not be filled: {0}")]
    Service(#[from] Problem),
}

/// Something that happens.
pub(super) enum Step<'a> {
    /// A moment of its own, with who likes it.
    Scene(&'a Scene),
    /// A thing of somebody's ordinary day.
    Usual {
        /// Their number on the roster.
        who: &'a str,
        /// Where they work.
        place: [f64; 2],
        /// How many working days ago.
        ago: i64,
        /// What.
        what: Usual,
    },
    /// Something asked, granted, given, read or contested.
    Event(&'a Event),
}

/// Fills a county that has nobody in it; one that has is left as it is. Returns whether it was filled.
///
/// # Errors
/// [`DemoError`].
pub async fn fill(config: &Config) -> Result<bool, DemoError> {
    let now = config.clock.now();
    // Each thing is received just after it was done, so the server lives through these days once more.
    let clock = Arc::new(SetClock::at(now.plus(-BEGUN_DAYS * DAY)));
    let service = open(&Config {
        clock: clock.clone(),
        first_policy: FirstPolicy::Wangmo2016,
        ..config.clone()
    })
    .await?;
    if !service.listed().await?.is_empty() {
        return Ok(false);
    }
    tracing::info!("filling the demo county");
    let published = service.settings().await?.calendar;
    service
        .bring_in_calendar(Days::new(&published, now).invented())
        .await?;
    let settings = service.settings().await?;
    let days = Days::new(&settings.calendar, now);
    let (script, month) = (script::read()?, month::read()?);
    let policy = settings.policies.on(days.today);
    let attendance = policy.and_then(|policy| policy.attendance.as_ref());
    let shifts = attendance.map_or(&[][..], |attendance| &attendance.shifts);
    let timeline = timeline(&script.moment, &month, &days, shifts, now);
    // Nobody answers for days before the county had a record.
    let begun = timeline.first().map_or(now, |(first, _)| first.plus(-HOUR));
    clock.set(begun);
    service.import_roster(&read_roster(script::ROSTER)?).await?;
    let mut county = County::new(service, clock, now, &settings);
    county.draw(&timeline);
    for (seed, (at, step)) in (0_u32..).zip(&timeline) {
        county.play(step, *at, seed, &days).await?;
    }
    Ok(true)
}

/// What has happened until now, in order.
fn timeline<'a>(
    scenes: &'a [Scene],
    month: &'a Month,
    days: &Days<'_>,
    shifts: &[Shift],
    now: Timestamp,
) -> Vec<(Timestamp, Step<'a>)> {
    let mut steps: Vec<(Timestamp, Step<'a>)> = Vec::new();
    for scene in scenes {
        let at = days
            .calendar
            .at(days.today, 0)
            .plus((scene.minutes() * 60_000) - scene.days_ago * DAY);
        // What would still be to come today happened yesterday.
        let at = if at > now { at.plus(-DAY) } else { at };
        steps.push((at, Step::Scene(scene)));
    }
    for event in &month.event {
        steps.push((days.at(event.days, &event.time), Step::Event(event)));
    }
    let usual = month.routine.iter();
    let mut sharing: HashMap<&str, usize> = HashMap::new();
    for (routine, who) in usual.flat_map(|routine| routine.who.iter().map(move |who| (routine, who))) {
        let leaves = leaves(month, who);
        let count = sharing.entry(&routine.logs).or_default();
        let nth = std::mem::replace(count, *count + 1);
        let today = days.is_working(days.today) && !month.not_today.contains(who);
        for ago in i64::from(!today)..=ROUTINE_DAYS {
            let mut on_leave = vec![Half::Morning, Half::Afternoon];
            on_leave.retain(|half| {
                leaves
                    .iter()
                    .any(|(from, to)| (from..=to).contains(&&(-ago, *half)))
            });
            let day = OrdinaryDay {
                month,
                who,
                routine,
                nth,
                ago,
                shifts: routine.shifts.as_deref().unwrap_or(shifts),
                on_leave: &on_leave,
            };
            for (minute, what) in day.usual() {
                let at = days.calendar.at(days.working(ago), minute);
                let step = Step::Usual {
                    who,
                    place: routine.at,
                    ago,
                    what,
                };
                steps.push((at, step));
            }
        }
    }
    steps.retain(|(at, _)| *at <= now);
    steps.sort_by_key(|(at, _)| *at);
    steps
}

/// Somebody's leaves as they were taken: the first and the last half day, counted from today, the past below zero.
fn leaves(month: &Month, who: &str) -> Vec<(HalfDayFromNow, HalfDayFromNow)> {
    let from_now = |(ago, half): HalfAgo| (-ago, half);
    let whats = || month.event.iter().map(|event| &event.what);
    let granted = |key: &str| {
        whats().any(|what| matches!(what, What::DecideLeave { of, granted: true, .. } if of == key))
    };
    let withdrawn = |key: &str| whats().any(|what| matches!(what, What::WithdrawLeave { of } if of == key));
    let returned = |key: &str| {
        whats().find_map(|what| match what {
            What::ReturnEarly { of, last } if of == key => Some(*last),
            _ => None,
        })
    };
    let asked = month.event.iter().filter(|event| event.who == who);
    asked
        .filter_map(|event| match &event.what {
            What::AskLeave { key, from, to, .. } if granted(key) && !withdrawn(key) => {
                Some((from_now(*from), from_now(returned(key).unwrap_or(*to))))
            }
            _ => None,
        })
        .collect()
}

type HalfDayFromNow = (i64, Half);
