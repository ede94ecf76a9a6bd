//! What the points become, and how the sections hang together.

use super::{Faults, written};
use crate::rules::evidence::REJECT_DAYS;
use crate::rules::policy::{Policy, PresencePolicy, StarsPolicy};

pub(super) fn check(policy: &Policy, faults: &mut Faults) {
    if let Some(appeal) = &policy.appeal {
        check_filing(policy, appeal.file_days, faults);
        faults.within("appeal.decide_days", appeal.decide_days, 1, 90);
    }
    if let Some(ranking) = &policy.ranking {
        faults.within("ranking.group_min", ranking.group_min, 2, 1_000);
    }
    if let Some(stars) = &policy.stars {
        check_stars(stars, faults);
    }
    if let Some(recall) = &policy.recall {
        faults.within("recall.bottom_percent", recall.bottom_percent, 1, 50);
        faults.within("recall.approvals", recall.approvals, 2, 10);
    }
    if let Some(presence) = &policy.presence {
        check_presence(presence, faults);
    }
    check_needs(policy, faults);
    check_retention(policy, faults);
}

/// An entry can be contested only while it is there: its day's window must not be closed when it is booked.
fn check_filing(policy: &Policy, file_days: u16, faults: &mut Faults) {
    let attendance = policy.attendance.as_ref().and_then(|section| section.points);
    let tasks = policy.tasks.as_ref().and_then(|section| section.points);
    let hours = [
        attendance.map(|points| points.arrival_hours),
        policy.logs.points.map(|points| points.arrival_hours),
        tasks.map(|points| points.arrival_hours),
    ];
    let longest = hours.into_iter().flatten().max().unwrap_or(0);
    let least = longest / 24 + 1;
    let why = format!(": entries are booked up to {longest} hours after their day (arrival_hours)");
    faults.within_because("appeal.file_days", file_days, least, 366, &why);
}

fn check_stars(stars: &StarsPolicy, faults: &mut Faults) {
    faults.within("stars.system_percent", stars.system_percent, 1, 100);
    let mut before = 0_u8;
    for (number, mark) in (1..).zip(stars.marks) {
        let least = before.saturating_add(1).min(100);
        faults.within_because(
            &format!("stars.marks[{number}]"),
            mark,
            least,
            100,
            ": the marks rise",
        );
        before = before.max(mark);
    }
}

fn check_presence(presence: &PresencePolicy, faults: &mut Faults) {
    // The shortest month has 28.
    faults.within("presence.days", presence.days, 1, 28);
    faults.unless(!presence.kinds.is_empty(), "presence.kinds", || {
        "has to name at least one kind of person".into()
    });
    for (index, kind) in presence.kinds.iter().enumerate() {
        faults.unless(
            !presence.kinds.iter().take(index).any(|before| before == kind),
            &format!("presence.kinds[{}]", index + 1),
            || format!("\"{}\" is there twice", written(kind)),
        );
    }
}

fn check_needs(policy: &Policy, faults: &mut Faults) {
    for (section, there) in [
        ("appeal", policy.appeal.is_some()),
        ("ranking", policy.ranking.is_some()),
        ("stars", policy.stars.is_some()),
    ] {
        faults.unless(!there || policy.has_points(), section, || {
            "has to go while nothing has points: no section has a part [….points]".into()
        });
    }
    faults.unless(
        policy.recall.is_none() || policy.ranking.is_some(),
        "recall",
        || "has to go without the section [ranking]: it proposes from the bottom of a ranking".into(),
    );
}

/// Places have to outlive whatever still asks for them: whoever deletes the evidence first decides the appeal.
fn check_retention(policy: &Policy, faults: &mut Faults) {
    // The days to contest may begin only when somebody says that something does not count.
    let rejected = policy.evidence.as_ref().map_or(0, |_| u32::from(REJECT_DAYS));
    let appeal = policy.appeal.map_or(0, |appeal| {
        rejected + u32::from(appeal.file_days) + u32::from(appeal.decide_days)
    });
    // A month is judged when its longest form is over.
    let presence = if policy.presence.is_some() { 31 } else { 0 };
    let least = appeal.max(presence).max(1);
    let days = u32::from(policy.retention.place_days);
    let why = if least == 1 {
        ""
    } else {
        ": appeals and the presence check still need the place"
    };
    faults.within_because("retention.place_days", days, least, 3_650, why);
}
