//! Judging one operation: whose it is, whether the rules let it pass, whether the files that it names are there.

use jishi_core::model::{Action, Attachment, Moment, Record, RecordId, Sha256, VIDEO_TYPES};
use jishi_core::protocol::{Outcome, Problem, ProblemKind};
use jishi_core::rules::access::{Readers, readers};
use jishi_core::rules::evidence::done_at;
use jishi_core::rules::judge::{self, World as _, judge};

use super::needs::Needs;
use super::read::Signed;
use super::scene::At;
use super::{View, outcome, refused};
use crate::storage::{Effect, NewOperation, NewRecord};

/// Most tasks above a part that are told to whoever gets it.
const CHAIN_MAX: usize = 64;

impl View<'_> {
    /// The operation as it goes to the record, or what became of it already.
    pub(super) fn judge(&self, signed: &Signed) -> Result<NewOperation, Box<Outcome>> {
        let operation = &signed.operation;
        let id = operation.id;
        let refuse = |problem: Problem| Box::new(refused(Some(id), problem));
        if operation.person != self.caller.person.id || operation.device != self.caller.device.id {
            let detail = "the operation names another person or device";
            return Err(refuse(Problem::from(ProblemKind::Forbidden).detail(detail)));
        }
        if let Some(known) = self.known.get(&id) {
            return Err(Box::new(outcome(id, known.clone().against(&signed.bytes))));
        }
        Ok(NewOperation {
            id,
            person: self.caller.person.id,
            device: self.caller.device.id,
            basis: self.scene.basis(&Needs::of(&operation.action)),
            effects: self.effects(signed).map_err(refuse)?,
            bytes: signed.bytes.clone(),
            signature: signed.signature.clone(),
        })
    }

    fn effects(&self, signed: &Signed) -> Result<Vec<Effect>, Problem> {
        let action = &signed.operation.action;
        let world = At {
            scene: &self.scene,
            done_at: done_at(&signed.operation.clock, self.now),
        };
        let effects = judge(action, &world)?;
        files_of(action).try_for_each(|(sha256, file)| self.check_file(sha256, file))?;
        Ok(effects
            .into_iter()
            .map(|effect| self.stored(effect, &world))
            .chain(self.told_above(action, &world))
            .collect())
    }

    /// Whoever gets a part of a task can read the chain of responsibility above it: those tasks are told to them too.
    fn told_above(&self, action: &Action, world: &At<'_>) -> Vec<Effect> {
        let Action::GiveTask { task } = action else {
            return Vec::new();
        };
        let (mut above, mut told) = (task.parent, Vec::new());
        while let Some(stored) = above.and_then(|id| self.scene.records.get(&RecordId(id.0))) {
            let Record::Task { task: whole } = &stored.record else {
                break;
            };
            let Effect::Put(mut new) = self.stored(judge::Effect::Put(stored.record.clone()), world) else {
                break;
            };
            if let Readers::People(people) = &mut new.readers {
                people.push(task.assignee);
                people.sort_unstable();
                people.dedup();
            }
            told.push(Effect::Put(new));
            above = whole.parent.filter(|_| told.len() < CHAIN_MAX);
        }
        told
    }

    fn stored(&self, effect: judge::Effect, world: &At<'_>) -> Effect {
        match effect {
            judge::Effect::Post(moment) => Effect::Post(moment),
            judge::Effect::React { moment, reaction } => Effect::React {
                moment,
                kind: reaction,
                rank: self.scene.actor.rank,
                // As it was judged: a phone whose clock is set wrong would fill another day's number.
                done_at: world.done_at,
            },
            judge::Effect::Put(record) => {
                let calendar = world.calendar();
                Effect::Put(Box::new(NewRecord {
                    days: record.days(|at| calendar.day(at)),
                    seen: self.scene.records.get(&record.id()).map(|stored| stored.version),
                    readers: readers(world, &record),
                    record,
                }))
            }
            judge::Effect::Edit { moment, text } => Effect::Edit {
                moment,
                text,
                done_at: world.done_at,
            },
            judge::Effect::Delete(moment) => Effect::Delete(moment),
            judge::Effect::SetUnit(unit) => Effect::SetUnit {
                unit,
                roster: self.scene.directory.version(),
            },
        }
    }

    /// Whether a file is there, may be named by this person, and is what it is said to be.
    fn check_file(&self, sha256: Sha256, file: Named<'_>) -> Result<(), Problem> {
        let missing = || Problem::from(ProblemKind::MediaMissing).detail(sha256.to_string());
        let record = self.media.get(&sha256).ok_or_else(missing)?;
        let person = &self.caller.person;
        if !record.owners.contains(&person.id) && !self.scene.directory.sees_any(person, &record.authors) {
            return Err(missing());
        }
        let (mime, bytes) = (record.file.mime.as_str(), record.file.bytes);
        let fits = match file {
            Named::Attachment(attachment) => {
                bytes == attachment.bytes()
                    && match attachment {
                        Attachment::Photo { width, height, .. } => {
                            record.file.pixels == Some((*width, *height))
                        }
                        Attachment::Voice { .. } => mime.starts_with("audio/"),
                        Attachment::Document { mime: said, .. } => mime == said,
                        Attachment::Video { width, height, .. } => {
                            VIDEO_TYPES.contains(&mime) && record.file.pixels == Some((*width, *height))
                        }
                    }
            }
            Named::OfLesson {
                mime: said,
                bytes: length,
            } => mime == said && bytes == length,
        };
        if fits {
            Ok(())
        } else {
            Err(Problem::from(ProblemKind::Invalid).detail(format!("{sha256} is not as described")))
        }
    }
}

/// What an action says of a file.
#[derive(Clone, Copy)]
pub(super) enum Named<'a> {
    Attachment(&'a Attachment),
    OfLesson { mime: &'a str, bytes: u64 },
}

/// The files that an action names.
pub(super) fn files_of(action: &Action) -> impl Iterator<Item = (Sha256, Named<'_>)> {
    let attachments: &[Attachment] = match action {
        Action::PostMoment {
            moment: Moment { attachments, .. },
        }
        | Action::DeliverTask { attachments, .. } => attachments,
        _ => &[],
    };
    let files = match action {
        Action::PublishLesson { lesson } => lesson.files.as_slice(),
        _ => &[],
    };
    let attachments = attachments
        .iter()
        .map(|attachment| (attachment.sha256(), Named::Attachment(attachment)));
    attachments.chain(files.iter().map(|file| {
        let (mime, bytes) = (file.mime.as_str(), file.bytes);
        (file.sha256, Named::OfLesson { mime, bytes })
    }))
}
