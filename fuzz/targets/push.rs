//! A pushed batch, and the operations in it.
#![no_main]

use jishi_core::{
    model::{Action, Operation, check_text, clean_text},
    protocol::PushRequest,
};

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz(data));

fn fuzz(data: &[u8]) {
    if let Ok(request) = serde_json::from_slice::<PushRequest>(data) {
        // The signed bytes are the text to the letter: it must survive being sent.
        let text = serde_json::to_string(&request).expect("what was read can be written");
        let sent: PushRequest = serde_json::from_str(&text).expect("and read again");
        for (signed, sent) in request.operations.iter().zip(&sent.operations) {
            assert_eq!(signed.operation.get(), sent.operation.get());
            operation(signed.operation.get().as_bytes());
        }
    }
    operation(data);
}

fn operation(bytes: &[u8]) {
    let Ok(operation) = serde_json::from_slice::<Operation>(bytes) else {
        return;
    };
    if let Action::PostMoment { moment } = &operation.action {
        let _ = moment.check();
        let clean = clean_text(&moment.text);
        assert_eq!(clean_text(&clean), clean);
        let short: String = clean.chars().take(100).collect();
        assert_eq!(check_text(&short), Ok(()), "what was cleaned can be sent");
    }
    let text = serde_json::to_string(&operation).expect("what was read can be written");
    let again: Operation = serde_json::from_str(&text).expect("and read again");
    assert_eq!(again, operation);
}
