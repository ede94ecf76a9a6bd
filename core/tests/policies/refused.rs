//! Bad files: each is refused with the line, the key and what is allowed.

use jishi_core::rules::policy::read;
use proptest::prelude::*;

use crate::{WANGMO, line_of};

/// `old` is replaced by `new` once; the fault stands on the line on which `at` first stands then.
struct Case {
    old: &'static str,
    new: &'static str,
    at: &'static str,
    key: &'static str,
    reason: &'static str,
}

const fn case(
    old: &'static str,
    new: &'static str,
    at: &'static str,
    key: &'static str,
    reason: &'static str,
) -> Case {
    Case {
        old,
        new,
        at,
        key,
        reason,
    }
}

fn check(cases: &[Case]) {
    for Case {
        old,
        new,
        at,
        key,
        reason,
    } in cases
    {
        assert!(WANGMO.contains(old), "{old} is no longer in the file");
        let text = WANGMO.replacen(old, new, 1);
        let line = line_of(&text, text.find(at).unwrap());
        let faults = read(&text).expect_err(&format!("{old} → {new} was taken"));
        assert!(
            faults
                .iter()
                .any(|fault| fault.line == line && fault.key == *key && fault.reason.contains(reason)),
            "{old} → {new}: expected line {line}, {key}: {reason}\nfound: {faults:#?}"
        );
    }
}

#[test]
fn what_has_not_the_shape_of_a_policy() {
    check(&[
        case("version = 1", "version = = 1", "version =", "", "not TOML"),
        case(
            "version = 1",
            "version = 1\nversion = 2",
            "version = 2",
            "",
            "duplicate key",
        ),
        case(
            "version = 1",
            "version = -1",
            "version = -1",
            "version",
            "a whole number from 0 to 4294967295, but is integer -1",
        ),
        case(
            "version = 1",
            "version = 1.5",
            "version = 1.5",
            "version",
            "a whole number",
        ),
        case("version = 1", "", "# 纪实", "version", "is missing"),
        case(
            "from = 2016-04-01",
            "from = 20160401",
            "from = 2016",
            "from",
            "a date like 2016-04-01",
        ),
        case(
            "from = 2016-04-01",
            "from = \"1 April\"",
            "from = \"",
            "from",
            "a date like 2016-04-01",
        ),
        case(
            "from = 2016-04-01",
            "from = 2016-04-01T00:00:00",
            "from = ",
            "from",
            "a date like 2016-04-01",
        ),
        case(
            "from = 2016-04-01",
            "from = 2016-02-30",
            "from = ",
            "",
            "not TOML",
        ),
        case(
            "[retention]",
            "[retentoin]",
            "[retentoin]",
            "retentoin",
            "allowed here: name, version",
        ),
        case(
            "opens_minutes = 60",
            "opens_minutes = 70000",
            "opens_minutes",
            "attendance.opens_minutes",
            "a whole number from 0 to 65535, but is integer 70000",
        ),
        case(
            "check_out = true",
            "check_out = \"yes\"",
            "check_out",
            "attendance.check_out",
            "true or false",
        ),
        case(
            "starts = \"08:30\"",
            "starts = \"8:30\"",
            "\"8:30\"",
            "attendance.shifts[1].starts",
            "HH:MM",
        ),
        case(
            "uncertain = \"counts\"",
            "uncertain = \"maybe\"",
            "\"maybe\"",
            "attendance.uncertain",
            "allowed: counts, neutral",
        ),
        case(
            "grace_minutes = 10\n",
            "",
            "[attendance]",
            "attendance.grace_minutes",
            "is missing",
        ),
        case(
            "meeting = \"shift\"",
            "meting = \"shift\"",
            "meting",
            "attendance.modes.meting",
            "allowed: on_duty, meeting",
        ),
        case(
            "late = -0.5",
            "late = -0.125",
            "-0.125",
            "attendance.points.late",
            "at most two decimal places",
        ),
        case(
            "rank = \"deputy_county\" }",
            "rank = \"mayor\" }",
            "\"mayor\"",
            "leave.approval[4].rank",
            "allowed: none, section",
        ),
        case(
            "marks = [60, 70, 80, 90]",
            "marks = [60, 70, 80]",
            "marks",
            "stars.marks",
            "a list of 4",
        ),
        case(
            "[appeal]\n",
            "[appeal]\ncolour = 1\n",
            "colour",
            "appeal.colour",
            "allowed here: file_days, decide_days",
        ),
    ]);
}

#[test]
fn an_empty_file_and_one_that_begins_with_a_key_lack_what_is_missing() {
    for (text, key) in [("", "name"), ("name = \"A\"\n", "version")] {
        let faults = read(text).unwrap_err();
        assert_eq!((faults[0].line, faults[0].key.as_str()), (1, key));
    }
}

#[test]
fn attendance_that_cannot_be() {
    check(&[
        case(
            "ends = \"12:00\"",
            "ends = \"08:00\"",
            "ends = \"08:00\"",
            "attendance.shifts[1].ends",
            "later than 08:30",
        ),
        case(
            "starts = \"14:30\"",
            "starts = \"11:30\"",
            "\"11:30\"",
            "attendance.shifts[2].starts",
            "not be before 12:00",
        ),
        case(
            "  { starts = \"08:30\", ends = \"12:00\" },\n  { starts = \"14:30\", ends = \"18:00\" },\n",
            "",
            "shifts = [",
            "attendance.shifts",
            "1 to 4 shifts",
        ),
        case(
            "grace_minutes = 10",
            "grace_minutes = 105",
            "grace_minutes",
            "attendance.grace_minutes",
            "from 0 to 104",
        ),
        case(
            "closes_minutes = 120",
            "closes_minutes = 721",
            "closes_minutes",
            "attendance.closes_minutes",
            "from 0 to 720",
        ),
        case(
            "accuracy_max_m = 200",
            "accuracy_max_m = nan",
            "accuracy_max_m",
            "attendance.accuracy_max_m",
            "from 10 to 1000",
        ),
        case(
            "on_duty = \"shift\"",
            "on_duty = \"day\"",
            "on_duty = \"day\"",
            "attendance.modes.on_duty",
            "\"shift\"",
        ),
        case(
            "on_duty = \"shift\" ",
            "#",
            "[attendance.modes]",
            "attendance.modes.on_duty",
            "is missing",
        ),
        case(
            "out = \"shift\"",
            "leave = \"day\"",
            "leave = \"day\"",
            "attendance.modes.leave",
            "has to go",
        ),
        case(
            "within_days = 7",
            "within_days = 0",
            "within_days",
            "attendance.correction.within_days",
            "from 1 to 90",
        ),
        case(
            "late = -0.5",
            "late = 0.5",
            "late = 0.5",
            "attendance.points.late",
            "from -1000 to 0",
        ),
        case(
            "late = -0.5",
            "late = -3",
            "late = -3",
            "attendance.points.late",
            "not cost more than absent",
        ),
        case(
            "check_out = true",
            "check_out = false",
            "early = -0.5",
            "attendance.points.early",
            "has to be 0 while",
        ),
        case(
            "away = 0.5",
            "away = -0.5",
            "away = -0.5",
            "attendance.points.away",
            "from 0 to 1000",
        ),
        case(
            "arrival_hours = 72",
            "arrival_hours = 721",
            "arrival_hours = 721",
            "attendance.points.arrival_hours",
            "from 0 to 720",
        ),
    ]);
}

#[test]
fn leave_that_cannot_be() {
    check(&[
        case(
            "up_to_days = 3,",
            "up_to_days = 1,",
            "{ up_to_days = 1, rank = \"deputy_township\"",
            "leave.approval[2].up_to_days",
            "from 2 to 366",
        ),
        case(
            "{ rank = \"deputy_county\" }",
            "{ up_to_days = 30, rank = \"deputy_county\" }",
            "up_to_days = 30",
            "leave.approval[4].up_to_days",
            "last step has no limit",
        ),
        case(
            "{ up_to_days = 3, ",
            "{ ",
            "{ rank = \"deputy_township\"",
            "leave.approval[2].up_to_days",
            "is missing",
        ),
        case(
            "rank = \"section\"",
            "rank = \"county\"",
            "{ up_to_days = 3",
            "leave.approval[2].rank",
            "not be lower than \"county\"",
        ),
        case(
            "rank = \"section\"",
            "rank = \"none\"",
            "rank = \"none\"",
            "leave.approval[1].rank",
            "a leader's rank",
        ),
        case(
            "days_per_year = 15\nusual_days = 1",
            "days_per_year = 15\nusual_days = 16",
            "usual_days = 16",
            "leave.kinds.annual.usual_days",
            "from 1 to 15",
        ),
        case(
            "days_per_year = 158",
            "days_per_year = 400",
            "days_per_year = 400",
            "leave.kinds.maternity.days_per_year",
            "from 1 to 366",
        ),
    ]);
}

#[test]
fn points_that_cannot_be() {
    check(&[
        case(
            "written = 1",
            "written = 1001",
            "written = ",
            "logs.points.written",
            "from 0 to 1000",
        ),
        case(
            "missed = -1",
            "missed = 1",
            "missed = ",
            "logs.points.missed",
            "from -1000 to 0",
        ),
        case(
            "per_day = 2",
            "per_day = 0",
            "per_day = 0",
            "logs.points.per_day",
            "from 1 to 100",
        ),
        case(
            "edit_hours = 24",
            "edit_hours = 721",
            "edit_hours",
            "logs.edit_hours",
            "from 0 to 720",
        ),
        case(
            "read = 1",
            "read = -1",
            "read = -1",
            "learning.points.read",
            "from 0 to 1000",
        ),
        case(
            "minimum_seconds = 60",
            "minimum_seconds = 7201",
            "minimum_seconds",
            "learning.minimum_seconds",
            "from 0 to 7200",
        ),
        case(
            "penalty_max = 10",
            "penalty_max = -10",
            "penalty_max",
            "tasks.points.penalty_max",
            "from 0 to 1000",
        ),
        case(
            "likes_per_day = 6\n",
            "likes_per_day = 1001\n",
            "likes_per_day",
            "evaluation.likes_per_day",
            "from 0 to 1000",
        ),
        case(
            "{ like = 2, dislike = -2 }",
            "{ like = 6, dislike = -2 }",
            "gain_per_day",
            "evaluation.points.gain_per_day",
            "from 6 to 1000",
        ),
        case(
            "{ like = 2, dislike = -2 }",
            "{ like = 2, dislike = -6 }",
            "loss_per_day",
            "evaluation.points.loss_per_day",
            "from 6 to 1000",
        ),
        case(
            "{ like = 2, dislike = -2 }",
            "{ like = 2, dislike = 2 }",
            "county = { like = 2, dislike = 2 }",
            "evaluation.points.by_rank.county.dislike",
            "from -1000 to 0",
        ),
        case(
            "{ like = 0.2, dislike = 0 }",
            "{ like = 0.2, dislike = -0.2 }",
            "section = { like",
            "evaluation.points.by_rank.section.dislike",
            "this rank cannot dislike",
        ),
    ]);
}

#[test]
fn outcomes_that_cannot_be() {
    check(&[
        case(
            "name = \"wangmo-2016\"",
            "name = \" \"",
            "name = ",
            "name",
            "a line of 1 to 60",
        ),
        case(
            "version = 1",
            "version = 0",
            "version = 0",
            "version",
            "1 or more",
        ),
        case(
            "from = 2016-04-01",
            "from = 0216-04-01",
            "from = 0216",
            "from",
            "from 2000 to 2100",
        ),
        case(
            "marks = [60, 70, 80, 90]",
            "marks = [60, 60, 80, 101]",
            "marks",
            "stars.marks[2]",
            "from 61 to 100",
        ),
        case(
            "marks = [60, 70, 80, 90]",
            "marks = [60, 60, 80, 101]",
            "marks",
            "stars.marks[4]",
            "from 81 to 100",
        ),
        case(
            "system_percent = 80",
            "system_percent = 101",
            "system_percent",
            "stars.system_percent",
            "from 1 to 100",
        ),
        case(
            "approvals = 2",
            "approvals = 1",
            "approvals",
            "recall.approvals",
            "from 2 to 10",
        ),
        case(
            "bottom_percent = 5",
            "bottom_percent = 51",
            "bottom_percent",
            "recall.bottom_percent",
            "from 1 to 50",
        ),
        case(
            "[ranking]\n# 少于几个人的组不排名。\ngroup_min = 5\n",
            "",
            "[recall]\n",
            "recall",
            "without the section [ranking]",
        ),
        case(
            "group_min = 5",
            "group_min = 1",
            "group_min",
            "ranking.group_min",
            "from 2 to 1000",
        ),
        case(
            "days = 20\n",
            "days = 29\n",
            "days = 29",
            "presence.days",
            "from 1 to 28",
        ),
        case(
            "kinds = [\"first_secretary\", \"village_stationed\"]",
            "kinds = [\"first_secretary\", \"first_secretary\"]",
            "kinds = [\"first",
            "presence.kinds[2]",
            "is there twice",
        ),
        case(
            "decide_days = 10",
            "decide_days = 0",
            "decide_days = 0",
            "appeal.decide_days",
            "from 1 to 90",
        ),
        case(
            "place_days = 365",
            "place_days = 30",
            "place_days = 30",
            "retention.place_days",
            "from 31 to 3650",
        ),
        case(
            "file_days = 15",
            "file_days = 360",
            "place_days = 365",
            "retention.place_days",
            "from 370 to 3650",
        ),
    ]);
}

#[test]
fn what_lives_on_points_goes_when_the_points_go() {
    let mut text = String::new();
    let mut dropped = false;
    for line in WANGMO.lines() {
        if line.starts_with('[') {
            dropped = line.contains("points");
        }
        if !dropped {
            text.push_str(line);
        }
        text.push('\n');
    }
    let text = text.replace("[retention]", "[tasks]\n[retention]");
    let keys: Vec<_> = read(&text)
        .unwrap_err()
        .into_iter()
        .map(|fault| fault.key)
        .collect();
    assert_eq!(keys, ["appeal", "ranking", "stars"]);
}

#[test]
fn all_values_that_cannot_be_are_told_at_once_in_the_order_of_lines() {
    let text = WANGMO
        .replacen("version = 1", "version = 0", 1)
        .replacen("late = -0.5", "late = 1", 1)
        .replacen("approvals = 2", "approvals = 1", 1);
    let faults = read(&text).unwrap_err();
    let keys: Vec<_> = faults.iter().map(|fault| fault.key.as_str()).collect();
    assert_eq!(keys, ["version", "attendance.points.late", "recall.approvals"]);
    assert!(faults.is_sorted_by_key(|fault| fault.line));
}

proptest! {
    #[test]
    fn a_file_with_a_piece_lost_is_read_or_refused_with_a_line_that_it_has(from in 0usize..9_000, length in 1usize..400) {
        let mut text: Vec<char> = WANGMO.chars().collect();
        let from = from.min(text.len() - 1);
        let to = (from + length).min(text.len());
        text.drain(from..to);
        let text = String::from_iter(text);
        match read(&text) {
            Ok(policy) => prop_assert!(policy.faults().is_empty()),
            Err(faults) => {
                prop_assert!(!faults.is_empty());
                for fault in faults {
                    prop_assert!((1..=text.lines().count() + 1).contains(&fault.line), "{}", fault);
                    prop_assert!(!fault.reason.is_empty());
                }
            }
        }
    }
}
