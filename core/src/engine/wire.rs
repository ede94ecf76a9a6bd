//! Engine messages as bytes, for hosts where the engine lives in another address space. The bytes do not describe themselves:
//! both sides are of one build, whose `app/web/boot.js` names them together.
//!
//! The engine reads any [`Command`](super::Command) and writes any [`Reply`](super::Reply). Who asks writes one question and reads
//! one answer, in the same bytes: so the interface holds code for what it asks, not for all that could be asked.

use borsh::{BorshDeserialize, BorshSerialize, io};

use super::{Ask, Fault};

/// The bytes do not hold such a message: interface and engine are of different versions.
#[derive(Debug, thiserror::Error)]
#[error("engine message: {0}")]
pub struct WireFault(#[from] io::Error);

/// A message as bytes.
///
/// # Errors
/// If the message cannot be written: a number in it is none.
pub fn to_bytes<T: BorshSerialize>(message: &T) -> Result<Vec<u8>, WireFault> {
    Ok(borsh::to_vec(message)?)
}

/// A message from bytes.
///
/// # Errors
/// If they hold no such message.
pub fn from_bytes<T: BorshDeserialize>(bytes: &[u8]) -> Result<T, WireFault> {
    Ok(borsh::from_slice(bytes)?)
}

/// The bytes of the [`Command`](super::Command) that a question becomes.
///
/// # Errors
/// If it cannot be written: a number in it is none.
pub fn question_to_bytes<A: Ask>(question: &A) -> Result<Vec<u8>, WireFault> {
    to_bytes(&(A::TAG, question))
}

/// Puts a file's bytes where a command of [`question_to_bytes`] ends in none.
///
/// # Errors
/// If it ends otherwise.
pub fn put_file(command: &mut Vec<u8>, size: usize, read: impl FnOnce(&mut [u8])) -> Result<(), WireFault> {
    let empty = to_bytes(&Vec::<u8>::new())?;
    let length = u32::try_from(size).map_err(|_| io::Error::from(io::ErrorKind::FileTooLarge))?;
    if !command.ends_with(&empty) {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "a command without a file").into());
    }
    command.truncate(command.len() - empty.len());
    command.reserve_exact(empty.len() + size);
    command.extend(to_bytes(&length)?);
    let at = command.len();
    command.resize(at + size, 0);
    read(&mut command[at..]);
    Ok(())
}

/// What was answered to such a question, from the bytes of a `Result<Reply, Fault>`.
///
/// # Errors
/// If they hold something else, another question's answer among it.
pub fn answer_from_bytes<A: Ask>(bytes: &[u8]) -> Result<Result<A::Answer, Fault>, WireFault> {
    let answer: Result<AnswerTo<A>, Fault> = from_bytes(bytes)?;
    Ok(answer.map(|answer| answer.0))
}

/// The one variant of a [`Reply`](super::Reply) that answers `A`.
struct AnswerTo<A: Ask>(A::Answer);

impl<A: Ask> BorshDeserialize for AnswerTo<A> {
    fn deserialize_reader<R: io::Read>(reader: &mut R) -> io::Result<Self> {
        if u8::deserialize_reader(reader)? != A::TAG {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "an answer to something else",
            ));
        }
        A::Answer::deserialize_reader(reader).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        engine::{
            Act, AttachFile, AttachPhoto, Change, Command, Deed, Delivery, Fault, GetUtcOffset, Left,
            Preview, ReactionsLeft, Refusal, Reply, SaveDraft,
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
    fn a_question_alone_is_its_command_and_an_answer_alone_is_taken_from_its_reply() {
        let draft = MomentId::new(Timestamp(1_700_000_000_000));
        let question = SaveDraft {
            draft,
            text: "雨".into(),
            place: None,
        };
        let alone = question_to_bytes(&question).unwrap();
        assert_eq!(alone, to_bytes(&Command::from(question)).unwrap());
        let read = GetUtcOffset;
        assert_eq!(
            question_to_bytes(&read).unwrap(),
            to_bytes(&Command::from(read)).unwrap()
        );

        let reply: Result<Reply, Fault> = Ok(Reply::UtcOffset(480));
        let bytes = to_bytes(&reply).unwrap();
        assert_eq!(answer_from_bytes::<GetUtcOffset>(&bytes).unwrap(), Ok(480));
        assert!(
            answer_from_bytes::<SaveDraft>(&bytes).is_err(),
            "another question's answer"
        );
        assert!(
            answer_from_bytes::<GetUtcOffset>(&bytes[..bytes.len() - 1]).is_err(),
            "cut off"
        );
        let longer = [&bytes[..], &[0]].concat();
        assert!(
            answer_from_bytes::<GetUtcOffset>(&longer).is_err(),
            "more than an answer"
        );

        let refused: Result<Reply, Fault> = Err(Fault::OtherTab);
        let bytes = to_bytes(&refused).unwrap();
        assert_eq!(
            answer_from_bytes::<GetUtcOffset>(&bytes).unwrap(),
            Err(Fault::OtherTab)
        );
    }

    #[test]
    fn a_file_is_put_into_its_question_later() {
        let draft = MomentId::new(Timestamp(1_700_000_000_000));
        let of = |bytes: &[u8]| AttachFile {
            draft,
            name: "记录.pdf".into(),
            bytes: bytes.to_vec(),
        };
        let mut command = question_to_bytes(&of(b"")).unwrap();
        put_file(&mut command, 4, |place| place.copy_from_slice(b"%PDF")).unwrap();
        assert_eq!(command, question_to_bytes(&of(b"%PDF")).unwrap());
        assert!(put_file(&mut command, 1, |_| {}).is_err(), "there is one already");

        let of = |bytes: &[u8]| AttachPhoto {
            draft,
            bytes: bytes.to_vec(),
        };
        let mut command = question_to_bytes(&of(b"")).unwrap();
        put_file(&mut command, 4, |place| place.copy_from_slice(b"GIF8")).unwrap();
        assert_eq!(command, question_to_bytes(&of(b"GIF8")).unwrap());
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
