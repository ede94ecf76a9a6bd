//! `policy`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::place::Place;
use super::{Failure, files};
use crate::start::open;

/// Look at a policy file, or bring it into force.
#[derive(Args)]
pub(super) struct Policy {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Say whether a policy file is sound; every fault with its line, key and reason.
    Check {
        /// The file.
        file: PathBuf,
    },
    /// Print, line by line, what each number of a policy file may be: key, least, most.
    Limits {
        /// The file.
        file: PathBuf,
    },
    /// Bring a sound policy file into force from its own date on; days before keep what they had.
    Use {
        #[command(flatten)]
        place: Place,
        /// The file.
        file: PathBuf,
    },
}

impl Policy {
    #[expect(clippy::print_stdout, reason = "this is the command's answer")]
    pub(super) async fn run(self) -> Result<(), Failure> {
        match self.command {
            Command::Check { file } => {
                let policy = files::policy(&file)?;
                println!(
                    "{}: sound. {} version {}, from {}.",
                    file.display(),
                    policy.name,
                    policy.version,
                    policy.from
                );
            }
            Command::Limits { file } => {
                for limit in files::policy(&file)?.limits() {
                    println!("{},{},{}", limit.key, limit.least, limit.most);
                }
            }
            Command::Use { place, file } => {
                let policy = files::policy(&file)?;
                let (name, version, from) = (policy.name.clone(), policy.version, policy.from);
                open(&place.config())
                    .await?
                    .bring_in(policy)
                    .await
                    .map_err(|problem| {
                        let reason = problem.detail.unwrap_or(problem.title);
                        format!(
                            "{} is refused: {reason}. The policy in force stays.",
                            file.display()
                        )
                    })?;
                println!("{name} version {version} holds from {from}.");
            }
        }
        Ok(())
    }
}
