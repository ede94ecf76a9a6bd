//! A phone that waits to be let in, and those who decide on it.

use dioxus::prelude::*;
use jishi_app::{
    pages::{AskView, AskedView, DevicesView, EnrolView},
    texts::Locale,
};
use jishi_core::{
    engine::{Asked, BoundItem, Delivery, DevicesPage, Ended, Fault, WaitingItem},
    model::{DeviceId, DeviceKey},
    protocol::{Problem, ProblemKind},
};
use uuid::Uuid;

use crate::{
    says,
    support::{people, stage},
};

fn key(number: u128) -> DeviceKey {
    DeviceKey {
        device: DeviceId(Uuid::from_u128(number)),
        public_key: "A".repeat(44),
    }
}

fn page(waiting: Vec<WaitingItem>, bound: Vec<BoundItem>) -> Element {
    let known = DevicesPage {
        unit: people::unit(),
        above: None,
        below: vec![],
        waiting,
        bound,
    };
    rsx! { DevicesView { known, pending: None, fault: None, onaction: |_| {} } }
}

fn waiting(under_way: Option<Delivery>) -> Vec<WaitingItem> {
    vec![WaitingItem {
        person: people::others()[3].clone(),
        unit: "蔗香镇".into(),
        key: key(1),
        name: "手机".into(),
        asked_at: people::NOW,
        under_way,
    }]
}

fn bound(under_way: Option<Delivery>) -> Vec<BoundItem> {
    vec![BoundItem {
        device: DeviceId(Uuid::from_u128(9)),
        person: people::others()[1].clone(),
        name: "手机".into(),
        bound_at: people::NOW,
        under_way,
    }]
}

#[test]
fn who_decides_compares_the_digits() {
    let piece = || page(waiting(None), bound(None));
    let digits = key(1).digits();
    let grouped = format!("{} {}", &digits[..3], &digits[3..]);
    let name = people::others()[3].name.clone();
    says(
        &stage::piece(piece, Locale::Chinese),
        &[
            &name,
            "申请绑定手机",
            &grouped,
            "与这里一致才可同意",
            "不同意",
            "解除绑定",
        ],
    );
    says(
        &stage::piece(piece, Locale::English),
        &[&grouped, "Asks for a phone", "Grant", "Revoke"],
    );
}

#[test]
fn what_was_decided_and_is_on_its_way_is_not_asked_again() {
    let piece = || page(waiting(Some(Delivery::Waiting)), bound(Some(Delivery::Sending)));
    let html = stage::piece(piece, Locale::Chinese);
    assert!(!html.contains("不同意") && !html.contains("解除绑定"), "{html}");
    assert_eq!(html.matches("class=\"delivery").count(), 2);
}

#[test]
fn nobody_waits() {
    says(
        &stage::piece(|| page(vec![], vec![]), Locale::Chinese),
        &["没有等待批准的手机", "还没有人绑定手机", "刷新"],
    );
}

fn asked(fault: Option<Fault>) -> Element {
    let asked = Asked {
        device: DeviceId(Uuid::from_u128(1)),
        name: "罗明".into(),
        digits: "042517".into(),
        at: people::NOW,
    };
    rsx! {
        EnrolView { moved_aside: None, ended: None, onlocale: |_| {},
            AskedView { asked, fault, oncheck: |()| {}, onstop: |()| {} }
        }
    }
}

#[test]
fn who_waits_is_told_whom_to_call_and_what_to_read_out() {
    let html = stage::piece(|| asked(None), Locale::Chinese);
    says(
        &html,
        &["042 517", "罗明，请联系本单位负责人", "手机绑定", "撤回申请"],
    );
    says(
        &stage::piece(|| asked(None), Locale::English),
        &["042 517", "Phones"],
    );
}

fn turned_away() -> Element {
    let problem = Problem::new(ProblemKind::DeviceRefused).detail("不是本人来办的");
    let ended = Problem::new(ProblemKind::DeviceRevoked);
    rsx! {
        EnrolView { moved_aside: None, ended: (Ended::ByServer(ended), 2), onlocale: |_| {},
            AskView {
                staff_no: "208",
                name: "罗明",
                busy: false,
                fault: Fault::Refused(problem),
                onchange: |_| {},
                onask: |()| {},
                onback: |()| {},
            }
        }
    }
}

#[test]
fn who_is_turned_away_reads_why() {
    let html = stage::piece(turned_away, Locale::Chinese);
    says(
        &html,
        &["换机申请没有被批准", "理由：不是本人来办的", "2 条未送出", "208"],
    );
}
