//! Whether somebody knows that a thing exists: a refusal must not tell them.

use super::{Readers, may_see_moments, readers};
use crate::model::{Action, MomentId, RecordId};
use crate::rules::judge::World;

/// Whether the actor may know of what an action is about: the moment that they may see, the record of which they are told.
/// True where the action is about nothing that is there already, and of units and people, who are on everybody's roster.
/// What `world` has to know to judge the action, it has to know here.
#[must_use]
pub fn may_know_of(world: &impl World, action: &Action) -> bool {
    match action {
        Action::EditMoment { moment, .. }
        | Action::DeleteMoment { moment }
        | Action::React { moment, .. } => may_know_of_moment(world, *moment),
        Action::GiveTask { task } => task
            .parent
            .is_none_or(|parent| is_told(world, RecordId(parent.0))),
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
        | Action::WithdrawAppeal { .. } => is_told(world, RecordId(action.subject())),
        Action::PostMoment { .. }
        | Action::CheckIn { .. }
        | Action::AskCorrection { .. }
        | Action::AskLeave { .. }
        | Action::PublishLesson { .. }
        | Action::ReadLesson { .. }
        | Action::FileAppeal { .. }
        | Action::SetWorkplace { .. }
        | Action::DecideDevice { .. }
        | Action::RevokeDevice { .. } => true,
    }
}

fn may_know_of_moment(world: &impl World, id: MomentId) -> bool {
    let author = world.moment(id).and_then(|moment| world.person(moment.author));
    author.is_none_or(|author| may_see_moments(world.actor(), author, world.tree()))
}

fn is_told(world: &impl World, id: RecordId) -> bool {
    world
        .record(id)
        .is_none_or(|record| match readers(world, record) {
            Readers::Everyone => true,
            Readers::People(people) => people.contains(&world.actor().id),
        })
}
