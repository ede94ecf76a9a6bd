//! The section `[leave]`.

use super::{Faults, written};
use crate::model::Rank;
use crate::rules::policy::{ApprovalStep, LeavePolicy};

pub(super) fn check(section: &LeavePolicy, faults: &mut Faults) {
    faults.unless(!section.kinds.is_empty(), "leave.kinds", || {
        "has to have at least one kind of leave".into()
    });
    for (kind, rules) in &section.kinds {
        let key = format!("leave.kinds.{}", written(kind));
        if let Some(days) = rules.days_per_year {
            faults.within(&format!("{key}.days_per_year"), days, 1, 366);
        }
        let most = rules.days_per_year.map_or(366, |days| days.clamp(1, 366));
        faults.within(&format!("{key}.usual_days"), rules.usual_days, 1, most);
    }
    check_approval(&section.approval, faults);
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
                faults.unless(before < days && days <= 366, &key, || {
                    format!("has to be from {} to 366: the days rise", before + 1)
                });
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
