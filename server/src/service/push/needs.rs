//! What has to be known before an action can be judged, and what it may change.

use chrono::{Datelike as _, NaiveDate};
use jishi_core::model::{
    Action, DeviceId, Doubt, EntryKey, Leave, MomentId, PersonId, RecordId, RecordKind, Timestamp,
};
use jishi_core::rules::leave::ADJOINING_DAYS;
use jishi_core::rules::retention::place_in;
use jishi_core::rules::score::OF_THE_DAY;
use uuid::Uuid;

/// What has to be known before an action can be judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Needs {
    /// Records by their ids.
    pub(super) records: Vec<RecordId>,
    /// Tasks with everything into which they were split.
    pub(super) trees: Vec<RecordId>,
    /// Records of the actor, on none more of which a judgement rests.
    pub(super) own: Vec<Own>,
    /// The time around which it matters where the actor was; it does no harm if one more place comes meanwhile.
    pub(super) fixes: Option<Timestamp>,
    /// That it does harm: of two taps at once the second has to be held against the first.
    pub(super) alone: bool,
    /// Moments.
    pub(super) moments: Vec<MomentId>,
    /// Appeals on record, with what caused the entries that they contest.
    pub(super) appeals: Vec<RecordId>,
    /// The entry of the actor's ledger that is to be contested, with what caused it.
    pub(super) contests: Option<EntryKey>,
    /// Whether the actor's reactions of the day.
    pub(super) given: bool,
    /// Devices that ask to be somebody's.
    pub(super) devices: Vec<DeviceId>,
}

/// Records of one kind that touch some days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Own {
    pub(super) kind: RecordKind,
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
}

impl Own {
    const fn ever(kind: RecordKind) -> Self {
        Self {
            kind,
            first: NaiveDate::MIN,
            last: NaiveDate::MAX,
        }
    }

    pub(super) const fn on(kind: RecordKind, day: NaiveDate) -> Self {
        Self {
            kind,
            first: day,
            last: day,
        }
    }

    /// Whether all of a kind that touch these days are among them.
    pub(super) fn holds(&self, kind: RecordKind, first: NaiveDate, last: NaiveDate) -> bool {
        self.kind == kind && self.first <= first && last <= self.last
    }
}

impl Needs {
    /// Of one action that was done at `done_at`, as its clock's evidence has it.
    pub(super) fn of(action: &Action, done_at: Timestamp) -> Self {
        let mut needs = Self::default();
        let subject = RecordId(action.subject());
        needs.fixes = place_in(action).map(|_| done_at);
        match action {
            Action::PostMoment { moment } => {
                needs.records.extend([subject, doubt_about(subject)]);
                needs.moments.push(moment.id);
            }
            Action::EditMoment { moment, .. } | Action::DeleteMoment { moment } => {
                needs.moments.push(*moment)
            }
            Action::React { moment, .. } => {
                needs.moments.push(*moment);
                needs.given = true;
            }
            Action::CheckIn { check_in } => {
                needs.records.extend([subject, doubt_about(subject)]);
                needs.alone = check_in.place.is_some();
                // Its reason goes into the log under the same number.
                needs.moments.push(MomentId(check_in.id.0));
            }
            Action::AskCorrection { correction } => {
                needs.records.push(subject);
                needs.own.push(month(RecordKind::Correction, correction.day));
                // Whatever says what became of the shift.
                needs
                    .own
                    .extend(OF_THE_DAY.map(|kind| Own::on(kind, correction.day)));
            }
            Action::AskLeave { leave } => {
                needs.records.push(subject);
                needs.own.push(years(leave));
            }
            Action::DecideCorrection { .. }
            | Action::ReviewDoubt { .. }
            | Action::WithdrawCorrection { .. }
            | Action::DecideLeave { .. }
            | Action::WithdrawLeave { .. }
            | Action::ReturnEarly { .. }
            | Action::PublishLesson { .. }
            | Action::WithdrawLesson { .. } => needs.records.push(subject),
            Action::ReadLesson { reading } => {
                needs.records.extend([subject, RecordId(reading.lesson.0)]);
                needs.own.push(Own::ever(RecordKind::Reading));
            }
            Action::GiveTask { task } => {
                needs.records.push(subject);
                needs.trees.extend(task.parent.map(|parent| RecordId(parent.0)));
            }
            Action::DeliverTask { .. } | Action::JudgeTask { .. } | Action::CancelTask { .. } => {
                needs.trees.push(subject);
            }
            Action::FileAppeal { appeal } => {
                needs.records.push(subject);
                needs.own.push(Own::ever(RecordKind::Appeal));
                needs.contests = Some(appeal.entry);
            }
            Action::DecideAppeal { .. } | Action::WithdrawAppeal { .. } => {
                needs.records.push(subject);
                needs.appeals.push(subject);
            }
            Action::DecideDevice { key, .. } => needs.devices.push(key.device),
            Action::SetWorkplace { .. } | Action::RevokeDevice { .. } => {}
        }
        needs
    }

    /// Whether a judgement depends on what the actor has not done.
    pub(super) const fn rests_on_absence(&self) -> bool {
        !self.own.is_empty() || self.given || self.alone
    }
}

fn month(kind: RecordKind, day: NaiveDate) -> Own {
    let first = day.with_day(1).unwrap_or(day);
    let last = first
        .checked_add_months(chrono::Months::new(1))
        .and_then(|next| next.pred_opt())
        .unwrap_or(day);
    Own { kind, first, last }
}

fn doubt_about(subject: RecordId) -> RecordId {
    RecordId(Doubt::id_about(subject.0).0)
}

/// The civil years that a leave touches, by which balances are, and the days around it, in which others may adjoin it.
fn years(leave: &Leave) -> Own {
    let (from, to) = (leave.span.from.day, leave.span.to.day);
    let around = chrono::Days::new(ADJOINING_DAYS.into());
    Own {
        kind: RecordKind::Leave,
        first: NaiveDate::from_ymd_opt(from.year(), 1, 1)
            .into_iter()
            .chain(from.checked_sub_days(around))
            .min()
            .unwrap_or(from),
        last: NaiveDate::from_ymd_opt(to.year(), 12, 31)
            .into_iter()
            .chain(to.checked_add_days(around))
            .max()
            .unwrap_or(to),
    }
}

/// Something that one action may change and another may have to see changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Touched {
    /// A moment, a record, a unit.
    Thing(Uuid),
    /// The actor's records of a kind.
    Own(PersonId, RecordKind),
    /// Tasks: whatever one splits, another may count.
    Tasks,
    /// The reactions that the actor has given.
    Given(PersonId),
    /// Where units work, and when.
    Workplaces,
}

/// Whether a judgement may depend on whatever the actor has done before: an entry of their ledger rests on taps, logs,
/// readings, results and on what became of requests.
pub(super) const fn rests_on_all(action: &Action) -> bool {
    matches!(action, Action::FileAppeal { .. })
}

/// What an action reads or changes, as far as others of the same batch can meet it.
pub(super) fn touched(action: &Action, actor: PersonId) -> Vec<Touched> {
    // Of which days it is does not matter here.
    let needs = Needs::of(action, Timestamp(0));
    let mut touched = vec![Touched::Thing(action.subject())];
    touched.extend(needs.records.iter().map(|record| Touched::Thing(record.0)));
    touched.extend(needs.moments.iter().map(|moment| Touched::Thing(moment.0)));
    touched.extend(needs.own.iter().map(|own| Touched::Own(actor, own.kind)));
    match action {
        Action::CheckIn { .. } => touched.push(Touched::Own(actor, RecordKind::CheckIn)),
        Action::WithdrawCorrection { .. } => touched.push(Touched::Own(actor, RecordKind::Correction)),
        Action::WithdrawLeave { .. } | Action::ReturnEarly { .. } => {
            touched.push(Touched::Own(actor, RecordKind::Leave));
        }
        Action::SetWorkplace { .. } => touched.push(Touched::Workplaces),
        // Letting one in ends the person's others.
        Action::DecideDevice { person, .. } | Action::RevokeDevice { person, .. } => {
            touched.push(Touched::Thing(person.0));
        }
        _ => {}
    }
    if !needs.trees.is_empty() || matches!(action, Action::GiveTask { .. }) {
        touched.push(Touched::Tasks);
    }
    if needs.given {
        touched.push(Touched::Given(actor));
    }
    touched
}
