//! What an HTTP answer is: the server's word, or something else on the way. Pure.

use serde::de::DeserializeOwned;

use crate::{
    engine::Trouble,
    protocol::{Problem, ProblemKind},
};

/// Why a call did not do what it was for.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CallFault {
    /// It did not get through; nothing is known to have happened.
    #[error("{0}")]
    Trouble(Trouble),
    /// The server refused.
    #[error("{0}")]
    Problem(Problem),
}

impl From<CallFault> for crate::engine::Fault {
    fn from(fault: CallFault) -> Self {
        match fault {
            CallFault::Trouble(trouble) => Self::Trouble(trouble),
            CallFault::Problem(problem) => Self::Refused(problem),
        }
    }
}

/// What came back, as far as it decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// `Content-Type` without parameters, lower case; empty if there is none.
    pub content_type: String,
    /// Whether a tus server signed the answer with `Tus-Resumable: 1.0.0`.
    pub tus: bool,
    /// `Retry-After` in seconds.
    pub retry_after: Option<u32>,
    /// The body.
    pub body: Vec<u8>,
}

/// By what an answer shows that it is our server's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// A JSON body.
    Json,
    /// The header of a tus server.
    Tus,
    /// A smaller size of a photo.
    Picture,
    /// A file that its digest proves.
    File,
}

/// Whether the answer is the server's success: its body then holds what was asked for.
///
/// # Errors
/// A problem that the server told, or the trouble that the answer is a sign of.
pub fn read(answer: Answer, expect: Expect) -> Result<Answer, CallFault> {
    let trouble = |trouble| Err(CallFault::Trouble(trouble));
    if answer.content_type == "application/problem+json" {
        let mut problem: Problem = body(&answer)?;
        problem.retry_after = problem.retry_after.or(answer.retry_after);
        return Err(CallFault::Problem(problem));
    }
    match answer.status {
        200..=299 => {
            let ours = match expect {
                Expect::Json => answer.content_type == "application/json",
                Expect::Tus => answer.tus,
                Expect::Picture => answer.content_type.starts_with("image/"),
                Expect::File => true,
            };
            if ours {
                Ok(answer)
            } else {
                trouble(Trouble::NotOurServer)
            }
        }
        // A HEAD request has no body to hold a problem.
        401 if answer.tus => Err(CallFault::Problem(ProblemKind::Unauthorised.into())),
        404 | 410 if answer.tus => Err(CallFault::Problem(ProblemKind::NotFound.into())),
        413 => trouble(Trouble::TooLargeForTheWay),
        429 => trouble(Trouble::Busy {
            seconds: answer.retry_after.unwrap_or(30),
        }),
        500..=599 => trouble(Trouble::ServerFailed {
            status: answer.status,
        }),
        _ => trouble(Trouble::NotOurServer),
    }
}

/// The JSON body of a success.
///
/// # Errors
/// If the body is not what the protocol says: then it was not our server that answered.
pub fn body<T: DeserializeOwned>(answer: &Answer) -> Result<T, CallFault> {
    // As text, as the store reads it: of the code that reads a type from bytes a phone would have a second copy.
    let text = std::str::from_utf8(&answer.body).ok();
    text.and_then(|text| serde_json::from_str(text).ok())
        .ok_or(CallFault::Trouble(Trouble::NotOurServer))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Challenge;

    fn answer(status: u16, content_type: &str, body: &str) -> Answer {
        Answer {
            status,
            content_type: content_type.into(),
            tus: false,
            retry_after: None,
            body: body.as_bytes().to_vec(),
        }
    }

    fn trouble_of(answer: Answer, expect: Expect) -> Option<Trouble> {
        match read(answer, expect).and_then(|answer| body::<Challenge>(&answer)) {
            Err(CallFault::Trouble(trouble)) => Some(trouble),
            _ => None,
        }
    }

    #[test]
    fn a_success_is_read() {
        let good = answer(200, "application/json", r#"{"challenge":"x"}"#);
        let read: Challenge = read(good, Expect::Json).and_then(|good| body(&good)).unwrap();
        assert_eq!(read.challenge, "x");
    }

    #[test]
    fn whatever_stands_in_between_is_trouble_and_not_success() {
        let html = "<html>Please sign in</html>";
        let table = [
            (answer(200, "text/html", html), Trouble::NotOurServer),
            (answer(200, "application/json", html), Trouble::NotOurServer),
            (answer(200, "application/json", ""), Trouble::NotOurServer),
            (
                answer(200, "application/json", r#"{"ok":true}"#),
                Trouble::NotOurServer,
            ),
            (answer(200, "", ""), Trouble::NotOurServer),
            (answer(204, "", ""), Trouble::NotOurServer),
            (answer(302, "text/html", ""), Trouble::NotOurServer),
            (answer(403, "text/html", html), Trouble::NotOurServer),
            (answer(404, "text/html", html), Trouble::NotOurServer),
            (answer(413, "text/html", html), Trouble::TooLargeForTheWay),
            (
                answer(500, "text/html", html),
                Trouble::ServerFailed { status: 500 },
            ),
            (
                answer(502, "text/html", html),
                Trouble::ServerFailed { status: 502 },
            ),
            (answer(503, "", ""), Trouble::ServerFailed { status: 503 }),
            (answer(429, "text/plain", ""), Trouble::Busy { seconds: 30 }),
            (
                answer(403, "application/problem+json", html),
                Trouble::NotOurServer,
            ),
        ];
        for (given, expected) in table {
            assert_eq!(
                trouble_of(given.clone(), Expect::Json),
                Some(expected),
                "{given:?}"
            );
        }
    }

    #[test]
    fn every_problem_comes_back_typed() {
        for kind in ProblemKind::ALL {
            let text = serde_json::to_string(&Problem::new(*kind)).unwrap();
            let given = answer(kind.status(), "application/problem+json", &text);
            assert_eq!(
                read(given, Expect::Tus),
                Err(CallFault::Problem(Problem::new(*kind)))
            );
        }
    }

    #[test]
    fn a_portal_does_not_pass_for_an_upload_or_a_photo() {
        let portal = answer(200, "text/html", "<html>");
        for expect in [Expect::Tus, Expect::Picture] {
            assert_eq!(
                read(portal.clone(), expect),
                Err(CallFault::Trouble(Trouble::NotOurServer)),
                "{expect:?}"
            );
        }
    }
}
