//! The line breaks: after so many bytes of what a phone says or hears, at every boundary of what it sends and between them.

use std::time::{Duration, Instant};

use jishi_core::{
    engine::{Act, AttachFile, AttachPhoto, GetMedia, GetPolicy, OpenDraft, Post, SyncNow},
    model::Attachment,
    protocol::MediaSize,
};
use jishi_tests::{County, Device, NOW, Way, Wire, meeting, photo, words};
use tokio::task::LocalSet;

use super::{
    SMALL,
    tally::{Tally, sampled},
};

/// Trials on one county.
const PER_COUNTY: usize = 100;
/// Bytes of a document: more than goes in one part, whether parts have been halved by cuts or doubled without.
const PAPER: usize = 100_000;

/// A document that no other trial has.
fn paper(seed: usize) -> Vec<u8> {
    let mut paper = format!("%PDF-1.7\n{seed}\n").into_bytes();
    paper.resize(PAPER, b'x');
    paper
}

async fn do_something(device: &Device, name: &str, seed: usize) {
    let draft = device.ask(OpenDraft).await.unwrap().id;
    let bytes = photo(SMALL, seed as u8, (seed >> 8) as u8);
    device.ask(AttachPhoto { draft, bytes }).await.unwrap();
    let attach = AttachFile {
        draft,
        name: "水位.pdf".into(),
        bytes: paper(seed),
    };
    device.ask(attach).await.unwrap();
    device.ask(words(draft, &format!("{name} log"))).await.unwrap();
    device.ask(Post(draft)).await.unwrap();
    device.ask(Act(meeting(&format!("{name} tap")))).await.unwrap();
}

/// Whether everything is sent, with the engine woken whenever it waits for better times.
async fn send(device: &Device) -> bool {
    let began = Instant::now();
    loop {
        let state = device.sync_state().await;
        if state.waiting == 0 {
            return state.refused == 0;
        }
        if began.elapsed() > Duration::from_secs(20) {
            return false;
        }
        if state.trouble.is_some() {
            device.ask(SyncNow).await.unwrap();
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

struct Site {
    county: County,
    wire: Wire,
    author: Device,
    colleague: Device,
    _folders: [tempfile::TempDir; 2],
}

impl Site {
    async fn new() -> Self {
        let county = County::start().await;
        let wire = Wire::to(county.server.address).await;
        let folders = [(); 2].map(|()| tempfile::tempdir().unwrap());
        let url = format!("http://{}", wire.address);
        let author = Device::start(folders[0].path(), &url, NOW);
        let colleague = Device::start(folders[1].path(), &county.server.url(), NOW);
        for (device, staff_no) in [(&author, "311"), (&colleague, "115")] {
            device.enrol(&county.code(staff_no).await).await.unwrap();
            device
                .until("the county is known", async |d| {
                    d.ask(GetPolicy).await.is_ok_and(|now| !now.modes.is_empty())
                })
                .await;
        }
        Self {
            county,
            wire,
            author,
            colleague,
            _folders: folders,
        }
    }
}

/// What is said and heard when nothing breaks: how many bytes, and where pieces of them begin.
async fn exchange(way: Way) -> (u64, Vec<u64>) {
    let site = Site::new().await;
    do_something(&site.author, "first", 1).await;
    assert!(send(&site.author).await);
    site.wire.count(way);
    do_something(&site.author, "count", 2).await;
    assert!(send(&site.author).await);
    site.wire.count(way)
}

/// At every boundary, beside it, and evenly between.
async fn breaks(way: Way, about: u64) -> Vec<u64> {
    let (bytes, pieces) = exchange(way).await;
    let stride = (bytes / about).max(1) as usize;
    let mut at: Vec<u64> = (0..bytes).step_by(stride).collect();
    at.extend(
        pieces
            .iter()
            .flat_map(|piece| [piece.saturating_sub(1), *piece, piece + 1]),
    );
    at.sort_unstable();
    at.dedup();
    at.retain(|at| *at < bytes);
    at
}

async fn try_all(way: Way, about: u64, tally: &mut Tally) {
    let breaks = sampled(breaks(way, about).await);
    for (round, breaks) in breaks.chunks(PER_COUNTY).enumerate() {
        let site = Site::new().await;
        let mut expected = std::collections::HashMap::new();
        for (seed, at) in breaks.iter().enumerate() {
            let name = format!("{round} {way:?} {at}");
            site.wire.cut(way, *at);
            do_something(&site.author, &name, seed).await;
            if !send(&site.author).await {
                tally.wrong(format!("{name}: not sent, or refused"));
            }
            expected.insert(format!("{name} log"), 0);
            expected.insert(format!("{name} tap"), 0);
            // What was sent in fewer bytes than were counted was not broken.
            tally.tried += u64::from(!site.wire.is_armed());
        }
        judge(&site, expected, tally).await;
        site.county.close().await;
    }
}

async fn judge(site: &Site, mut expected: std::collections::HashMap<String, u32>, tally: &mut Tally) {
    let began = Instant::now();
    let mut seen = Vec::new();
    while seen.len() < expected.len() && began.elapsed() < Duration::from_secs(20) {
        site.colleague.ask(SyncNow).await.unwrap();
        tokio::time::sleep(Duration::from_millis(50)).await;
        seen = site.colleague.whole_feed().await;
    }
    for item in seen {
        let (text, attachments) = (item.moment.text, item.moment.attachments);
        match expected.get_mut(&text) {
            Some(times) => *times += 1,
            None => tally.wrong(format!("at the colleague's: {text}")),
        }
        if text.ends_with("log") && attachments.len() != 2 {
            tally.wrong(format!("{text} without its files"));
        }
        for sha256 in attachments.iter().map(Attachment::sha256) {
            let size = MediaSize::Full;
            if site.colleague.ask(GetMedia { sha256, size }).await.is_err() {
                tally.lost(format!("a file of {text}"));
            }
        }
    }
    for (words, times) in expected {
        match times {
            0 => tally.lost(words),
            1 => {}
            _ => tally.doubled(words),
        }
    }
}

fn run(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    LocalSet::new().block_on(&runtime, test);
}

#[test]
fn a_line_breaks_while_a_phone_speaks() {
    run(async {
        let mut tally = Tally::default();
        try_all(Way::Up, 1_300, &mut tally).await;
        tally.close("line broken on the way up", 900);
    });
}

#[test]
fn a_line_breaks_while_a_phone_listens() {
    run(async {
        let mut tally = Tally::default();
        try_all(Way::Down, 1_100, &mut tally).await;
        tally.close("line broken on the way down", 900);
    });
}
