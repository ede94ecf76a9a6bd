//! What the server would not take.

use crate::{
    engine::{Engine, Fault, Refusal, Stands},
    model::{Action, MomentId, Operation, PersonId, Record, RecordId},
    ports::{Clock, KeyVault},
    protocol::{Problem, ProblemKind},
    store::Refused,
};

impl<C: Clock, V: KeyVault> Engine<C, V> {
    pub(in crate::engine) fn refusals(&self) -> Result<Vec<Refusal>, Fault> {
        let refused = self.store.refusals()?;
        refused.into_iter().map(|refused| self.refusal(refused)).collect()
    }

    fn refusal(&self, refused: Refused) -> Result<Refusal, Fault> {
        let operation = refused.operation;
        let (words, owner) = self.about(&operation.action)?;
        let me = self.directory()?.me.id;
        let person = owner
            .filter(|owner| *owner != me)
            .map(|owner| self.named(owner))
            .transpose()?;
        let unit = match &operation.action {
            Action::GiveTask { task } => task
                .unit
                .and_then(|unit| self.directory().ok()?.all.get(&unit).cloned()),
            _ => None,
        };
        Ok(Refusal {
            unit,
            stands: self.stands(&operation, &refused.problem)?,
            operation: operation.id,
            at: operation.clock.wall,
            words,
            person: person.flatten(),
            action: operation.action,
            problem: refused.problem,
        })
    }

    /// What stands instead: under the operation's own id, or on the request that somebody else has decided.
    fn stands(&self, refused: &Operation, problem: &Problem) -> Result<Option<Stands>, Fault> {
        if let Some(operation) = &problem.stands {
            return Ok(Some(Stands {
                at: operation.clock.wall,
                by: None,
                granted: None,
                words: self.about(&operation.action)?.0,
            }));
        }
        if problem.kind != ProblemKind::AlreadyDecided {
            return Ok(None);
        }
        let record = self.store.record(RecordId(refused.action.subject()))?;
        let Some(decision) = record.as_ref().and_then(Record::decision) else {
            return Ok(None);
        };
        Ok(Some(Stands {
            at: decision.at,
            by: self.named(decision.by)?,
            granted: Some(decision.granted),
            words: decision.reason.clone(),
        }))
    }

    /// What an action is about, in words, and whose that is.
    fn about(&self, action: &Action) -> Result<(String, Option<PersonId>), Fault> {
        Ok(match action {
            Action::PostMoment { moment } => (moment.text.clone(), None),
            Action::EditMoment { moment, text } => (text.clone(), self.author(*moment)?),
            Action::DeleteMoment { moment } | Action::React { moment, .. } => (
                self.store.words(*moment)?.unwrap_or_default(),
                self.author(*moment)?,
            ),
            Action::CheckIn { check_in } => (check_in.reason.clone(), None),
            Action::AskCorrection { correction } => (correction.reason.clone(), None),
            Action::AskLeave { leave } => (leave.reason.clone(), None),
            Action::PublishLesson { lesson } => (lesson.title.clone(), None),
            Action::ReadLesson { reading } => self.of_record(RecordId(reading.lesson.0))?,
            Action::GiveTask { task } => (task.title.clone(), Some(task.assignee)),
            Action::FileAppeal { appeal } => (appeal.reason.clone(), None),
            Action::SetWorkplace { unit, .. } => {
                let directory = self.directory()?;
                let name = directory.all.get(unit).map(|unit| unit.name.clone());
                (name.unwrap_or_default(), None)
            }
            Action::DecideDevice { person, reason, .. } | Action::RevokeDevice { person, reason, .. } => {
                (reason.clone(), Some(*person))
            }
            Action::DecideCorrection { .. }
            | Action::ReviewDoubt { .. }
            | Action::WithdrawCorrection { .. }
            | Action::DecideLeave { .. }
            | Action::WithdrawLeave { .. }
            | Action::ReturnEarly { .. }
            | Action::WithdrawLesson { .. }
            | Action::DeliverTask { .. }
            | Action::JudgeTask { .. }
            | Action::CancelTask { .. }
            | Action::DecideAppeal { .. }
            | Action::WithdrawAppeal { .. } => self.of_record(RecordId(action.subject()))?,
        })
    }

    fn author(&self, moment: MomentId) -> Result<Option<PersonId>, Fault> {
        Ok(self.store.known_moment(moment)?.map(|known| known.author))
    }

    fn of_record(&self, id: RecordId) -> Result<(String, Option<PersonId>), Fault> {
        let Some(record) = self.store.record(id)? else {
            return Ok((String::new(), None));
        };
        let words = match &record {
            Record::CheckIn { check_in, .. } => &check_in.reason,
            Record::Correction { correction } => &correction.reason,
            Record::Leave { leave } => &leave.reason,
            Record::Lesson { lesson } => &lesson.title,
            Record::Task { task } => &task.title,
            Record::Appeal { appeal } => &appeal.reason,
            Record::Reading { .. } | Record::Doubt { .. } => {
                return Ok((String::new(), Some(record.owner())));
            }
        };
        Ok((words.to_owned(), Some(record.owner())))
    }
}
