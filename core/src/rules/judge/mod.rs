//! What an action does, or why it may not: one pure function for the device, which shows it at once, and the server, which
//! puts it on the record.

pub(crate) mod checks;
#[cfg(test)]
pub(crate) mod testing;
pub(crate) mod words;
mod world;

pub use world::{Asking, Fix, Given, KnownMoment, World};

use super::access::may_know_of;
use super::{appeals, attendance, devices, evaluation, evidence, learning, leave, moments, tasks};
use crate::model::{Action, DeviceId, DeviceKey, Moment, MomentId, PersonId, ReactionKind, Record, Unit};
use crate::protocol::{Problem, ProblemKind};

/// What an action changes.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// A moment is there.
    Post(Moment),
    /// A moment has other words.
    Edit {
        /// Which.
        moment: MomentId,
        /// Its words from now on.
        text: String,
    },
    /// A moment leaves the feed.
    Delete(MomentId),
    /// A reaction stands, or is taken back.
    React {
        /// On which moment.
        moment: MomentId,
        /// The reaction; `None` takes it back.
        reaction: Option<ReactionKind>,
    },
    /// A record stands like this from now on.
    Put(Record),
    /// A unit is like this from now on.
    SetUnit(Unit),
    /// A device that asked is somebody's only one from now on, or is turned away.
    DecideDevice {
        /// Whose.
        person: PersonId,
        /// Which.
        key: DeviceKey,
        /// In, or away.
        granted: bool,
        /// Why.
        reason: String,
    },
    /// Somebody's device is theirs no more.
    RevokeDevice {
        /// Whose.
        person: PersonId,
        /// Which.
        device: DeviceId,
    },
}

/// What a judge says: all effects, or none and why.
pub type Verdict = Result<Vec<Effect>, Problem>;

/// What `action` does in `world`, or why it may not. What is not the actor's to do, and of which they may not even know, is
/// [`NotFound`](ProblemKind::NotFound): who tries the ids of others learns nothing from the answers.
///
/// # Errors
/// The first [`Problem`] found; then nothing of the action holds.
pub fn judge(action: &Action, world: &impl World) -> Verdict {
    let verdict = judged(action, world);
    match &verdict {
        Err(problem) if problem.kind == ProblemKind::Forbidden && !may_know_of(world, action) => {
            checks::refuse(ProblemKind::NotFound, "there is no such thing")
        }
        _ => verdict,
    }
}

fn judged(action: &Action, world: &impl World) -> Verdict {
    match action {
        Action::PostMoment { moment } => moments::post(world, moment),
        Action::EditMoment { moment, text } => moments::edit(world, *moment, text),
        Action::DeleteMoment { moment } => moments::delete(world, *moment),
        Action::React { moment, reaction } => evaluation::react(world, *moment, reaction.as_ref()),
        Action::CheckIn { check_in } => attendance::check_in(world, check_in),
        Action::AskCorrection { correction } => attendance::ask_correction(world, correction),
        Action::DecideCorrection {
            correction,
            granted,
            reason,
        } => attendance::decide_correction(world, *correction, *granted, reason),
        Action::ReviewDoubt {
            doubt,
            granted,
            reason,
        } => evidence::review_doubt(world, *doubt, *granted, reason),
        Action::WithdrawCorrection { correction } => attendance::withdraw_correction(world, *correction),
        Action::AskLeave { leave } => leave::ask_leave(world, leave),
        Action::DecideLeave {
            leave,
            granted,
            reason,
        } => leave::decide_leave(world, *leave, *granted, reason),
        Action::WithdrawLeave { leave } => leave::withdraw_leave(world, *leave),
        Action::ReturnEarly { leave, last } => leave::return_early(world, *leave, *last),
        Action::PublishLesson { lesson } => learning::publish(world, lesson),
        Action::WithdrawLesson { lesson } => learning::withdraw(world, *lesson),
        Action::ReadLesson { reading } => learning::read(world, reading),
        Action::GiveTask { task } => tasks::give(world, task),
        Action::DeliverTask {
            task,
            text,
            attachments,
            place,
        } => tasks::deliver(world, *task, text, attachments, place.as_ref()),
        Action::JudgeTask {
            task,
            accepted,
            reason,
        } => tasks::judge(world, *task, *accepted, reason),
        Action::CancelTask { task, reason } => tasks::cancel(world, *task, reason),
        Action::FileAppeal { appeal } => appeals::file(world, appeal, world.entry(&appeal.entry).as_ref()),
        Action::DecideAppeal {
            appeal,
            granted,
            reason,
        } => appeals::decide(world, *appeal, *granted, reason),
        Action::WithdrawAppeal { appeal } => appeals::withdraw(world, *appeal),
        Action::SetWorkplace {
            unit,
            workplace,
            hours,
        } => attendance::set_workplace(world, *unit, workplace.as_ref(), hours.as_ref()),
        Action::DecideDevice {
            person,
            key,
            granted,
            reason,
        } => devices::decide_device(world, *person, key, *granted, reason),
        Action::RevokeDevice {
            person,
            device,
            reason,
        } => devices::revoke_device(world, *person, *device, reason),
    }
}

#[cfg(test)]
mod tests {
    use super::testing::County;
    use super::*;
    use crate::model::{Person, Rank, Role, TaskId};
    use crate::rules::tasks::testing::{part, record, task};

    fn posted(county: &mut County, author: &Person) -> MomentId {
        let (id, done_at) = (MomentId::new(county.done_at()), county.done_at());
        let known = KnownMoment {
            author: author.id,
            done_at,
            deleted: false,
        };
        county.put_moment(id, known);
        id
    }

    #[test]
    fn what_one_may_not_know_of_is_not_found_and_what_one_knows_is_forbidden() {
        let mut county = County::new();
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        let colleague = county.add_person(county.village, Rank::None, Role::Cadre);
        let head = county.add_person(county.township, Rank::Township, Role::Leader);
        let stranger = county.add_person(county.bureau, Rank::None, Role::Cadre);
        let moment = posted(&mut county, &cadre);
        let given = task(head.id, cadre.id, county.done_at());
        county.put(record(&given));
        let edit = Action::EditMoment {
            moment,
            text: "走访三组六户".into(),
        };
        let deliver = |task: TaskId| Action::DeliverTask {
            task,
            text: "完成".into(),
            attachments: vec![],
            place: None,
        };
        let kind = |county: &County, action: &Action| judge(action, county).unwrap_err().kind;
        for (actor, of_moment, of_task) in [
            (&head, ProblemKind::Forbidden, ProblemKind::Forbidden),
            (&colleague, ProblemKind::Forbidden, ProblemKind::NotFound),
            (&stranger, ProblemKind::NotFound, ProblemKind::NotFound),
        ] {
            county.acting(actor);
            assert_eq!(kind(&county, &edit), of_moment);
            assert_eq!(kind(&county, &Action::DeleteMoment { moment }), of_moment);
            assert_eq!(kind(&county, &deliver(given.id)), of_task);
            let none = kind(&county, &deliver(TaskId::new(county.done_at())));
            assert_eq!(none, ProblemKind::NotFound);
        }
        let mut of_others = part(&given, colleague.id);
        of_others.assigner = stranger.id;
        county.acting(&stranger);
        let task = Box::new(of_others);
        assert_eq!(kind(&county, &Action::GiveTask { task }), ProblemKind::NotFound);
    }
}
