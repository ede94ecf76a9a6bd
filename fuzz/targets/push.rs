//! A pushed batch, and the operations in it.
#![no_main]

use jishi_core::{
    model::{Action, Operation},
    protocol::PushRequest,
};

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz(data));

fn fuzz(data: &[u8]) {
    if let Ok(request) = serde_json::from_slice::<PushRequest>(data) {
        for signed in &request.operations {
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
    }
    let text = serde_json::to_string(&operation).expect("what was read can be written");
    let again: Operation = serde_json::from_str(&text).expect("and read again");
    assert_eq!(serde_json::to_string(&again).expect("and written"), text);
}
