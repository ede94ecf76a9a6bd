//! The demo's texts, as `assets/demo/` keeps them.

use serde::Deserialize;

use super::files::File;

/// The roster.
pub(super) const ROSTER: &[u8] = include_bytes!("../../../assets/demo/roster.csv");
const MOMENTS: &str = include_str!("../../../assets/demo/moments.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Script {
    pub(super) moment: Vec<Scene>,
}

/// One moment of the demo.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scene {
    /// The author's number on the roster.
    pub(super) author: String,
    /// How many days before today.
    pub(super) days_ago: i64,
    /// Time of day in China, `HH:MM`.
    pub(super) time: String,
    pub(super) text: String,
    /// Latitude and longitude.
    #[serde(default)]
    pub(super) place: Option<[f64; 2]>,
    /// Pictures: a motif each.
    #[serde(default)]
    pub(super) photos: Vec<Motif>,
    /// What else hangs on it.
    #[serde(default)]
    pub(super) files: Vec<File>,
    /// Numbers of those who like it.
    #[serde(default)]
    pub(super) likes: Vec<String>,
}

/// What a drawn picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Motif {
    Terraces,
    River,
    Rain,
    Night,
    Fields,
}

pub(super) fn read() -> Result<Script, toml_edit::de::Error> {
    toml_edit::de::from_str(MOMENTS)
}

impl Scene {
    /// Minutes after midnight.
    pub(super) fn minutes(&self) -> i64 {
        let (hours, minutes) = self.time.split_once(':').unwrap_or(("8", "0"));
        hours.parse::<i64>().unwrap_or(8) * 60 + minutes.parse::<i64>().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::read_roster;
    use std::collections::{HashMap, HashSet};

    #[test]
    fn the_county_is_as_it_should_be() {
        let rows = read_roster(ROSTER).unwrap();
        let numbers: HashSet<_> = rows.iter().map(|row| row.staff_no.as_str()).collect();
        let mut names: HashMap<&str, usize> = HashMap::new();
        rows.iter()
            .for_each(|row| *names.entry(&row.name).or_default() += 1);
        assert!(rows.len() >= 40, "{} people", rows.len());
        assert!(
            names.values().filter(|times| **times > 1).count() >= 2,
            "two names are there twice"
        );
        let script = read().unwrap();
        assert!(script.moment.len() >= 40, "{} moments", script.moment.len());
        for scene in &script.moment {
            assert!(numbers.contains(scene.author.as_str()), "{}", scene.author);
            assert!((0..=10).contains(&scene.days_ago) && (0..1440).contains(&scene.minutes()));
            assert!(
                scene.likes.iter().all(|like| numbers.contains(like.as_str())),
                "{:?}",
                scene.likes
            );
            assert!(!scene.likes.contains(&scene.author), "nobody likes their own");
        }
        let longest = script.moment.iter().map(|scene| scene.text.chars().count()).max();
        assert!(
            longest.is_some_and(|longest| (4_000..=5_000).contains(&longest)),
            "{longest:?}"
        );
    }
}
