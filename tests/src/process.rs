//! Phone and server as processes of their own, which can be killed.

use std::{
    io::BufReader,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};

use jishi_core::engine::{Ask, Fault, Reply};

use crate::{
    disk::{Disk, Plan},
    pipe::{get, put},
};

/// The process is gone.
#[derive(Debug, PartialEq, Eq)]
pub struct Gone;

/// A phone in a process.
pub struct PhoneProcess {
    child: Child,
    asks: ChildStdin,
    answers: BufReader<ChildStdout>,
    disk: Option<Disk>,
}

impl PhoneProcess {
    /// Starts it on `folder`, on a disk that fails as planned; `Gone` if it did not live to open its store.
    ///
    /// # Errors
    /// [`Gone`].
    pub fn start(folder: &Path, server: &str, plan: Option<Plan>) -> Result<Result<Self, Fault>, Gone> {
        let mut command = Command::new(program("phone"));
        command.arg(folder).arg(server);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let disk = plan.map(|plan| Disk::under(&mut command, folder, plan));
        let mut child = command.spawn().unwrap();
        let asks = child.stdin.take().unwrap();
        let answers = BufReader::new(child.stdout.take().unwrap());
        let mut phone = Self {
            child,
            asks,
            answers,
            disk,
        };
        let started: Result<(), Fault> = phone.answer()?;
        Ok(started.map(|()| phone))
    }

    /// Asks its engine.
    ///
    /// # Errors
    /// [`Gone`] if it died before it answered.
    pub fn ask<A: Ask>(&mut self, ask: A) -> Result<Result<A::Answer, Fault>, Gone> {
        if put(&mut self.asks, &ask.into()).is_err() {
            return Err(self.ended());
        }
        let reply: Result<Reply, Fault> = self.answer()?;
        Ok(reply.map(|reply| A::answer(reply).expect("the reply of the same name")))
    }

    fn answer<T: borsh::BorshDeserialize>(&mut self) -> Result<T, Gone> {
        get(&mut self.answers).map_err(|_| self.ended())
    }

    /// The child is gone; only a kill may be the reason.
    fn ended(&mut self) -> Gone {
        let status = self.child.wait().unwrap();
        assert_eq!(signal(status), Some(9), "the phone ended by itself: {status}");
        Gone
    }

    /// Points of its disk so far.
    #[must_use]
    pub fn points(&self) -> u64 {
        self.disk.as_ref().map_or(0, Disk::points)
    }

    /// Kills it.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// A server in a process.
pub struct ServerProcess {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    disk: Option<Disk>,
    may_stop: bool,
}

impl ServerProcess {
    /// Starts it on the data in `folder` at `address`, on a disk that fails as planned. `Gone` if it did not live to listen.
    ///
    /// # Errors
    /// [`Gone`].
    pub fn start(folder: &Path, address: SocketAddr, plan: Option<Plan>) -> Result<Self, Gone> {
        let mut command = Command::new(program("jishi-server"));
        command.args(["serve", "--listen", &address.ip().to_string()]);
        command.args(["--port", &address.port().to_string(), "--data"]);
        command.arg(folder);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let disk = plan.map(|plan| Disk::under(&mut command, folder, plan));
        let mut server = Self {
            child: command.spawn().unwrap(),
            address,
            disk,
            may_stop: matches!(plan, Some(Plan::Full { .. })),
        };
        let began = Instant::now();
        while std::net::TcpStream::connect(address).is_err() {
            if server.ended() {
                return Err(Gone);
            }
            assert!(
                began.elapsed() < Duration::from_secs(30),
                "the server does not listen"
            );
            std::thread::sleep(Duration::from_millis(5));
        }
        Ok(server)
    }

    /// Whether it is gone. Only a kill may be the reason, or that it could not begin on a full disk, which it has said.
    pub fn ended(&mut self) -> bool {
        let Some(status) = self.child.try_wait().unwrap() else {
            return false;
        };
        let said_so = self.may_stop && status.code() == Some(1);
        assert!(
            said_so || signal(status) == Some(9),
            "the server ended by itself: {status}"
        );
        true
    }

    /// Points of its disk so far.
    #[must_use]
    pub fn points(&self) -> u64 {
        self.disk.as_ref().map_or(0, Disk::points)
    }

    /// Kills it.
    pub fn kill(mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        self.child.wait().unwrap();
    }
}

fn signal(status: std::process::ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

/// A program beside this test: both are built before the tests run.
fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let built = test.ancestors().find(|folder| folder.join(name).is_file());
    built
        .unwrap_or_else(|| panic!("{name} is not built: run the tests through ./dev test"))
        .join(name)
}
