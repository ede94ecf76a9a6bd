//! What waits for one.

use crate::{
    engine::{AppealItem, CorrectionItem, DoubtItem, Engine, Fault, LessonItem, TaskItem, Todo},
    model::{Action, Record, RecordKind, TaskState},
    ports::{Clock, KeyVault},
    rules::{news::NEWS_MS, policy::Trust},
};

/// For how long it is told what became of a leave that one granted, in days: it may take a week to arrive.
const NEWS_DAYS: i64 = NEWS_MS / 86_400_000;

impl<C: Clock, V: KeyVault> Engine<C, V> {
    pub(in crate::engine) fn todo(&self) -> Result<Todo, Fault> {
        let tasks = self.tasks()?;
        let mut lessons: Vec<LessonItem> = self.lessons()?;
        lessons.retain(|lesson| lesson.to_read);
        lessons.sort_by_key(|lesson| (lesson.closes.is_none(), lesson.closes, lesson.published_at));
        let in_state = |mut items: Vec<TaskItem>, state: &TaskState| {
            items.retain(|item| item.task.state == *state);
            items
        };
        Ok(Todo {
            leaves: self.leaves_to_decide()?,
            changed_leaves: self.leaves_changed(NEWS_DAYS)?,
            corrections: self.corrections_to_decide()?,
            doubts: self.doubts_to_look_at()?,
            appeals: self.appeals_to_decide()?,
            results: self.results_to_judge(in_state(tasks.given, &TaskState::Delivered))?,
            tasks: in_state(tasks.mine, &TaskState::Open),
            lessons,
            refusals: self.refusals()?,
        })
    }

    /// The results that wait for an answer: those `given` by oneself, and of others who have left where one judges now.
    fn results_to_judge(&self, mut given: Vec<TaskItem>) -> Result<Vec<TaskItem>, Fault> {
        let (me, today) = (self.directory()?.me.id, self.day()?);
        for record in self.store.undecided(RecordKind::Task, me)? {
            let Record::Task { task } = record else {
                continue;
            };
            // As long as the assigner is there, it is theirs to answer.
            let assigner = self.store.known_person(task.assigner)?;
            let accept = Action::JudgeTask {
                task: task.id,
                accepted: true,
                reason: String::new(),
            };
            if task.assigner != me
                && assigner.is_some_and(|assigner| assigner.has_left(today))
                && self.may(&accept)?
            {
                given.push(self.task_item(*task)?);
            }
        }
        Ok(given)
    }

    fn corrections_to_decide(&self) -> Result<Vec<CorrectionItem>, Fault> {
        let me = self.directory()?.me.id;
        let mut items = Vec::new();
        for record in self.store.undecided(RecordKind::Correction, me)? {
            let Record::Correction { correction } = record else {
                continue;
            };
            let grant = Action::DecideCorrection {
                correction: correction.id,
                granted: true,
                reason: String::new(),
            };
            if self.may(&grant)? {
                items.push(self.correction_item(correction)?);
            }
        }
        Ok(items)
    }

    /// Those that wait: where a doubt changes nothing, nobody is asked.
    fn doubts_to_look_at(&self) -> Result<Vec<DoubtItem>, Fault> {
        let me = self.directory()?.me.id;
        let mut items = Vec::new();
        for record in self.store.undecided(RecordKind::Doubt, me)? {
            let Record::Doubt { doubt } = record else {
                continue;
            };
            let look = Action::ReviewDoubt {
                doubt: doubt.id,
                granted: true,
                reason: String::new(),
            };
            let item = self.doubt_item(doubt)?;
            if item.trust == Trust::Waits && self.may(&look)? {
                items.push(item);
            }
        }
        items.sort_by_key(|item| (item.doubt.at, item.doubt.id));
        Ok(items)
    }

    fn appeals_to_decide(&self) -> Result<Vec<AppealItem>, Fault> {
        let me = self.directory()?.me.id;
        let mut items = Vec::new();
        for record in self.store.undecided(RecordKind::Appeal, me)? {
            let Record::Appeal { appeal } = record else {
                continue;
            };
            let grant = Action::DecideAppeal {
                appeal: appeal.id,
                granted: true,
                reason: String::new(),
            };
            if self.may(&grant)? {
                items.push(self.appeal_item(appeal)?);
            }
        }
        items.sort_by_key(|item| (item.appeal.decide_by, item.appeal.id));
        Ok(items)
    }
}
