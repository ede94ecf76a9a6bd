//! A phone as a process, so that it can be killed: a real engine on a real folder, asked through standard input, one command
//! a line as JSON, and answered on standard output.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a tool of the tests: it answers on standard output, and stops at the first surprise"
)]

use std::{
    io::{BufRead as _, Write as _},
    path::Path,
    time::Duration,
};

use jishi_core::engine::{Command, Fault, Reply};
use jishi_tests::{SystemClock, open_engine};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (folder, server) = (arguments.next().unwrap(), arguments.next().unwrap());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    tokio::task::LocalSet::new().block_on(&runtime, async {
        let (engine, _changes, run) = match open_engine(
            Path::new(&folder),
            &server,
            SystemClock::default(),
            Duration::from_secs(5),
        ) {
            Ok(started) => started,
            Err(fault) => {
                answer(&Err::<(), Fault>(fault));
                return;
            }
        };
        tokio::task::spawn_local(run);
        answer(&Ok::<(), Fault>(()));
        let (tell, mut asked) = tokio::sync::mpsc::unbounded_channel();
        std::thread::spawn(move || {
            for line in std::io::stdin().lock().lines().map_while(Result::ok) {
                let command: Command = serde_json::from_str(&line).unwrap();
                if tell.send(command).is_err() {
                    break;
                }
            }
        });
        while let Some(command) = asked.recv().await {
            let reply: Result<Reply, Fault> = engine.ask(command).await;
            answer(&reply);
        }
    });
}

fn answer(reply: &impl serde::Serialize) {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, reply).unwrap();
    out.write_all(b"\n").unwrap();
    out.flush().unwrap();
}
