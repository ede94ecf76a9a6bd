//! The count of what was tried and what went wrong: one row of RELIABILITY.md.

use std::path::PathBuf;

/// One in how many points is tried: all of them, unless `JISHI_FAULTS_EVERY` says otherwise.
fn every() -> usize {
    let chosen = std::env::var("JISHI_FAULTS_EVERY").ok();
    chosen.map_or(1, |every| {
        every.parse().expect("JISHI_FAULTS_EVERY is a number from 1")
    })
}

/// Those of the points that are tried.
pub fn sampled<T>(points: Vec<T>) -> Vec<T> {
    points.into_iter().step_by(every()).collect()
}

/// One fault, tried many times.
#[derive(Debug, Default)]
pub struct Tally {
    /// How often.
    pub tried: u64,
    lost: Vec<String>,
    doubled: Vec<String>,
    wrong: Vec<String>,
}

impl Tally {
    /// Something that was shown as done is gone.
    pub fn lost(&mut self, what: impl Into<String>) {
        self.lost.push(what.into());
    }

    /// Something that was done once counts twice.
    pub fn doubled(&mut self, what: impl Into<String>) {
        self.doubled.push(what.into());
    }

    /// Something is neither as before nor as after.
    pub fn wrong(&mut self, what: impl Into<String>) {
        self.wrong.push(what.into());
    }

    /// Writes the row, if all points were tried, and fails the test if anything went wrong, or too little was tried.
    ///
    /// # Panics
    /// As said.
    pub fn close(self, fault: &str, at_least: u64) {
        let Self {
            tried,
            lost,
            doubled,
            wrong,
        } = self;
        let every = every();
        let at_least = at_least / every as u64;
        let folder = std::env::var_os("JISHI_RELIABILITY").map(PathBuf::from);
        if let Some(folder) = folder.filter(|_| every == 1) {
            let row = format!(
                "| {fault} | {tried} | {} | {} | {} |\n",
                lost.len(),
                doubled.len(),
                wrong.len()
            );
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join(fault.replace(' ', "-")), row).unwrap();
        }
        let first = |kind: &str, found: &[String]| match found {
            [] => String::new(),
            [first, ..] => format!("{} {kind}, first: {first}\n", found.len()),
        };
        let told = first("lost", &lost) + &first("doubled", &doubled) + &first("wrong", &wrong);
        assert!(told.is_empty(), "{fault}, tried {tried} times:\n{told}");
        assert!(
            tried >= at_least,
            "{fault} was tried {tried} times, not {at_least}"
        );
    }
}
