//! `response → next state`, in one place.

use crate::{
    engine::Trouble,
    http::CallFault,
    model::Receipt,
    protocol::{Outcome, Problem, ProblemKind},
};

/// What to do with an operation, or a file, after an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// It is on the record.
    Done(Receipt),
    /// It stays queued; try later.
    Later(Trouble),
    /// It stays queued; get a new token first.
    NewToken,
    /// It stays queued; the server no longer has a file that it names.
    SendFilesAgain,
    /// It stays queued; this device may not send any more.
    SessionEnded(Problem),
    /// It will not be taken as it is; the person decides.
    Refused(Problem),
}

/// What the server's word on one operation means.
#[must_use]
pub fn of_outcome(outcome: &Outcome) -> Next {
    match outcome {
        Outcome::Accepted { receipt } | Outcome::Duplicate { receipt } => Next::Done(receipt.clone()),
        Outcome::Refused { problem, .. } => of_problem(problem),
    }
}

/// What a failed call means for everything that it carried.
#[must_use]
pub fn of_fault(fault: &CallFault) -> Next {
    match fault {
        CallFault::Trouble(trouble) => Next::Later(*trouble),
        CallFault::Problem(problem) => of_problem(problem),
    }
}

fn of_problem(problem: &Problem) -> Next {
    match problem.kind {
        ProblemKind::Unauthorised => Next::NewToken,
        ProblemKind::DeviceRevoked => Next::SessionEnded(problem.clone()),
        ProblemKind::MediaMissing => Next::SendFilesAgain,
        ProblemKind::TooManyRequests => Next::Later(Trouble::Busy {
            seconds: problem.retry_after.unwrap_or(30),
        }),
        // Whatever the rules refuse, waiting does not mend.
        _ if problem.is_final() => Next::Refused(problem.clone()),
        _ => Next::Later(Trouble::ServerFailed {
            status: problem.status,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{OperationId, Timestamp};

    #[test]
    fn accepted_and_duplicate_are_both_done() {
        let at = Timestamp(1_700_000_000_000);
        let receipt = Receipt {
            operation: OperationId::new(at),
            sequence: 7,
            received_at: at,
            proof: None,
        };
        assert_eq!(
            of_outcome(&Outcome::Accepted {
                receipt: receipt.clone()
            }),
            Next::Done(receipt.clone())
        );
        assert_eq!(
            of_outcome(&Outcome::Duplicate {
                receipt: receipt.clone()
            }),
            Next::Done(receipt)
        );
    }

    #[test]
    fn only_a_refusal_that_waiting_cannot_mend_is_final() {
        for kind in ProblemKind::ALL {
            let problem = Problem::new(*kind);
            let next = of_outcome(&Outcome::Refused {
                operation: None,
                problem: problem.clone(),
            });
            assert_eq!(
                next,
                of_fault(&CallFault::Problem(problem.clone())),
                "one meaning wherever it stands"
            );
            let final_word = matches!(next, Next::Refused(_));
            let can_mend = matches!(
                kind,
                ProblemKind::Unauthorised
                    | ProblemKind::DeviceRevoked
                    | ProblemKind::MediaMissing
                    | ProblemKind::TooManyRequests
                    | ProblemKind::Internal
                    | ProblemKind::Unavailable
            );
            assert_eq!(final_word, !can_mend, "{kind:?}");
        }
    }

    /// Every status, with every type of content, over a whole answer, every cut of it, a portal's page and nothing.
    #[test]
    fn no_answer_but_the_servers_own_and_whole_settles_or_refuses_anything() {
        use crate::http::{Answer, Expect, body, read};
        use crate::protocol::PushReply;

        let at = Timestamp(1_700_000_000_000);
        let outcome = Outcome::Accepted {
            receipt: Receipt {
                operation: OperationId::new(at),
                sequence: 7,
                received_at: at,
                proof: None,
            },
        };
        let reply = PushReply {
            outcomes: vec![outcome],
        };
        let good = serde_json::to_vec(&reply).unwrap();
        let problems = [
            ProblemKind::Invalid,
            ProblemKind::DeviceRevoked,
            ProblemKind::MediaMissing,
            ProblemKind::Unauthorised,
        ];
        let problems = problems.map(|kind| serde_json::to_vec(&Problem::new(kind)).unwrap());
        let page = b"<!DOCTYPE html><html><body>Wi-Fi</body></html>".to_vec();
        let whole = problems.iter().chain([&good, &page]);
        let bodies: Vec<Vec<u8>> = whole
            .flat_map(|body| (0..=body.len()).map(|end| body[..end].to_vec()))
            .collect();
        let types = [
            "",
            "text/html",
            "text/plain",
            "application/json",
            "application/problem+json",
            "application/octet-stream",
        ];
        for status in 100..=599 {
            for content_type in types {
                for bytes in &bodies {
                    let answer = Answer {
                        status,
                        content_type: content_type.into(),
                        tus: false,
                        retry_after: None,
                        body: bytes.clone(),
                    };
                    let ours = content_type == "application/problem+json" && problems.contains(bytes);
                    match read(answer, Expect::Json).and_then(|answer| body::<PushReply>(&answer)) {
                        Ok(read) => assert!(
                            read == reply && (200..300).contains(&status) && content_type == types[3],
                            "{status} {content_type}"
                        ),
                        Err(fault) => {
                            let later = matches!(of_fault(&fault), Next::Later(_));
                            assert_eq!(later, !ours, "{status} {content_type}: {fault:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_kind_of_a_newer_server_is_read_and_goes_by_its_status() {
        let read = |status: u16| -> Outcome {
            let text = format!(
                r#"{{"outcome":"refused","operation":null,
                    "problem":{{"type":"/problems/of-tomorrow","title":"t","status":{status}}}}}"#
            );
            serde_json::from_str(&text).unwrap()
        };
        assert!(matches!(of_outcome(&read(422)), Next::Refused(problem) if problem.status == 422));
        assert!(matches!(of_outcome(&read(503)), Next::Later(_)));
    }

    #[test]
    fn trouble_on_the_way_never_refuses() {
        for trouble in [
            Trouble::Unreachable,
            Trouble::Slow,
            Trouble::NotOurServer,
            Trouble::ServerFailed { status: 502 },
            Trouble::TooLargeForTheWay,
            Trouble::Busy { seconds: 3 },
        ] {
            assert_eq!(of_fault(&CallFault::Trouble(trouble)), Next::Later(trouble));
        }
    }
}
