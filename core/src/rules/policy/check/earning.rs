//! The sections `[logs]`, `[learning]`, `[tasks]` and `[evaluation]`.

use super::{Faults, POINTS_MAX, written};
use crate::model::Points;
use crate::rules::policy::{
    EvaluationPoints, EvaluationPolicy, LearningPolicy, LogPolicy, Policy, ReactionPoints, TaskPoints,
};

pub(super) fn check(policy: &Policy, faults: &mut Faults) {
    check_logs(&policy.logs, faults);
    if let Some(section) = &policy.learning {
        check_learning(section, faults);
    }
    if let Some(points) = policy.tasks.as_ref().and_then(|section| section.points.as_ref()) {
        check_tasks(points, faults);
    }
    if let Some(section) = &policy.evaluation {
        check_evaluation(section, faults);
    }
}

fn check_logs(section: &LogPolicy, faults: &mut Faults) {
    faults.within("logs.edit_hours", section.edit_hours, 0, 720);
    faults.within("logs.delete_hours", section.delete_hours, 0, 720);
    if let Some(points) = &section.points {
        faults.gain("logs.points.written", points.written);
        faults.within("logs.points.per_day", points.per_day, 1, 100);
        faults.loss("logs.points.missed", points.missed);
        faults.arrival("logs.points.arrival_hours", points.arrival_hours);
    }
}

fn check_learning(section: &LearningPolicy, faults: &mut Faults) {
    faults.within("learning.lessons_per_month", section.lessons_per_month, 0, 100);
    if let Some(seconds) = section.minimum_seconds {
        faults.within("learning.minimum_seconds", seconds, 0, 7_200);
    }
    if let Some(points) = &section.points {
        faults.gain("learning.points.read", points.read);
        faults.within("learning.points.per_day", points.per_day, 1, 100);
    }
}

fn check_tasks(points: &TaskPoints, faults: &mut Faults) {
    faults.gain("tasks.points.reward_max", points.reward_max);
    faults.gain("tasks.points.penalty_max", points.penalty_max);
    faults.within("tasks.points.notice_hours", points.notice_hours, 0, 720);
    faults.arrival("tasks.points.arrival_hours", points.arrival_hours);
}

fn check_evaluation(section: &EvaluationPolicy, faults: &mut Faults) {
    faults.within("evaluation.likes_per_day", section.likes_per_day, 0, 1_000);
    faults.within("evaluation.dislikes_per_day", section.dislikes_per_day, 0, 1_000);
    faults.unless(
        section.likes_per_day > 0 || section.dislikes_per_day > 0,
        "evaluation.likes_per_day",
        || "must not be 0 together with dislikes_per_day; leave the section [evaluation] out instead".into(),
    );
    if let Some(points) = &section.points {
        check_reactions(section, points, faults);
    }
}

fn check_reactions(section: &EvaluationPolicy, points: &EvaluationPoints, faults: &mut Faults) {
    faults.unless(!points.by_rank.is_empty(), "evaluation.points.by_rank", || {
        "has to name at least one rank".into()
    });
    for (rank, worth) in &points.by_rank {
        let key = format!("evaluation.points.by_rank.{}", written(rank));
        faults.gain(&format!("{key}.like"), worth.like);
        faults.loss(&format!("{key}.dislike"), worth.dislike);
        let may_dislike = section.dislikes_per_day > 0 && *rank >= section.dislike_rank;
        faults.unless(
            may_dislike || worth.dislike == Points::ZERO,
            &format!("{key}.dislike"),
            || "has to be 0: this rank cannot dislike".into(),
        );
    }
    let most = |worth: fn(&ReactionPoints) -> Points| {
        points
            .by_rank
            .values()
            .map(worth)
            .max()
            .unwrap_or_default()
            .clamp(Points::ZERO, POINTS_MAX)
    };
    // A single reaction above the cap would never count at all.
    faults.within(
        "evaluation.points.gain_per_day",
        points.gain_per_day,
        most(|worth| worth.like),
        POINTS_MAX,
    );
    faults.within(
        "evaluation.points.loss_per_day",
        points.loss_per_day,
        most(|worth| -worth.dislike),
        POINTS_MAX,
    );
}
