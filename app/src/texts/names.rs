//! Names of what the rules know by a word of their own, and points as they are written.

use jishi_core::model::{Action, LeaveKind, Mode, Points, Rule, Topic};

use super::Texts;
use crate::t;

/// A mode of attendance.
#[must_use]
pub fn mode(texts: &Texts, mode: Mode) -> String {
    match mode {
        Mode::OnDuty => t!(texts, "mode-on-duty"),
        Mode::Meeting => t!(texts, "mode-meeting"),
        Mode::BusinessTrip => t!(texts, "mode-business-trip"),
        Mode::Study => t!(texts, "mode-study"),
        Mode::Training => t!(texts, "mode-training"),
        Mode::VillageVisit => t!(texts, "mode-village-visit"),
        Mode::Out => t!(texts, "mode-out"),
        Mode::Leave => t!(texts, "mode-leave"),
    }
}

/// A kind of leave.
#[must_use]
pub fn leave_kind(texts: &Texts, kind: LeaveKind) -> String {
    match kind {
        LeaveKind::Annual => t!(texts, "leave-annual"),
        LeaveKind::Sick => t!(texts, "leave-sick"),
        LeaveKind::Personal => t!(texts, "leave-personal"),
        LeaveKind::Marriage => t!(texts, "leave-marriage"),
        LeaveKind::Maternity => t!(texts, "leave-maternity"),
        LeaveKind::Paternity => t!(texts, "leave-paternity"),
        LeaveKind::Bereavement => t!(texts, "leave-bereavement"),
        LeaveKind::Official => t!(texts, "leave-official"),
    }
}

/// What a lesson is about.
#[must_use]
pub fn topic(texts: &Texts, topic: Topic) -> String {
    match topic {
        Topic::MeetingSpirit => t!(texts, "topic-meeting-spirit"),
        Topic::PartyRules => t!(texts, "topic-party-rules"),
        Topic::TwoStudies => t!(texts, "topic-two-studies"),
        Topic::Notices => t!(texts, "topic-notices"),
        Topic::Other => t!(texts, "topic-other"),
    }
}

/// A rule by which points come and go.
#[must_use]
pub fn rule(texts: &Texts, rule: Rule) -> String {
    match rule {
        Rule::OnDuty => t!(texts, "rule-on-duty"),
        Rule::Away => t!(texts, "rule-away"),
        Rule::Late => t!(texts, "rule-late"),
        Rule::Early => t!(texts, "rule-early"),
        Rule::Absent => t!(texts, "rule-absent"),
        Rule::LogWritten => t!(texts, "rule-log-written"),
        Rule::LogMissed => t!(texts, "rule-log-missed"),
        Rule::LessonRead => t!(texts, "rule-lesson-read"),
        Rule::TaskAccepted => t!(texts, "rule-task-accepted"),
        Rule::TaskOverdue => t!(texts, "rule-task-overdue"),
        Rule::Liked => t!(texts, "rule-liked"),
        Rule::Disliked => t!(texts, "rule-disliked"),
        Rule::AppealGranted => t!(texts, "rule-appeal-granted"),
        Rule::AppealRefused => t!(texts, "rule-appeal-refused"),
    }
}

/// What a rule gives points for or takes them for, in a sentence.
#[must_use]
pub fn rule_sentence(texts: &Texts, rule: Rule) -> String {
    match rule {
        Rule::OnDuty => t!(texts, "rule-why-on-duty"),
        Rule::Away => t!(texts, "rule-why-away"),
        Rule::Late => t!(texts, "rule-why-late"),
        Rule::Early => t!(texts, "rule-why-early"),
        Rule::Absent => t!(texts, "rule-why-absent"),
        Rule::LogWritten => t!(texts, "rule-why-log-written"),
        Rule::LogMissed => t!(texts, "rule-why-log-missed"),
        Rule::LessonRead => t!(texts, "rule-why-lesson-read"),
        Rule::TaskAccepted => t!(texts, "rule-why-task-accepted"),
        Rule::TaskOverdue => t!(texts, "rule-why-task-overdue"),
        Rule::Liked => t!(texts, "rule-why-liked"),
        Rule::Disliked => t!(texts, "rule-why-disliked"),
        Rule::AppealGranted => t!(texts, "rule-why-appeal-granted"),
        Rule::AppealRefused => t!(texts, "rule-why-appeal-refused"),
    }
}

/// Something that was done, named in a few words.
#[must_use]
pub fn action(texts: &Texts, action: &Action) -> String {
    match action {
        Action::PostMoment { .. } => t!(texts, "action-post"),
        Action::EditMoment { .. } => t!(texts, "action-edit"),
        Action::DeleteMoment { .. } => t!(texts, "action-delete"),
        Action::React { .. } => t!(texts, "action-react"),
        Action::CheckIn { .. } => t!(texts, "action-check-in"),
        Action::AskCorrection { .. } => t!(texts, "action-ask-correction"),
        Action::DecideCorrection { .. } => t!(texts, "action-decide-correction"),
        Action::ReviewDoubt { .. } => t!(texts, "action-review-doubt"),
        Action::WithdrawCorrection { .. } => t!(texts, "action-withdraw-correction"),
        Action::AskLeave { .. } => t!(texts, "action-ask-leave"),
        Action::DecideLeave { .. } => t!(texts, "action-decide-leave"),
        Action::WithdrawLeave { .. } => t!(texts, "action-withdraw-leave"),
        Action::ReturnEarly { .. } => t!(texts, "action-return-early"),
        Action::PublishLesson { .. } => t!(texts, "action-publish-lesson"),
        Action::WithdrawLesson { .. } => t!(texts, "action-withdraw-lesson"),
        Action::ReadLesson { .. } => t!(texts, "action-read-lesson"),
        Action::GiveTask { .. } => t!(texts, "action-give-task"),
        Action::DeliverTask { .. } => t!(texts, "action-deliver-task"),
        Action::JudgeTask { .. } => t!(texts, "action-judge-task"),
        Action::CancelTask { .. } => t!(texts, "action-cancel-task"),
        Action::FileAppeal { .. } => t!(texts, "action-file-appeal"),
        Action::DecideAppeal { .. } => t!(texts, "action-decide-appeal"),
        Action::WithdrawAppeal { .. } => t!(texts, "action-withdraw-appeal"),
        Action::SetWorkplace { .. } => t!(texts, "action-set-workplace"),
        Action::DecideDevice { .. } => t!(texts, "action-decide-device"),
        Action::RevokeDevice { .. } => t!(texts, "action-revoke-device"),
    }
}

/// Points with their sign: `+0.5`, `−2`. The minus is the mathematical one, as wide as the plus.
#[must_use]
pub fn points(points: Points) -> String {
    match points.0 {
        0 => "0".into(),
        1.. => format!("+{points}"),
        _ => format!("−{}", -points),
    }
}

#[cfg(test)]
mod tests {
    use super::points;
    use jishi_core::model::Points;

    #[test]
    fn points_bear_their_sign() {
        for (hundredths, text) in [(50, "+0.5"), (-200, "−2"), (0, "0"), (100, "+1")] {
            assert_eq!(points(Points(hundredths)), text);
        }
    }
}
