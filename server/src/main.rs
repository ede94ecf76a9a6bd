//! The command line of Jishi's server.

use std::process::ExitCode;

fn main() -> ExitCode {
    jishi_server::cli::run()
}
