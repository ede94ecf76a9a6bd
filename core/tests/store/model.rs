//! Any sequence of acts, receipts, refusals, retries and pulls leaves the records that a simple model says.

use std::collections::BTreeMap;

use jishi_core::{
    model::{Leave, LeaveId, OperationId, Record, RecordId},
    protocol::{Problem, ProblemKind},
    rules::judge::Effect,
};
use proptest::prelude::*;

use super::phone::{Phone, phone, receipt};

const LEAVES: usize = 3;

#[derive(Clone, Debug)]
enum Step {
    /// Something is done that makes a leave say this.
    Act(usize, u32),
    /// The server tells that a leave says this.
    Pull(usize, u32),
    /// The server takes one of the operations that wait.
    Settle(usize),
    /// The server refuses one of them.
    Refuse(usize),
    /// A refused one is tried again.
    Retry(usize),
    /// A refused one is dropped.
    Discard(usize),
    /// Everything that waits was on its way, and is queued again.
    PutBack,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let word = || (0..LEAVES, any::<u32>());
    let step = prop_oneof![
        4 => word().prop_map(|(leave, word)| Step::Act(leave, word)),
        2 => word().prop_map(|(leave, word)| Step::Pull(leave, word)),
        3 => (0..8_usize).prop_map(Step::Settle),
        2 => (0..8_usize).prop_map(Step::Refuse),
        1 => (0..8_usize).prop_map(Step::Retry),
        1 => (0..8_usize).prop_map(Step::Discard),
        1 => Just(Step::PutBack),
    ];
    prop::collection::vec(step, 0..40)
}

/// What an operation makes a leave say, and whether the server has told of that leave since.
#[derive(Clone, Debug)]
struct Said {
    operation: OperationId,
    leave: usize,
    word: u32,
    overtaken: bool,
}

/// The server's words, one's own on top in their order, and those that were refused.
#[derive(Clone, Debug, Default)]
struct Model {
    base: BTreeMap<usize, u32>,
    waiting: Vec<Said>,
    refused: Vec<Said>,
}

impl Model {
    fn says(&self, leave: usize) -> Option<u32> {
        let own = self.waiting.iter().rev().find(|said| said.leave == leave);
        own.map(|said| said.word)
            .or_else(|| self.base.get(&leave).copied())
    }
}

fn saying(leave: &Leave, word: u32) -> Leave {
    Leave {
        reason: word.to_string(),
        ..leave.clone()
    }
}

fn take(said: &mut Vec<Said>, index: usize) -> Option<Said> {
    (!said.is_empty()).then(|| said.remove(index % said.len()))
}

fn run(phone: &Phone, leaves: &[Leave], model: &mut Model, step: Step) {
    let store = &phone.store;
    match step {
        Step::Act(leave, word) => {
            let operation = phone.ask(&saying(&leaves[leave], word));
            model.waiting.push(Said {
                operation,
                leave,
                word,
                overtaken: false,
            });
        }
        Step::Pull(leave, word) => {
            phone.pull_leave(&saying(&leaves[leave], word));
            model.base.insert(leave, word);
            for said in model.waiting.iter_mut().filter(|said| said.leave == leave) {
                said.overtaken = true;
            }
        }
        Step::Settle(index) => {
            if let Some(said) = take(&mut model.waiting, index) {
                store.settle(said.operation, &receipt(said.operation)).unwrap();
                if !said.overtaken {
                    model.base.insert(said.leave, said.word);
                }
            }
        }
        Step::Refuse(index) => {
            if let Some(said) = take(&mut model.waiting, index) {
                store
                    .refuse(said.operation, &Problem::new(ProblemKind::Conflict))
                    .unwrap();
                model.refused.push(said);
            }
        }
        Step::Retry(index) => {
            if let Some(said) = take(&mut model.refused, index) {
                let leave = saying(&leaves[said.leave], said.word);
                store
                    .retry(said.operation, &[Effect::Put(Record::Leave { leave })], None)
                    .unwrap();
                model.waiting.push(Said {
                    overtaken: false,
                    ..said
                });
            }
        }
        Step::Discard(index) => {
            if let Some(said) = take(&mut model.refused, index) {
                store.drop_refused(said.operation).unwrap();
            }
        }
        Step::PutBack => {
            let waiting: Vec<OperationId> = model.waiting.iter().map(|said| said.operation).collect();
            store.mark_sending(&waiting, true).unwrap();
            store.mark_sending(&waiting, false).unwrap();
        }
    }
}

fn stands(phone: &Phone, leave: LeaveId) -> Option<u32> {
    match phone.store.record(RecordId(leave.0)).unwrap()? {
        Record::Leave { leave } => Some(leave.reason.parse().unwrap()),
        other => panic!("{other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn standing_records_are_those_of_the_model(steps in steps()) {
        let phone = phone();
        let leaves: Vec<Leave> = (0..LEAVES).map(|day| phone.leave(&format!("2025-12-1{day}"))).collect();
        let mut model = Model::default();
        for step in steps {
            run(&phone, &leaves, &mut model, step.clone());
            for (index, leave) in leaves.iter().enumerate() {
                prop_assert_eq!(stands(&phone, leave.id), model.says(index), "after {:?}", step);
            }
            let counts = (model.waiting.len() as u32, model.refused.len() as u32);
            prop_assert_eq!(phone.store.outbox_counts().unwrap(), counts);
            let mut refused: Vec<_> = phone.store.refusals().unwrap().iter().map(|it| it.operation.id).collect();
            let mut expected: Vec<_> = model.refused.iter().map(|said| said.operation).collect();
            refused.sort();
            expected.sort();
            prop_assert_eq!(refused, expected);
        }
    }
}
