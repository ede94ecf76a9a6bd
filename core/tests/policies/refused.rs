//! Bad files: each is refused with the line, the key and what is allowed.

use jishi_core::rules::policy::read;
use proptest::prelude::*;

use crate::{WANGMO, line_of};

/// One row a mistake: what stands in the file → what stands there instead | where the fault shows first | its key | a part of
/// its reason. `\n` is the end of a line.
fn check(table: &str) {
    for row in table.lines().map(str::trim_start).filter(|row| !row.is_empty()) {
        let row = row.replace("\\n", "\n");
        let (mistake, fault) = row.split_once(" | ").unwrap();
        let (old, new) = mistake.split_once(" → ").unwrap();
        let [at, key, reason] = fault.split(" | ").collect::<Vec<_>>().try_into().unwrap();
        assert!(WANGMO.contains(old), "{old} is no longer in the file");
        let text = WANGMO.replacen(old, new, 1);
        let line = line_of(&text, text.find(at).unwrap());
        let faults = read(&text).expect_err(&row);
        assert!(
            faults
                .iter()
                .any(|fault| fault.line == line && fault.key == key && fault.reason.contains(reason)),
            "{row}: expected line {line}\nfound: {faults:#?}"
        );
    }
}

#[test]
fn what_has_not_the_shape_of_a_policy() {
    check(
        r#"
        version = 1 → version = = 1 | version = |  | not TOML
        version = 1 → version = 1\nversion = 2 | version = 2 |  | duplicate key
        version = 1 → version = -1 | version = -1 | version | a whole number from 0 to 4294967295, but is integer -1
        version = 1 → version = 1.5 | version = 1.5 | version | a whole number
        version = 1 →  | # 纪实 | version | is missing
        from = 2016-04-01 → from = 20160401 | from = 2016 | from | a date like 2016-04-01
        from = 2016-04-01 → from = "1 April" | from = " | from | a date like 2016-04-01
        from = 2016-04-01 → from = 2016-04-01T00:00:00 | from =  | from | a date like 2016-04-01
        from = 2016-04-01 → from = 2016-02-30 | from =  |  | not TOML
        [retention] → [retentoin] | [retentoin] | retentoin | allowed here: name, version
        opens_minutes = 60 → opens_minutes = 70000 | opens_minutes | attendance.opens_minutes | a whole number from 0 to 65535, but is integer 70000
        check_out = true → check_out = "yes" | check_out | attendance.check_out | true or false
        starts = "08:30" → starts = "8:30" | "8:30" | attendance.shifts[1].starts | HH:MM
        uncertain = "counts" → uncertain = "maybe" | "maybe" | attendance.uncertain | allowed: counts, neutral
        grace_minutes = 10\n →  | [attendance] | attendance.grace_minutes | is missing
        meeting = "shift" → meting = "shift" | meting | attendance.modes.meting | allowed: on_duty, meeting
        late = -0.5 → late = -0.125 | -0.125 | attendance.points.late | at most two decimal places
        rank = "deputy_county" } → rank = "mayor" } | "mayor" | leave.approval[4].rank | allowed: none, section
        marks = [60, 70, 80, 90] → marks = [60, 70, 80] | marks | stars.marks | a list of 4
        [appeal]\n → [appeal]\ncolour = 1\n | colour | appeal.colour | allowed here: file_days, decide_days
        "#,
    );
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
    check(
        r#"
        ends = "12:00" → ends = "08:00" | ends = "08:00" | attendance.shifts[1].ends | later than 08:30
        starts = "14:30" → starts = "11:30" | "11:30" | attendance.shifts[2].starts | not be before 12:00
          { starts = "08:30", ends = "12:00" },\n  { starts = "14:30", ends = "18:00" },\n →  | shifts = [ | attendance.shifts | 1 to 4 shifts
        grace_minutes = 10 → grace_minutes = 105 | grace_minutes | attendance.grace_minutes | from 0 to 104
        closes_minutes = 120 → closes_minutes = 721 | closes_minutes | attendance.closes_minutes | from 0 to 720
        accuracy_max_m = 200 → accuracy_max_m = nan | accuracy_max_m | attendance.accuracy_max_m | from 10 to 1000
        on_duty = "shift" → on_duty = "day" | on_duty = "day" | attendance.modes.on_duty | "shift"
        on_duty = "shift"  → # | [attendance.modes] | attendance.modes.on_duty | is missing
        out = "shift" → leave = "day" | leave = "day" | attendance.modes.leave | has to go
        per_month = 3 → per_month = 63 | per_month | attendance.correction.per_month | from 1 to 62
        within_days = 7 → within_days = 0 | within_days | attendance.correction.within_days | from 1 to 90
        late = -0.5 → late = 0.5 | late = 0.5 | attendance.points.late | from -1000 to 0
        late = -0.5 → late = -3 | late = -3 | attendance.points.late | not cost more than absent
        check_out = true → check_out = false | early = -0.5 | attendance.points.early | has to be 0 while
        away = 0.5 → away = -0.5 | away = -0.5 | attendance.points.away | from 0 to 1000
        arrival_hours = 72 → arrival_hours = 721 | arrival_hours = 721 | attendance.points.arrival_hours | from 0 to 720
        "#,
    );
}

#[test]
fn leave_that_cannot_be() {
    check(
        r#"
        up_to_days = 3, → up_to_days = 1, | { up_to_days = 1, rank = "deputy_township" | leave.approval[2].up_to_days | from 2 to 366
        { rank = "deputy_county" } → { up_to_days = 30, rank = "deputy_county" } | up_to_days = 30 | leave.approval[4].up_to_days | last step has no limit
        { up_to_days = 3,  → {  | { rank = "deputy_township" | leave.approval[2].up_to_days | is missing
        rank = "section" → rank = "county" | { up_to_days = 3 | leave.approval[2].rank | not be lower than "county"
        rank = "section" → rank = "none" | rank = "none" | leave.approval[1].rank | a leader's rank
        ]\nusual_days = 1 → ]\nusual_days = 16 | usual_days = 16 | leave.kinds.annual.usual_days | from 1 to 15
        ]\nusual_days = 1 → ]\ndays_per_year = 15\nusual_days = 1 | days_by_years = [ | leave.kinds.annual.days_by_years | only one of them
        { years = 10, days = 10 } → { years = 1, days = 10 } | { years = 1, days = 10 } | leave.kinds.annual.days_by_years[2].years | from 2 to 60
        { years = 10, days = 10 } → { years = 10, days = 5 } | { years = 10, days = 5 } | leave.kinds.annual.days_by_years[2].days | from 6 to 366
        days_per_year = 158 → days_per_year = 400 | days_per_year = 400 | leave.kinds.maternity.days_per_year | from 1 to 366
        "#,
    );
}

#[test]
fn points_that_cannot_be() {
    check(
        r#"
        written = 1 → written = 1001 | written =  | logs.points.written | from 0 to 1000
        missed = -1 → missed = 1 | missed =  | logs.points.missed | from -1000 to 0
        per_day = 2 → per_day = 0 | per_day = 0 | logs.points.per_day | from 1 to 100
        edit_hours = 24 → edit_hours = 721 | edit_hours | logs.edit_hours | from 0 to 720
        read = 1 → read = -1 | read = -1 | learning.points.read | from 0 to 1000
        minimum_seconds = 60 → minimum_seconds = 7201 | minimum_seconds | learning.minimum_seconds | from 0 to 7200
        penalty_max = 10 → penalty_max = -10 | penalty_max | tasks.points.penalty_max | from 0 to 1000
        likes_per_day = 6\n → likes_per_day = 1001\n | likes_per_day | evaluation.likes_per_day | from 0 to 1000
        { like = 2, dislike = -2 } → { like = 6, dislike = -2 } | gain_per_day | evaluation.points.gain_per_day | from 6 to 1000
        { like = 2, dislike = -2 } → { like = 2, dislike = -6 } | loss_per_day | evaluation.points.loss_per_day | from 6 to 1000
        { like = 2, dislike = -2 } → { like = 2, dislike = 2 } | county = { like = 2, dislike = 2 } | evaluation.points.by_rank.county.dislike | from -1000 to 0
        { like = 0.2, dislike = 0 } → { like = 0.2, dislike = -0.2 } | section = { like | evaluation.points.by_rank.section.dislike | this rank cannot dislike
        "#,
    );
}

#[test]
fn outcomes_that_cannot_be() {
    check(
        r#"
        name = "wangmo-2016" → name = " " | name =  | name | a line of 1 to 60
        version = 1 → version = 0 | version = 0 | version | 1 or more
        from = 2016-04-01 → from = 0216-04-01 | from = 0216 | from | from 2000 to 2100
        marks = [60, 70, 80, 90] → marks = [60, 60, 80, 101] | marks | stars.marks[2] | from 61 to 100
        marks = [60, 70, 80, 90] → marks = [60, 60, 80, 101] | marks | stars.marks[4] | from 81 to 100
        system_percent = 80 → system_percent = 101 | system_percent | stars.system_percent | from 1 to 100
        approvals = 2 → approvals = 1 | approvals | recall.approvals | from 2 to 10
        bottom_percent = 5 → bottom_percent = 51 | bottom_percent | recall.bottom_percent | from 1 to 50
        [ranking]\n# 少于几个人的组不排名。\ngroup_min = 5\n →  | [recall]\n | recall | without the section [ranking]
        group_min = 5 → group_min = 1 | group_min | ranking.group_min | from 2 to 1000
        days = 20\n → days = 29\n | days = 29 | presence.days | from 1 to 28
        kinds = ["first_secretary", "village_stationed"] → kinds = [] | kinds = [] | presence.kinds | at least one kind
        kinds = ["first_secretary", "village_stationed"] → kinds = ["first_secretary", "first_secretary"] | kinds = ["first | presence.kinds[2] | is there twice
        decide_days = 10 → decide_days = 0 | decide_days = 0 | appeal.decide_days | from 1 to 90
        file_days = 15 → file_days = 3 | file_days = 3 | appeal.file_days | from 4 to 366: entries are booked up to 72 hours
        arrival_hours = 72 → arrival_hours = 360 | file_days = 15 | appeal.file_days | from 16 to 366: entries are booked up to 360 hours
        place_days = 365 → place_days = 54 | place_days = 54 | retention.place_days | from 55 to 3650
        file_days = 15 → file_days = 360 | place_days = 365 | retention.place_days | from 400 to 3650
        "#,
    );
}

#[test]
fn an_entry_can_be_contested_for_an_hour_at_least() {
    for (old, new) in [
        ("file_days = 15", "file_days = 4"),
        ("arrival_hours = 72", "arrival_hours = 359"),
    ] {
        let text = WANGMO.replace(old, new);
        assert_ne!(text, WANGMO);
        assert!(read(&text).is_ok(), "{new}: {:?}", read(&text).err());
    }
}

#[test]
fn sections_that_allow_nothing() {
    let nobody = "likes_per_day = 0\ndislikes_per_day = 0\ndislike_rank = \"county\"\npoints.gain_per_day = 0\n\
                  points.loss_per_day = 0\npoints.by_rank = {}\n\n# ── 申诉";
    let evaluation = WANGMO.find("[evaluation]\n").unwrap() + "[evaluation]\n".len();
    let after = WANGMO.find("# ── 申诉").unwrap() + "# ── 申诉".len();
    let mut text = WANGMO.to_owned();
    text.replace_range(evaluation..after, nobody);
    let keys: Vec<_> = read(&text)
        .unwrap_err()
        .into_iter()
        .map(|fault| fault.key)
        .collect();
    assert_eq!(keys, ["evaluation.likes_per_day", "evaluation.points.by_rank"]);

    let kinds = WANGMO.find("[leave.kinds.annual]").unwrap();
    let after = WANGMO.find("# ── 二、").unwrap();
    let mut text = WANGMO.to_owned();
    text.replace_range(kinds..after, "[leave.kinds]\n");
    let approval = text.find("  { up_to_days = 1").unwrap()..text.find("]\n\n# 假别").unwrap();
    text.replace_range(approval, "");
    let keys: Vec<_> = read(&text)
        .unwrap_err()
        .into_iter()
        .map(|fault| fault.key)
        .collect();
    assert_eq!(keys, ["leave.approval", "leave.kinds"]);
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
