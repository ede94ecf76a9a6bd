//! What a moment said before it was changed or deleted, and the reactions that stand no more.

use std::collections::HashMap;

use jishi_core::model::{MomentId, PersonId, Reaction, ReactionKind, Timestamp};
use jishi_core::protocol::{
    Change, LookKind, MomentTrace, MomentVersion, PastReaction, Problem, ProblemKind,
};
use jishi_core::rules::access::{may_see_moments, may_see_trace};

use super::{Caller, Service, fail};

impl Service {
    pub(super) async fn do_moment_trace(
        &self,
        caller: &Caller,
        moment: MomentId,
    ) -> Result<MomentTrace, Problem> {
        let missing = || Problem::from(ProblemKind::NotFound).detail("no such moment");
        let storage = &self.inner.storage;
        let known = storage.moments(&[moment]).await.map_err(fail)?;
        let known = known.get(&moment).ok_or_else(missing)?;
        let directory = self.directory().await?;
        let author = directory.person(known.author).ok_or_else(missing)?;
        if !may_see_trace(&caller.person, author, directory.tree()) {
            // Whoever does not even see the moment does not hear that there is one.
            if known.deleted || !may_see_moments(&caller.person, author, directory.tree()) {
                return Err(missing());
            }
            let detail =
                "what it said before is for its author, their leaders and the organization department";
            return Err(Problem::from(ProblemKind::Forbidden).detail(detail));
        }
        let mut versions = Vec::new();
        let mut reactions = Reactions::default();
        for body in storage.trace_of(moment).await.map_err(fail)? {
            match serde_json::from_str(&body).map_err(fail)? {
                Change::Moment { moment, .. } => versions.push(MomentVersion {
                    text: moment.text,
                    since: moment.done_at,
                }),
                Change::MomentEdited { text, at, .. } => versions.push(MomentVersion { text, since: at }),
                Change::Reaction { reaction } => reactions.given(reaction),
                Change::ReactionGone { giver, at, .. } => reactions.end(giver, at),
                _ => {}
            }
        }
        self.note_look(caller, LookKind::Trace, vec![author.id]).await?;
        Ok(MomentTrace {
            moment,
            author: author.id,
            versions,
            deleted: known.deleted,
            reactions: reactions.past,
        })
    }
}

/// The reactions to a moment, as one after the other is told.
#[derive(Default)]
struct Reactions {
    standing: HashMap<PersonId, (ReactionKind, Timestamp)>,
    past: Vec<PastReaction>,
}

impl Reactions {
    fn given(&mut self, reaction: Reaction) {
        // The same once more begins nothing anew.
        let stands = self.standing.get(&reaction.giver);
        if stands.is_some_and(|(kind, _)| *kind == reaction.kind) {
            return;
        }
        self.end(reaction.giver, Some(reaction.done_at));
        self.standing
            .insert(reaction.giver, (reaction.kind, reaction.done_at));
    }

    fn end(&mut self, giver: PersonId, until: Option<Timestamp>) {
        if let Some((kind, since)) = self.standing.remove(&giver) {
            self.past.push(PastReaction {
                giver,
                kind,
                since,
                until,
            });
        }
    }
}
