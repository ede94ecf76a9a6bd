//! The server fails: it is killed, its disk is full, its power goes, at every point at which it changes its disk between the
//! first request of a phone and the last receipt.

use std::{
    collections::HashMap,
    net::{SocketAddr, TcpListener},
    path::Path,
    time::{Duration, Instant},
};

use jishi_core::{
    engine::{Act, AttachPhoto, GetMedia, GetSyncState, OpenDraft, Post, SyncNow},
    model::Attachment,
    protocol::MediaSize,
};
use jishi_tests::{Moment, PhoneProcess, Plan, ServerProcess, meeting, photo, words};
use tempfile::TempDir;

use super::{
    SMALL,
    ground::{Ground, feed_of},
    tally::{Tally, sampled},
};

/// A county whose server is a process, and two phones of one village.
struct Site {
    data: TempDir,
    address: SocketAddr,
    author: TempDir,
    colleague: TempDir,
}

impl Site {
    fn new() -> Self {
        let ground = Ground::new();
        let (author, colleague) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        ground.enrolled("208", author.path()).kill();
        ground.enrolled("402", colleague.path()).kill();
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        Self {
            data: ground.close(),
            address: free.local_addr().unwrap(),
            author,
            colleague,
        }
    }

    fn serve(&self, plan: Option<Plan>) -> Option<ServerProcess> {
        ServerProcess::start(self.data.path(), self.address, plan).ok()
    }

    fn phone(&self, folder: &Path) -> PhoneProcess {
        let url = format!("http://{}", self.address);
        PhoneProcess::start(folder, &url, None).unwrap().unwrap()
    }
}

/// A log with a photo and a tap with a reason: one upload, two operations.
fn do_something(phone: &mut PhoneProcess, name: &str, seed: u64) {
    let draft = phone.ask(OpenDraft).unwrap().unwrap().id;
    let bytes = photo(SMALL, seed as u8, (seed >> 8) as u8);
    phone.ask(AttachPhoto { draft, bytes }).unwrap().unwrap();
    phone.ask(words(draft, &format!("{name} log"))).unwrap().unwrap();
    phone.ask(Post(draft)).unwrap().unwrap();
    phone.ask(Act(meeting(&format!("{name} tap")))).unwrap().unwrap();
}

/// Lets the phone send until it has, or the server is gone. Whether it has.
fn send(phone: &mut PhoneProcess, server: &mut ServerProcess, patience: Duration) -> bool {
    let began = Instant::now();
    loop {
        let state = phone.ask(GetSyncState).unwrap().unwrap();
        if state.waiting == 0 {
            return true;
        }
        if server.ended() || began.elapsed() > patience {
            return false;
        }
        if state.trouble.is_some() {
            phone.ask(SyncNow).unwrap().unwrap();
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Points from the start of a server to its last receipt.
fn points() -> u64 {
    let site = Site::new();
    let mut phone = site.phone(site.author.path());
    do_something(&mut phone, "count", 0);
    let mut server = site.serve(Some(Plan::Count)).unwrap();
    assert!(send(&mut phone, &mut server, Duration::from_secs(30)));
    let points = server.points();
    server.kill();
    phone.kill();
    points
}

fn try_all(plans: &[Plan], tally: &mut Tally) {
    let site = Site::new();
    let mut phone = site.phone(site.author.path());
    let mut expected = HashMap::new();
    for (seed, plan) in (1..).zip(plans) {
        let name = format!("{plan:?}");
        do_something(&mut phone, &name, seed);
        // One that does not live to listen was struck before.
        let struck = site.serve(Some(*plan)).is_none_or(|mut server| {
            // One on a disk that stays full never sends all; others do, however much else this machine has to do.
            let full = matches!(plan, Plan::Full { points: 2.., .. });
            let patience = Duration::from_millis(if full { 600 } else { 5_000 });
            send(&mut phone, &mut server, patience);
            let points = server.points();
            server.kill();
            points >= plan.point()
        });
        expected.insert(format!("{name} log"), 0);
        expected.insert(format!("{name} tap"), 0);
        // Where the point was not reached before the last receipt, nothing was tried.
        tally.tried += u64::from(struck);
    }
    let mut server = site.serve(None).unwrap();
    if !send(&mut phone, &mut server, Duration::from_secs(60)) {
        tally.wrong("the phone does not get rid of its queue");
    }
    if phone.ask(GetSyncState).unwrap().unwrap().refused > 0 {
        tally.wrong("something was refused");
    }
    phone.kill();
    let mut colleague = site.phone(site.colleague.path());
    for item in feed_of(&mut colleague, expected.len()) {
        let text = item.moment.text;
        match expected.get_mut(&text) {
            Some(times) => *times += 1,
            None => tally.wrong(format!("at the colleague's: {text}")),
        }
        let photos = item.moment.attachments.iter().map(Attachment::sha256);
        for sha256 in photos {
            let size = MediaSize::Full;
            if colleague.ask(GetMedia { sha256, size }).unwrap().is_err() {
                tally.lost(format!("the photo of {text}"));
            }
        }
        if text.ends_with("log") && item.moment.attachments.len() != 1 {
            tally.wrong(format!("{text} without its photo"));
        }
    }
    for (words, times) in expected {
        match times {
            0 => tally.lost(words),
            1 => {}
            _ => tally.doubled(words),
        }
    }
    colleague.kill();
    server.kill();
}

#[test]
fn a_server_is_killed_at_every_point() {
    let plans: Vec<Plan> = (1..=points())
        .flat_map(|point| Moment::ALL.map(|moment| Plan::Kill { point, moment }))
        .collect();
    let mut tally = Tally::default();
    try_all(&sampled(plans), &mut tally);
    tally.close("server killed", 300);
}

#[test]
fn a_server_loses_its_power_at_every_point() {
    let plans: Vec<Plan> = (1..=points())
        .flat_map(|point| [0, 1, 2].map(|seed| Plan::Power { point, seed }))
        .collect();
    let mut tally = Tally::default();
    try_all(&sampled(plans), &mut tally);
    tally.close("server without power", 300);
}

#[test]
fn a_server_has_no_room_at_every_point() {
    let plans: Vec<Plan> = (1..=points())
        .flat_map(|point| [1, 1_000_000].map(|points| Plan::Full { point, points }))
        .collect();
    let mut tally = Tally::default();
    try_all(&sampled(plans), &mut tally);
    tally.close("server's disk full", 200);
}
