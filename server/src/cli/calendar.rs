//! `calendar`.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use jishi_core::rules::calendar::Calendar as Days;
use jishi_core::rules::score::Period;

use super::place::Place;
use super::{Failure, files};
use crate::settings;
use crate::start::open;

/// Print what each day is, as lines of date and workday, weekend, holiday, makeup or unpublished, by the calendar that comes
/// with Jishi, by a file's or by the county's; or bring the years of a calendar file into force.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Calendar {
    #[command(subcommand)]
    command: Option<Command>,
    /// The first day: 2026-01-01.
    #[arg(required = true)]
    from: Option<NaiveDate>,
    /// The last day.
    #[arg(required = true)]
    to: Option<NaiveDate>,
    /// A calendar file instead of the one that comes with Jishi.
    #[arg(long)]
    file: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Bring the years of a sound calendar file into force in this county, also those that it had otherwise; years that the
    /// file does not have stay. Phones hear of it when they pull next.
    Use {
        #[command(flatten)]
        place: Place,
        /// The file.
        file: PathBuf,
    },
    /// Print what each day is by the calendar that is in force in this county.
    County {
        #[command(flatten)]
        place: Place,
        /// The first day: 2026-01-01.
        from: NaiveDate,
        /// The last day.
        to: NaiveDate,
    },
}

impl Calendar {
    pub(super) async fn run(&self) -> Result<(), Failure> {
        match (&self.command, self.from, self.to) {
            (Some(Command::Use { place, file }), ..) => use_file(place, file).await,
            (Some(Command::County { place, from, to }), ..) => {
                let settings = open(&place.config()).await?.settings().await;
                let settings = settings.map_err(|problem| problem.detail.unwrap_or(problem.title))?;
                print(&settings.calendar, *from, *to)
            }
            (None, Some(from), Some(to)) => {
                let calendar = match &self.file {
                    Some(path) => files::calendar(path)?,
                    None => settings::shipped_calendar()?,
                };
                print(&calendar, from, to)
            }
            // The parser lets nobody come here.
            (None, ..) => Err("the first and the last day, please".into()),
        }
    }
}

#[expect(clippy::print_stdout, reason = "this is the command's answer")]
fn print(calendar: &Days, from: NaiveDate, to: NaiveDate) -> Result<(), Failure> {
    if to < from {
        return Err(format!("{to} lies before {from}; the first day comes first.").into());
    }
    let period = Period {
        first: from,
        last: to,
    };
    for day in period.days() {
        println!("{day},{}", calendar.kind(day));
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "this is the command's answer")]
async fn use_file(place: &Place, file: &Path) -> Result<(), Failure> {
    let calendar = files::calendar(file)?;
    let service = open(&place.config()).await?;
    let years = service.bring_in_calendar(calendar).await.map_err(|problem| {
        let reason = problem.detail.unwrap_or(problem.title);
        format!(
            "{} is refused: {reason}. The calendar in force stays.",
            file.display()
        )
    })?;
    if years.is_empty() {
        println!("The county has these years just so; nothing was changed.");
    } else {
        let years: Vec<String> = years.iter().map(ToString::to_string).collect();
        println!("New or changed: {}.", years.join(", "));
    }
    Ok(())
}
