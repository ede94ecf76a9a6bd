//! What an action does, or why it may not: one pure function for the device, which shows it at once, and the server, which
//! puts it on the record.

pub(crate) mod checks;
#[cfg(test)]
pub(crate) mod testing;
pub(crate) mod words;
mod world;

pub use world::{Given, KnownMoment, World};

use super::{appeals, attendance, evaluation, learning, leave, moments, tasks};
use crate::model::{Action, Moment, MomentId, ReactionKind, Record, Unit};
use crate::protocol::Problem;

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
}

/// What a judge says: all effects, or none and why.
pub type Verdict = Result<Vec<Effect>, Problem>;

/// What `action` does in `world`, or why it may not.
///
/// # Errors
/// The first [`Problem`] found; then nothing of the action holds.
pub fn judge(action: &Action, world: &impl World) -> Verdict {
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
    }
}
