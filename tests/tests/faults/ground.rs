//! A county in this process, and a phone that is enrolled there, of which each trial gets a copy.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use jishi_core::engine::{Enrol, FeedItem, GetFeed, GetPolicy, GetSyncState, SyncNow};
use jishi_tests::{County, Gone, PhoneProcess, Plan};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// Where no server is.
const NOWHERE: &str = "http://127.0.0.1:9";

/// The ground on which trials are made.
pub struct Ground {
    runtime: Runtime,
    county: County,
    template: TempDir,
}

impl Ground {
    /// A new one.
    pub fn new() -> Self {
        let runtime = Runtime::new().unwrap();
        let county = runtime.block_on(County::of_today());
        let ground = Self {
            runtime,
            county,
            template: tempfile::tempdir().unwrap(),
        };
        ground.enrolled("311", ground.template.path()).kill();
        ground
    }

    /// A phone of somebody, enrolled in `folder`, that knows the county.
    pub fn enrolled(&self, staff_no: &str, folder: &Path) -> PhoneProcess {
        let code = self.runtime.block_on(self.county.code(staff_no));
        let mut phone = PhoneProcess::start(folder, &self.url(), None).unwrap().unwrap();
        let device_name = "test".into();
        phone.ask(Enrol { code, device_name }).unwrap().unwrap();
        wait("the phone knows the county", || {
            phone
                .ask(GetPolicy)
                .unwrap()
                .is_ok_and(|sections| !sections.modes.is_empty())
        });
        phone
    }

    /// Ends the server and hands its data over.
    pub fn close(self) -> TempDir {
        let Self { runtime, county, .. } = self;
        runtime.block_on(county.close())
    }

    fn url(&self) -> String {
        self.county.server.url()
    }

    /// A copy of the enrolled phone's folder.
    pub fn copy(&self) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in std::fs::read_dir(self.template.path()).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
        }
        folder
    }

    /// Lets the phone in `folder` send all it has; what it was refused is told.
    pub fn send_all(&self, folder: &Path) -> Result<(), String> {
        let mut phone = self.online(folder, None).unwrap();
        let sent = sent(&mut phone, Duration::from_secs(60)).unwrap();
        phone.kill();
        match sent {
            Some(0) => Ok(()),
            Some(refused) => Err(format!("{refused} refused")),
            None => Err("not sent within a minute".into()),
        }
    }

    /// The phone in `folder` on a line to the server.
    pub fn online(&self, folder: &Path, plan: Option<Plan>) -> Result<PhoneProcess, Ended> {
        started(folder, &self.url(), plan)
    }

    /// Everything in the feed of a colleague.
    pub fn seen_by(&self, staff_no: &str, expected: usize) -> Vec<FeedItem> {
        let folder = tempfile::tempdir().unwrap();
        let mut phone = self.enrolled(staff_no, folder.path());
        let seen = feed_of(&mut phone, expected);
        phone.kill();
        seen
    }
}

/// The phone in `folder` without a line.
pub fn offline(folder: &Path, plan: Option<Plan>) -> Result<PhoneProcess, Ended> {
    started(folder, NOWHERE, plan)
}

fn started(folder: &Path, url: &str, plan: Option<Plan>) -> Result<PhoneProcess, Ended> {
    match PhoneProcess::start(folder, url, plan) {
        Ok(Ok(phone)) => Ok(phone),
        Ok(Err(_)) => Err(Ended::NotOpened),
        Err(_) => Err(Ended::Gone),
    }
}

/// Why there is no phone.
#[derive(Debug, PartialEq, Eq)]
pub enum Ended {
    /// It was killed.
    Gone,
    /// It could not open its store, and said so.
    NotOpened,
}

/// Lets a phone send what it has for so long, woken whenever it waits for better times. How many operations were refused
/// when nothing waits any more; `None` if something still does.
///
/// # Errors
/// [`Gone`] if it died meanwhile.
pub fn sent(phone: &mut PhoneProcess, patience: Duration) -> Result<Option<u32>, Gone> {
    let began = Instant::now();
    while began.elapsed() < patience {
        // A full disk answers neither; it is asked again.
        if let Ok(state) = phone.ask(GetSyncState)? {
            if state.waiting == 0 {
                return Ok(Some(state.refused));
            }
            if state.trouble.is_some() {
                let _ = phone.ask(SyncNow)?;
            }
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Ok(None)
}

/// A phone's feed, once it has so many moments or has got no more of them for a while.
pub fn feed_of(phone: &mut PhoneProcess, expected: usize) -> Vec<FeedItem> {
    let mut seen = whole_feed(phone);
    let mut grown = Instant::now();
    while seen.len() < expected && grown.elapsed() < Duration::from_secs(10) {
        std::thread::sleep(Duration::from_millis(20));
        let now = whole_feed(phone);
        if now.len() != seen.len() {
            grown = Instant::now();
        }
        seen = now;
    }
    seen
}

fn whole_feed(phone: &mut PhoneProcess) -> Vec<FeedItem> {
    let (mut seen, mut before) = (Vec::new(), None);
    loop {
        let page = phone.ask(GetFeed::after(before, 100)).unwrap().unwrap();
        seen.extend(page.items);
        match page.next {
            Some(next) => before = Some(next),
            None => return seen,
        }
    }
}

fn wait(what: &str, mut done: impl FnMut() -> bool) {
    let began = Instant::now();
    while !done() {
        assert!(
            began.elapsed() < Duration::from_secs(60),
            "{what}: not within a minute"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
}
