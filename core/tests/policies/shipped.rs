//! What each policy switches on.

use jishi_core::model::{LeaveKind, Mode, PersonKind, Points, Rank};
use jishi_core::rules::policy::{Cover, Policy, read};

use crate::{EVIDENCE_ONLY, WANGMO};

#[test]
fn wangmo_2016_has_everything() {
    let policy = read(WANGMO).unwrap();
    assert_eq!(
        (
            policy.name.as_str(),
            policy.version,
            policy.from.to_string().as_str()
        ),
        ("wangmo-2016", 1, "2016-04-01")
    );
    assert!(policy.has_points());

    let attendance = policy.attendance.unwrap();
    assert!(attendance.points.is_some() && attendance.correction.is_some() && attendance.check_out);
    for mode in Mode::ALL {
        assert_eq!(
            attendance.modes.contains_key(&mode),
            mode != Mode::Leave,
            "{mode:?}"
        );
    }
    assert_eq!(attendance.modes[&Mode::OnDuty], Cover::Shift);

    let leave = policy.leave.unwrap();
    assert!(LeaveKind::ALL.iter().all(|kind| leave.kinds.contains_key(kind)));
    assert!(leave.approval.len() > 1);

    assert!(policy.logs.points.unwrap().missed < Points::ZERO);
    let learning = policy.learning.unwrap();
    assert!(learning.points.is_some());
    assert_eq!(learning.lessons_per_month, 2);
    assert!(policy.tasks.unwrap().points.unwrap().within_parent);

    let evaluation = policy.evaluation.unwrap();
    let points = evaluation.points.unwrap();
    let worth: Vec<_> = points.by_rank.values().map(|worth| worth.like).collect();
    assert!(worth.is_sorted(), "a higher rank's like is worth more");
    assert_eq!(evaluation.dislike_rank, Rank::DeputyTownship);

    assert!(policy.appeal.is_some() && policy.ranking.is_some());
    assert_eq!(policy.stars.unwrap().system_percent, 80);
    assert_eq!(policy.recall.unwrap().approvals, 2);
    let presence = policy.presence.unwrap();
    assert_eq!(presence.days, 20);
    assert_eq!(
        presence.kinds,
        [PersonKind::FirstSecretary, PersonKind::VillageStationed]
    );
}

#[test]
fn evidence_only_has_records_leave_tasks_and_learning_and_no_points() {
    let policy = read(EVIDENCE_ONLY).unwrap();
    assert_eq!(policy.name, "evidence-only");
    assert!(!policy.has_points());
    assert!(policy.leave.is_some() && policy.tasks.is_some() && policy.learning.is_some());
    assert!(
        !policy.learning.unwrap().keeps_time(),
        "reading time is no evidence"
    );
    assert!(policy.attendance.is_none(), "no compulsory check-in");
    assert!(policy.evaluation.is_none() && policy.appeal.is_none());
    assert!(policy.ranking.is_none() && policy.stars.is_none() && policy.recall.is_none());
    assert!(policy.presence.is_none());
}

#[test]
fn a_policy_survives_its_way_to_the_devices() {
    for text in [WANGMO, EVIDENCE_ONLY] {
        let policy = read(text).unwrap();
        let json = serde_json::to_string(&policy).unwrap();
        assert_eq!(serde_json::from_str::<Policy>(&json).unwrap(), policy);
    }
}

#[test]
fn a_date_may_stand_in_quotes() {
    let quoted = WANGMO.replacen("from = 2016-04-01", "from = \"2016-04-01\"", 1);
    assert_eq!(read(&quoted), read(WANGMO));
}

/// The file is its own documentation: whoever adds a key has to explain it.
#[test]
fn every_key_of_wangmo_2016_is_explained() {
    let mut explained = false;
    for (number, line) in (1..).zip(WANGMO.lines()) {
        let text = line.trim();
        let is_comment = text.starts_with('#');
        let continues = text.is_empty() || text.starts_with('[') || text.starts_with(['{', ']']);
        if !is_comment && !continues {
            let of_a_group = explained || text.contains('#');
            assert!(of_a_group, "line {number}: {line}");
        }
        if is_comment {
            explained = true;
        } else if text.is_empty() {
            explained = false;
        }
    }
}
