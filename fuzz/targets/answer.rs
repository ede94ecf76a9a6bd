//! What a device makes of an answer, whoever gave it: our server, a portal, half of either.
#![no_main]

use jishi_core::{
    http::{Answer, Expect, body, read},
    protocol::{AccessToken, Enrolled, PullPage, PushReply, Upload},
};

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz(data));

fn fuzz(data: &[u8]) {
    let Some((&[head, status], rest)) = data.split_first_chunk::<2>().map(|(a, b)| (a, b)) else {
        return;
    };
    let types = ["application/json", "application/problem+json", "text/html", "image/jpeg", ""];
    let answer = Answer {
        status: 100 + u16::from(status) * 2,
        content_type: types[usize::from(head) % types.len()].into(),
        tus: head & 128 != 0,
        retry_after: None,
        body: rest.to_vec(),
    };
    for expect in [Expect::Json, Expect::Tus, Expect::Picture, Expect::File] {
        let _ = read(answer.clone(), expect);
    }
    let _ = (body::<PullPage>(&answer), body::<PushReply>(&answer), body::<Upload>(&answer));
    let _ = (body::<Enrolled>(&answer), body::<AccessToken>(&answer));
}
