//! The command line.

mod calendar;
mod demo;
mod files;
mod import_roster;
mod place;
mod policy;
mod serve;
mod verify_audit;

use std::io::IsTerminal as _;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

/// Jishi's server.
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API and the web app.
    Serve(serve::Serve),
    /// Fill an empty data folder with an invented county.
    Demo(demo::Demo),
    /// Put the people and units of a CSV file in place.
    ImportRoster(import_roster::ImportRoster),
    /// Look at a policy file, or bring it into force.
    Policy(policy::Policy),
    /// Print what each day is: working day or not; or bring a calendar file into force.
    Calendar(calendar::Calendar),
    /// Look whether the record is whole.
    VerifyAudit(verify_audit::VerifyAudit),
}

/// What a command fails with: a sentence for whoever typed it.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Runs the command of this process's arguments.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let colours = std::io::stderr().is_terminal();
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(colours)
        .with_writer(std::io::stderr)
        .init();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return complain(&error),
    };
    let result = runtime.block_on(async {
        match cli.command {
            Command::Serve(serve) => serve.run().await,
            Command::Demo(demo) => demo.run().await,
            Command::ImportRoster(import) => import.run().await,
            Command::Policy(policy) => policy.run().await,
            Command::Calendar(calendar) => calendar.run().await,
            Command::VerifyAudit(verify) => verify.run().await,
        }
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => complain(&*error),
    }
}

#[expect(clippy::print_stderr, reason = "this is what the person at the terminal reads")]
fn complain(error: &dyn std::error::Error) -> ExitCode {
    eprintln!("jishi-server: {error}");
    ExitCode::FAILURE
}
