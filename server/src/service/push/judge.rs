//! Judging one operation: whose it is, whether the rules let it pass, whether the files that it names are there.

use jishi_core::model::{Action, Attachment, Moment, Record, Sha256, Timestamp, VIDEO_TYPES};
use jishi_core::protocol::{Outcome, Problem, ProblemKind};
use jishi_core::rules::access::{Readers, also_told, readers};
use jishi_core::rules::evidence::done_at;
use jishi_core::rules::judge::{self, World as _, judge};
use jishi_core::rules::retention::{forget_places, place_in, places_kept_from};

use super::needs::Needs;
use super::read::Signed;
use super::scene::At;
use super::{View, refused};
use crate::storage::{Applied, Effect, NewOperation, NewRecord, fix_of};

/// When it was done, as it stands on the record: within what clocks may be apart that is what the phone wrote.
fn counted(effects: &[Effect], done_at: Timestamp) -> Timestamp {
    let of_effect = |effect: &Effect| match effect {
        Effect::Post(moment) => Some(moment.done_at),
        Effect::Put(new) => match &new.record {
            Record::CheckIn { check_in, .. } => Some(check_in.done_at),
            _ => None,
        },
        _ => None,
    };
    effects.iter().find_map(of_effect).unwrap_or(done_at)
}

impl View<'_> {
    /// The operation as it goes to the record, or what became of it already.
    pub(super) fn judge(&self, signed: &Signed) -> Result<NewOperation, Box<Outcome>> {
        let operation = &signed.operation;
        let id = operation.id;
        let refuse = |problem: Problem| Box::new(refused(Some(id), problem));
        if operation.person != self.caller.person.id {
            let detail = "the operation names another person";
            return Err(refuse(Problem::from(ProblemKind::Forbidden).detail(detail)));
        }
        // What is on the record stays there, whatever has become of the device since.
        if let Some(known) = self.known.get(&id) {
            // The answer was lost, and then the key: it has been signed anew since.
            let again = self
                .stands
                .get(&id)
                .is_some_and(|stands| stands.is_same_deed(operation));
            let applied = if again {
                Applied::Duplicate(known.booked.clone())
            } else {
                known.clone().against(&signed.bytes)
            };
            return Err(Box::new(self.outcome(id, applied)));
        }
        if let Some(problem) = self.refused_before(signed) {
            return Err(refuse(problem));
        }
        if operation.device != self.caller.device.id && !self.devices.contains(&operation.device) {
            let detail = "the operation names another device";
            return Err(refuse(Problem::from(ProblemKind::Forbidden).detail(detail)));
        }
        let (effects, done_at) = self.effects(signed).map_err(refuse)?;
        let mut basis = self.scene.basis(&Needs::of(&operation.action, done_at));
        // Else somebody who is put in charge meanwhile would never hear of the request.
        basis.roster = effects
            .iter()
            .any(|effect| matches!(effect, Effect::Put(new) if new.record.kind().is_request()))
            .then(|| self.scene.directory.version());
        Ok(NewOperation {
            id,
            person: self.caller.person.id,
            device: operation.device,
            place_at: place_in(&operation.action).map(|_| counted(&effects, done_at)),
            basis,
            effects,
            bytes: signed.bytes.clone(),
            signature: signed.signature.clone(),
            attempt: signed.attempt,
        })
    }

    /// Notes where the actor was by an operation that was let pass, for what is judged after it.
    pub(super) fn pass(&mut self, signed: &Signed, passed: &NewOperation) {
        let at = passed.place_at;
        if let Some(fix) = at.and_then(|at| fix_of(&signed.operation, at)) {
            self.scene.was(fix);
        }
    }

    /// Why this attempt was refused already: its answer was lost on the way.
    pub(super) fn refused_before(&self, signed: &Signed) -> Option<Problem> {
        let id = signed.operation.id;
        let before = self.refusals.iter().find(|refusal| refusal.operation == id)?;
        before.answers(signed.attempt).then(|| before.problem.clone())
    }

    /// What it does, and when it was done.
    fn effects(&self, signed: &Signed) -> Result<(Vec<Effect>, Timestamp), Problem> {
        let action = &signed.operation.action;
        let world = At {
            scene: &self.scene,
            done_at: done_at(&signed.operation.clock, self.sent, self.now),
            wall: signed.operation.clock.wall,
            received: self.now,
        };
        let effects = judge(action, &world)?;
        files_of(action).try_for_each(|(sha256, file)| self.check_file(sha256, file))?;
        let stored = effects.into_iter().flat_map(|effect| self.stored(effect, &world));
        Ok((stored.collect(), world.done_at))
    }

    /// An effect as storage takes it, and what others are told because of it.
    fn stored(&self, effect: judge::Effect, world: &At<'_>) -> Vec<Effect> {
        vec![match effect {
            judge::Effect::Post(moment) => Effect::Post(moment),
            judge::Effect::React { moment, reaction } => Effect::React {
                moment,
                kind: reaction,
                rank: self.scene.actor.rank,
                // As it was judged: a phone whose clock is set wrong would fill another day's number.
                done_at: world.done_at,
            },
            judge::Effect::Put(record) => {
                let also = also_told(world, &record);
                let also = also
                    .into_iter()
                    .map(|(record, readers)| (record.clone(), readers));
                let readers = readers(world, &record);
                let puts = std::iter::once((record, readers)).chain(also);
                return puts
                    .map(|(record, readers)| self.put(record, readers, world))
                    .collect();
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
            judge::Effect::DecideDevice {
                person,
                key,
                granted,
                reason,
            } => Effect::DecideDevice {
                person,
                device: key.device,
                refused: (!granted).then_some(reason),
            },
            judge::Effect::RevokeDevice { person, device } => Effect::RevokeDevice { person, device },
        }]
    }

    fn put(&self, mut record: Record, readers: Readers, world: &At<'_>) -> Effect {
        // What it was judged on may have been read before its place was taken out.
        if let Some(kept_from) = places_kept_from(world.policies(), world.calendar(), self.now) {
            forget_places(&mut record, kept_from);
        }
        Effect::Put(Box::new(NewRecord {
            days: record.days(|at| world.calendar().day(at)),
            seen: self.scene.records.get(&record.id()).map(|stored| stored.version),
            readers,
            record,
        }))
    }

    /// Whether a file is there, may be named by this person, and is what it is said to be.
    fn check_file(&self, sha256: Sha256, file: Named<'_>) -> Result<(), Problem> {
        let missing = || Problem::from(ProblemKind::MediaMissing).detail(sha256.to_string());
        let known = self.media.get(&sha256).ok_or_else(missing)?;
        let (mime, bytes) = (known.mime.as_str(), known.bytes);
        let fits = match file {
            Named::Attachment(attachment) => {
                bytes == attachment.bytes()
                    && match attachment {
                        Attachment::Photo { width, height, .. } => known.pixels == Some((*width, *height)),
                        Attachment::Voice { .. } => mime.starts_with("audio/"),
                        Attachment::Document { mime: said, .. } => mime == said,
                        Attachment::Video { width, height, .. } => {
                            VIDEO_TYPES.contains(&mime) && known.pixels == Some((*width, *height))
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
