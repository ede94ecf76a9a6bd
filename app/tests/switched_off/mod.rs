//! What is switched off is absent, by whatever address one comes.

use std::collections::BTreeSet;

use dioxus::router::{Routable as _, SegmentType};
use jishi_app::{Route, state::Theme, texts::Locale};
use jishi_core::{
    engine::Sections,
    model::{Rank, Role},
    rules::{
        access::UnitTree,
        policy::{self, Policy},
    },
};

use crate::{
    attendance::script,
    support::{host::Script, people, stage},
};

const ID: &str = "01920000-0000-7000-8000-000000001000";

/// Every address that the app has, with something in each of its variable parts.
fn addresses() -> BTreeSet<String> {
    let mut addresses = BTreeSet::new();
    for site in Route::SITE_MAP {
        for segments in site.flatten() {
            let parts: Vec<&str> = segments
                .iter()
                .filter_map(|segment| match segment {
                    SegmentType::Static(part) => (!part.is_empty()).then_some(*part),
                    SegmentType::Dynamic("day") => Some("2026-11-20"),
                    SegmentType::Dynamic("shift" | "index") => Some("0"),
                    SegmentType::Dynamic(_) => Some(ID),
                    SegmentType::CatchAll(_) => Some("nowhere"),
                    _ => None,
                })
                .collect();
            addresses.insert(format!("/{}", parts.join("/")));
        }
    }
    addresses
}

/// The addresses at which there is no page under a policy, for somebody who may do all that can be done.
fn absent(policy: &Policy) -> Vec<String> {
    let mut me = people::me();
    (me.rank, me.role) = (Rank::County, Role::Organization);
    let script = Script {
        policy: Some(Sections::of(policy, &me, &UnitTree::new([&people::unit()]))),
        ..script()
    };
    addresses()
        .into_iter()
        .filter(|path| {
            let html = stage::app(script.clone(), path, Locale::Chinese, Theme::Light);
            html.contains("没有这个页面")
        })
        .collect()
}

#[test]
fn evidence_only_has_no_page_for_what_it_switches_off() {
    let policy = policy::read(include_str!("../../../assets/policies/evidence-only.toml")).unwrap();
    let expected = [
        "/check-in".into(),
        "/correction/2026-11-20/0".into(),
        "/me/score".into(),
        "/nowhere".into(),
        format!("/people/{ID}"),
        "/places".into(),
        "/workplace".into(),
        format!("/workplace/{ID}"),
    ];
    assert_eq!(absent(&policy), expected);
}

#[test]
fn with_everything_on_every_page_is_there() {
    let policy = policy::read(include_str!("../../../assets/policies/wangmo-2016.toml")).unwrap();
    assert_eq!(absent(&policy), ["/nowhere"]);
}

#[test]
fn with_everything_off_only_logs_are_left() {
    let text = include_str!("../../../assets/policies/evidence-only.toml");
    let mut policy = policy::read(text).unwrap();
    (policy.leave, policy.learning, policy.tasks) = (None, None, None);
    let all = addresses();
    let absent: BTreeSet<String> = absent(&policy).into_iter().collect();
    let left: Vec<&str> = all.difference(&absent).map(String::as_str).collect();
    let unit = format!("/unit/{ID}/2026-11-20");
    let moment = format!("/moment/{ID}");
    let devices = format!("/devices/{ID}");
    let (photo, trace) = (format!("{moment}/photo/0"), format!("{moment}/trace"));
    // Leaves asked for before stay to be read; their page waits for them here.
    assert_eq!(
        left,
        [
            "/",
            "/compose",
            "/devices",
            &devices,
            "/enrol",
            "/leave",
            "/me",
            "/me/data",
            "/me/looks",
            "/me/receipts",
            &moment,
            &photo,
            &trace,
            "/news",
            "/search",
            "/todo",
            "/unit",
            &unit,
        ]
    );
}
