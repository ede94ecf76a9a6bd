//! A phone as a process, so that it can be killed: a real engine on a real folder, asked through standard input
//! and answered on standard output.
#![allow(clippy::unwrap_used, reason = "a tool of the tests: it stops at the first surprise")]

use std::{path::Path, time::Duration};

use jishi_core::engine::{Command, Fault, Reply};
use jishi_tests::{SystemClock, get, open_engine, put};

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
            while let Ok(command) = get::<Command>(&mut std::io::stdin().lock()) {
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

fn answer(reply: &impl borsh::BorshSerialize) {
    put(&mut std::io::stdout().lock(), reply).unwrap();
}
