//! What is written for: the log, or the result of a task. Both are drafts with the same pieces.

use dioxus::prelude::*;
use jishi_core::{
    engine::{Act, Deed, Draft, Fault, OpenDraft, OpenResult, Post},
    model::{MomentId, TaskId},
};

use crate::{Route, state::Engine, t, texts::Texts};

/// What is written for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// The log.
    #[default]
    Moment,
    /// The result of this task.
    Result(TaskId),
}

impl Purpose {
    /// The name of the page.
    pub(super) fn title(self, texts: &Texts) -> String {
        match self {
            Self::Moment => t!(texts, "compose-title"),
            Self::Result(_) => t!(texts, "task-deliver"),
        }
    }

    /// What stands where nothing is written yet.
    pub(super) fn placeholder(self, texts: &Texts) -> String {
        match self {
            Self::Moment => t!(texts, "compose-placeholder"),
            Self::Result(_) => t!(texts, "result-placeholder"),
        }
    }

    /// What the field is called.
    pub(super) fn field(self, texts: &Texts) -> String {
        match self {
            Self::Moment => t!(texts, "compose-text"),
            Self::Result(_) => t!(texts, "result-text"),
        }
    }

    /// The draft: the one begun, or a new one.
    pub(super) async fn open(self, engine: &Engine) -> Result<Draft, Fault> {
        match self {
            Self::Moment => engine.ask(OpenDraft).await,
            Self::Result(task) => engine.ask(OpenResult(task)).await,
        }
    }

    /// What sending a draft does.
    pub(super) const fn deed(self, draft: MomentId) -> Deed {
        match self {
            Self::Moment => Deed::PostMoment { draft },
            Self::Result(task) => Deed::DeliverTask { task, draft },
        }
    }

    /// Sends a draft.
    pub(super) async fn send(self, engine: &Engine, draft: MomentId) -> Result<(), Fault> {
        match self {
            Self::Moment => engine.ask(Post(draft)).await.map(drop),
            Self::Result(_) => engine.ask(Act(self.deed(draft))).await.map(drop),
        }
    }

    /// To where what was sent is seen: on top of the feed, or at its task.
    pub(super) fn leave(self) {
        let navigator = navigator();
        match self {
            Self::Moment => {
                navigator.replace(Route::Feed {});
            }
            Self::Result(_) if navigator.can_go_back() => navigator.go_back(),
            Self::Result(id) => {
                navigator.replace(Route::Task { id });
            }
        }
    }
}
