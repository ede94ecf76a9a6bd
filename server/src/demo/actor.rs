//! Somebody of the demo with a device of their own.

use jishi_core::model::{Action, ClockEvidence, Operation, OperationId, Person, Sha256, Timestamp};
use jishi_core::protocol::{
    EnrolRequest, NewUpload, Outcome, Problem, Protocol as _, PushRequest, SignedOperation,
};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::value::RawValue;

use crate::secret::{random, to_text};
use crate::service::{Caller, Service, fail};

/// A person with an enrolled device.
pub(super) struct Actor {
    pub(super) caller: Caller,
    key: SigningKey,
}

/// A key for a phone. Nearly every 32 bytes are one; the few that are none are an error here, not a loop.
pub(super) fn new_key() -> Result<SigningKey, Problem> {
    SigningKey::from_slice(&random::<32>().map_err(fail)?).map_err(fail)
}

impl Actor {
    pub(super) async fn enrol(service: &Service, person: &Person) -> Result<Self, Problem> {
        let key = new_key()?;
        let code = service.issue_code(person.id).await?.code;
        let public_key = to_text(key.verifying_key().to_encoded_point(true).as_bytes());
        let request = EnrolRequest {
            code,
            public_key,
            device_name: "demo".into(),
        };
        let enrolled = service.enrol(request).await?;
        let device = service.storage().device(enrolled.device).await.map_err(fail)?;
        let device = device.ok_or_else(|| fail("the device was not bound"))?;
        Ok(Self {
            caller: Caller {
                person: person.clone(),
                device,
            },
            key,
        })
    }

    /// Sends a file, unless the server has it.
    pub(super) async fn send(&self, service: &Service, file: Vec<u8>) -> Result<(), Problem> {
        let announced = NewUpload {
            length: file.len() as u64,
            sha256: Some(Sha256::of(&file)),
        };
        let upload = service.create_upload(&self.caller, announced).await?;
        if upload.offset < upload.length {
            service.append_upload(&self.caller, upload.id, 0, file).await?;
        }
        Ok(())
    }

    /// Does one thing, and insists that it is accepted.
    pub(super) async fn act(&self, service: &Service, action: Action, at: Timestamp) -> Result<(), Problem> {
        let operation = Operation {
            id: OperationId::new(at),
            person: self.caller.person.id,
            device: self.caller.device.id,
            action,
            clock: ClockEvidence {
                wall: at,
                monotonic_ms: 0,
                boot: "demo".into(),
                anchor: None,
                heard: None,
            },
        };
        let text = serde_json::to_string(&operation).map_err(fail)?;
        let signature: Signature = self.key.sign(text.as_bytes());
        let signed = SignedOperation {
            operation: RawValue::from_string(text).map_err(fail)?,
            signature: to_text(&signature.to_bytes()),
            attempt: 0,
        };
        let reply = service
            .push(
                &self.caller,
                PushRequest {
                    clock: None,
                    operations: vec![signed],
                },
            )
            .await?;
        match reply.outcomes.into_iter().next() {
            Some(Outcome::Refused { problem, .. }) => Err(problem),
            _ => Ok(()),
        }
    }
}
