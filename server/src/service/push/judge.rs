//! Judging one operation: whose it is, whether the rules let it pass, whether what it names is there.

use jishi_core::model::{
    Action, Attachment, Moment, MomentId, Operation, OperationId, ReactionKind, VIDEO_TYPES,
};
use jishi_core::protocol::{Outcome, Problem, ProblemKind};
use jishi_core::rules::access::{may_react, may_see_moments};

use super::read::Signed;
use super::{View, outcome, refused};
use crate::storage::{Effect, NewOperation};

impl View<'_> {
    /// The operation as it goes to the record, or what became of it already.
    pub(super) fn judge(&mut self, signed: Signed) -> Result<NewOperation, Box<Outcome>> {
        let Signed {
            operation,
            bytes,
            signature,
        } = signed;
        let id = operation.id;
        if operation.person != self.caller.person.id || operation.device != self.caller.device.id {
            let detail = "the operation names another person or device";
            return Err(Box::new(refused(
                Some(id),
                Problem::from(ProblemKind::Forbidden).detail(detail),
            )));
        }
        if let Some(known) = self.known.get(&id) {
            return Err(Box::new(outcome(id, known.clone().against(&bytes))));
        }
        let effects = vec![self.effect(operation).map_err(|problem| refuse(id, problem))?];
        let (person, device) = (self.caller.person.id, self.caller.device.id);
        Ok(NewOperation {
            id,
            person,
            device,
            bytes,
            signature,
            effects,
        })
    }

    fn effect(&mut self, operation: Operation) -> Result<Effect, Problem> {
        match operation.action {
            Action::PostMoment { moment } => {
                self.check_moment(&moment)?;
                // A later operation of the same batch may be about it.
                self.authors.entry(moment.id).or_insert(moment.author);
                Ok(Effect::Post(moment))
            }
            Action::React { moment, reaction } => {
                self.check_reaction(moment)?;
                if matches!(reaction, Some(ReactionKind::Dislike { .. })) {
                    return Err(ProblemKind::SwitchedOff.into());
                }
                Ok(Effect::React {
                    moment,
                    kind: reaction,
                    rank: self.caller.person.rank,
                    done_at: operation.clock.wall,
                })
            }
            // What this server does not keep yet, it says so of: nothing is taken and lost.
            _ => {
                Err(Problem::from(ProblemKind::SwitchedOff).detail("this server does not keep such records"))
            }
        }
    }

    fn check_moment(&self, moment: &Moment) -> Result<(), Problem> {
        if moment.author != self.caller.person.id {
            return Err(Problem::from(ProblemKind::Forbidden).detail("the moment names another author"));
        }
        moment
            .check()
            .map_err(|fault| Problem::from(ProblemKind::Invalid).detail(fault.to_string()))?;
        moment
            .attachments
            .iter()
            .try_for_each(|attachment| self.check_attachment(attachment))
    }

    fn check_attachment(&self, attachment: &Attachment) -> Result<(), Problem> {
        let sha256 = attachment.sha256();
        let missing = || Problem::from(ProblemKind::MediaMissing).detail(sha256.to_string());
        let record = self.media.get(&sha256).ok_or_else(missing)?;
        let person = &self.caller.person;
        if !record.owners.contains(&person.id) && !self.directory.sees_any(person, &record.authors) {
            return Err(missing());
        }
        let fits = match attachment {
            Attachment::Photo { width, height, .. } => record.file.pixels == Some((*width, *height)),
            Attachment::Voice { .. } => record.file.mime.starts_with("audio/"),
            Attachment::Document { mime, .. } => record.file.mime == *mime,
            Attachment::Video { .. } => VIDEO_TYPES.contains(&record.file.mime.as_str()),
        };
        if fits && record.file.bytes == attachment.bytes() {
            Ok(())
        } else {
            Err(Problem::from(ProblemKind::Invalid).detail(format!("{sha256} is not as described")))
        }
    }

    fn check_reaction(&self, moment: MomentId) -> Result<(), Problem> {
        let author = self
            .authors
            .get(&moment)
            .and_then(|author| self.directory.person(*author));
        let author = author.ok_or(ProblemKind::NotFound)?;
        let (person, units) = (&self.caller.person, self.directory.tree());
        if !may_see_moments(person, author, units) {
            return Err(ProblemKind::NotFound.into());
        }
        if !may_react(person, author, units) {
            return Err(ProblemKind::Forbidden.into());
        }
        Ok(())
    }
}

fn refuse(id: OperationId, problem: Problem) -> Box<Outcome> {
    Box::new(refused(Some(id), problem))
}
