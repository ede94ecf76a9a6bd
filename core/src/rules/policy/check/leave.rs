//! The section `[leave]`.

use super::{Faults, written};
use crate::model::Rank;
use crate::rules::policy::{ApprovalStep, LeaveKindPolicy, LeavePolicy};

pub(super) fn check(section: &LeavePolicy, faults: &mut Faults) {
    faults.unless(!section.kinds.is_empty(), "leave.kinds", || {
        "has to have at least one kind of leave".into()
    });
    for (kind, rules) in &section.kinds {
        let key = format!("leave.kinds.{}", written(kind));
        if let Some(days) = rules.days_per_year {
            faults.within(&format!("{key}.days_per_year"), days, 1, 366);
        }
        check_years(&key, rules, faults);
        let most = rules.most_days().map_or(366, |days| days.clamp(1, 366));
        faults.within(&format!("{key}.usual_days"), rules.usual_days, 1, most);
    }
    check_approval(&section.approval, faults);
}

fn check_years(key: &str, rules: &LeaveKindPolicy, faults: &mut Faults) {
    let key = format!("{key}.days_by_years");
    faults.unless(
        rules.days_per_year.is_none() || rules.days_by_years.is_empty(),
        &key,
        || "has to go beside days_per_year: only one of them can say how many days there are".into(),
    );
    let (mut years, mut days) = (0, 1);
    for (number, step) in (1..).zip(&rules.days_by_years) {
        let why = ": the steps rise";
        faults.within_because(&format!("{key}[{number}].years"), step.years, years, 60, why);
        faults.within_because(&format!("{key}[{number}].days"), step.days, days, 366, why);
        (years, days) = (step.years.min(59) + 1, step.days.min(365) + 1);
    }
}

fn check_approval(steps: &[ApprovalStep], faults: &mut Faults) {
    let Some((last, limited)) = steps.split_last() else {
        faults.unless(false, "leave.approval", || "has to have at least one step".into());
        return;
    };
    faults.unless(
        last.up_to_days.is_none(),
        &format!("leave.approval[{}].up_to_days", steps.len()),
        || "has to go: somebody has to grant what is longer, so the last step has no limit".into(),
    );
    let mut before = 0;
    for (number, step) in (1..).zip(limited) {
        let key = format!("leave.approval[{number}].up_to_days");
        match step.up_to_days {
            None => faults.unless(false, &key, || {
                "is missing; only the last step has no limit".into()
            }),
            Some(days) => {
                faults.within_because(&key, days, before + 1, 366, ": the days rise");
                before = before.max(days.min(366));
            }
        }
    }
    for (number, step) in (1..).zip(steps) {
        faults.unless(
            step.rank > Rank::None,
            &format!("leave.approval[{number}].rank"),
            || "has to be a leader's rank, not \"none\"".into(),
        );
    }
    for (number, pair) in (2..).zip(steps.windows(2)) {
        if let [before, step] = pair {
            faults.unless(
                step.rank >= before.rank,
                &format!("leave.approval[{number}].rank"),
                || {
                    format!(
                        "must not be lower than \"{}\", which grants less",
                        written(&before.rank)
                    )
                },
            );
        }
    }
}
