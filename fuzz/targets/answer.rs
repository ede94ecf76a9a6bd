//! What a device makes of an answer, whoever gave it: our server, a portal, half of either.
#![no_main]

use std::fmt::Debug;

use jishi_core::{
    http::{Answer, CallFault, Expect, body, read},
    protocol::{
        AccessToken, Challenge, Enrolled, LearningOverview, PersonScore, PullPage, PushReply, Ranking,
        UnitDay,
    },
};
use serde::{Serialize, de::DeserializeOwned};

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz(data));

fn fuzz(data: &[u8]) {
    let Some((&[head, status], rest)) = data.split_first_chunk::<2>() else {
        return;
    };
    let types = [
        "application/json",
        "application/problem+json",
        "text/html",
        "image/jpeg",
        "",
    ];
    let answer = Answer {
        status: 100 + u16::from(status) * 2,
        content_type: types[usize::from(head & 127) % types.len()].into(),
        tus: head & 128 != 0,
        retry_after: None,
        body: rest.to_vec(),
    };
    for expect in [Expect::Json, Expect::Tus, Expect::Picture, Expect::File] {
        match read(answer.clone(), expect) {
            Ok(taken) => {
                assert!((200..300).contains(&taken.status));
                assert_eq!(taken, answer, "a success is handed on as it came");
            }
            // Nothing on the way can refuse: only our server writes problems, and only it signs as tus.
            Err(CallFault::Problem(_)) => {
                assert!(answer.content_type == "application/problem+json" || answer.tus);
            }
            Err(CallFault::Trouble(_)) => {}
        }
    }
    kept::<PullPage>(&answer);
    kept::<PushReply>(&answer);
    kept::<Enrolled>(&answer);
    kept::<Challenge>(&answer);
    kept::<AccessToken>(&answer);
    kept::<UnitDay>(&answer);
    kept::<PersonScore>(&answer);
    kept::<Ranking>(&answer);
    kept::<LearningOverview>(&answer);
}

/// What was understood says the same when it is written and read again.
fn kept<T: DeserializeOwned + Serialize + PartialEq + Debug>(answer: &Answer) {
    let Ok(understood) = body::<T>(answer) else {
        return;
    };
    let text = serde_json::to_vec(&understood).expect("what was read can be written");
    let again: T = serde_json::from_slice(&text).expect("and read again");
    assert_eq!(again, understood);
}
