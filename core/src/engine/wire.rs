//! Engine messages as bytes, for hosts where the engine lives in another address space. The bytes do not describe themselves:
//! both sides are of one build, whose `app/web/boot.js` names them together.

use borsh::{BorshDeserialize, BorshSerialize};

/// The bytes do not hold such a message: interface and engine are of different versions.
#[derive(Debug, thiserror::Error)]
#[error("engine message: {0}")]
pub struct WireFault(#[from] borsh::io::Error);

/// A message as bytes.
///
/// # Errors
/// If the message cannot be written: a number in it is none.
pub fn to_bytes<T: BorshSerialize>(message: &T) -> Result<Vec<u8>, WireFault> {
    // A buffer that grows is copied each time, and a photo has megabytes.
    let mut bytes = Vec::with_capacity(borsh::object_length(message)?);
    message.serialize(&mut bytes)?;
    Ok(bytes)
}

/// A message from bytes.
///
/// # Errors
/// If they hold no such message.
pub fn from_bytes<T: BorshDeserialize>(bytes: &[u8]) -> Result<T, WireFault> {
    Ok(borsh::from_slice(bytes)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        engine::{
            Act, Change, Command, Deed, Delivery, Fault, Left, Preview, ReactionsLeft, Refusal, Reply,
            SaveDraft,
        },
        model::{
            Action, AppealId, Datum, Entry, EntryKey, Evidence, LeaveId, MomentId, OperationId, PersonId,
            Place, Points, Provider, Receipt, Rule, Standing, Timestamp,
        },
        protocol::ProblemKind,
        rules::score::Difference,
    };

    #[test]
    fn messages_survive() {
        let at = Timestamp(1_700_000_000_000);
        let draft = MomentId::new(at);
        let place = Place {
            latitude: 25.17,
            longitude: 106.09,
            accuracy_m: 12.5,
            age_ms: 3,
            taken_at: None,
            provider: Provider::Fused,
            mock: None,
            datum: Datum::Wgs84,
        };
        let command = Command::SaveDraft(SaveDraft {
            draft,
            text: "雨".into(),
            place: Some(place.clone()),
        });
        let Command::SaveDraft(back) = from_bytes(&to_bytes(&command).unwrap()).unwrap() else {
            panic!()
        };
        assert_eq!(
            (back.draft, back.text.as_str(), back.place),
            (draft, "雨", Some(place))
        );

        let receipt = Receipt {
            operation: OperationId::new(at),
            sequence: 1,
            received_at: at,
            proof: None,
        };
        let change = Change::Delivery(draft.0, Delivery::Received(receipt));
        assert_eq!(from_bytes::<Change>(&to_bytes(&change).unwrap()).unwrap(), change);

        let answer: Result<Reply, Fault> = Err(Fault::Refused(ProblemKind::WrongCode.into()));
        let back: Result<Reply, Fault> = from_bytes(&to_bytes(&answer).unwrap()).unwrap();
        assert_eq!(back.unwrap_err(), Fault::Refused(ProblemKind::WrongCode.into()));
    }

    #[test]
    fn what_pages_ask_and_hear_survives() {
        let at = Timestamp(1_700_000_000_000);
        let entry = Entry {
            key: EntryKey {
                day: "2026-09-01".parse().unwrap(),
                rule: Rule::Liked,
                evidence: Evidence::Reaction {
                    moment: MomentId::new(at).0,
                    giver: PersonId::new(at).0,
                },
            },
            points: Points(150),
            policy: 3,
            standing: Standing::Frozen {
                appeal: AppealId::new(at),
            },
        };
        let preview = Preview {
            difference: Difference {
                come: vec![entry],
                go: vec![],
                points: Points(150),
            },
            granted: None,
            refused: Some(ProblemKind::Forbidden.into()),
            worth: Some(Points(50)),
            left: ReactionsLeft {
                likes: Some(Left { left: 2, of: 6 }),
                dislikes: None,
            },
            later: None,
        };
        let Reply::Preview(back) = from_bytes(&to_bytes(&Reply::Preview(preview.clone())).unwrap()).unwrap()
        else {
            panic!()
        };
        assert_eq!(back, preview);

        let deed = Deed::FileAppeal {
            entry: entry.key,
            reason: "当天在村里".into(),
        };
        let Command::Act(back) = from_bytes(&to_bytes(&Command::Act(Act(deed.clone()))).unwrap()).unwrap()
        else {
            panic!()
        };
        assert_eq!(back, Act(deed));

        let refusal = Refusal {
            operation: OperationId::new(at),
            at,
            action: Action::DecideLeave {
                leave: LeaveId::new(at),
                granted: false,
                reason: "缺人".into(),
            },
            words: String::new(),
            person: None,
            unit: None,
            problem: ProblemKind::Conflict.into(),
            stands: None,
        };
        let reply = Reply::Refusals(vec![refusal.clone()]);
        let Reply::Refusals(back) = from_bytes(&to_bytes(&reply).unwrap()).unwrap() else {
            panic!()
        };
        assert_eq!(back, [refusal]);
    }
}
