//! `calendar`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use jishi_core::rules::score::Period;

use super::{Failure, files};
use crate::settings;

/// Print what each day is: lines of date and workday, weekend, holiday, makeup or unpublished.
#[derive(Args)]
pub(super) struct Calendar {
    /// The first day: 2026-01-01.
    from: NaiveDate,
    /// The last day.
    to: NaiveDate,
    /// A calendar file instead of the one that comes with Jishi.
    #[arg(long)]
    file: Option<PathBuf>,
}

impl Calendar {
    #[expect(clippy::print_stdout, reason = "this is the command's answer")]
    pub(super) fn run(&self) -> Result<(), Failure> {
        let calendar = match &self.file {
            Some(path) => files::calendar(path)?,
            None => settings::shipped_calendar()?,
        };
        if self.to < self.from {
            return Err(format!(
                "{} lies before {}; the first day comes first.",
                self.to, self.from
            )
            .into());
        }
        let period = Period {
            first: self.from,
            last: self.to,
        };
        for day in period.days() {
            println!("{day},{}", calendar.kind(day));
        }
        Ok(())
    }
}
