//! The chain of the record: each operation's link is made of the link before and of everything that the server took in
//! with it, so that nothing of it can be changed, removed, put in or moved without breaking every link after. The words
//! themselves go in by their digest: they can be deleted when their time is over, and the chain still holds.

use crate::model::{DeviceId, PersonId, Receipt, Sha256, Timestamp};

/// The link before the first operation.
pub const ROOT: Sha256 = Sha256([0; 32]);

/// Sets links apart from everything else that is hashed here; the number grows with their form.
const LABEL: &[u8] = b"jishi record 1\n";

/// What the server took in with one operation.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Its receipt; of it the sequence, the operation and the time.
    pub receipt: &'a Receipt,
    /// Who did it.
    pub person: PersonId,
    /// On which device.
    pub device: DeviceId,
    /// SHA-256 of the bytes as signed.
    pub digest: Sha256,
    /// The device's signature.
    pub signature: &'a [u8],
}

/// The link of an entry: SHA-256 over the link before, then sequence (8 bytes), operation, person, device (16 each), digest
/// (32), time of receipt (8), and the SHA-256 of the signature; numbers big-endian.
#[must_use]
pub fn link(before: Sha256, entry: &Entry<'_>) -> Sha256 {
    let Entry {
        receipt,
        person,
        device,
        digest,
        signature,
    } = *entry;
    let parts: [&[u8]; 9] = [
        LABEL,
        &before.0,
        &receipt.sequence.to_be_bytes(),
        receipt.operation.0.as_bytes(),
        person.0.as_bytes(),
        device.0.as_bytes(),
        &digest.0,
        &receipt.received_at.0.to_be_bytes(),
        &Sha256::of(signature).0,
    ];
    Sha256::of(&parts.concat())
}

/// What the server signs of a receipt: its link, which stands for it and for all before.
#[must_use]
pub fn receipt_message(chain: Sha256) -> Vec<u8> {
    [b"jishi receipt\n".as_slice(), &chain.0].concat()
}

/// What the server signs when it takes the place out of an operation because its time is over: which operation (sequence,
/// digest of the bytes as they were signed), what is left (digest of those bytes) and when; numbers 8 bytes, big-endian.
#[must_use]
pub fn retired_message(sequence: u64, digest: Sha256, left: Sha256, at: Timestamp) -> Vec<u8> {
    let parts: [&[u8]; 5] = [
        b"jishi retired place\n",
        &sequence.to_be_bytes(),
        &digest.0,
        &left.0,
        &at.0.to_be_bytes(),
    ];
    parts.concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::OperationId;
    use proptest::prelude::*;
    use uuid::Uuid;

    #[derive(Clone, Debug, PartialEq)]
    struct Row {
        receipt: Receipt,
        person: PersonId,
        device: DeviceId,
        digest: Sha256,
        signature: Vec<u8>,
    }

    impl Row {
        fn link(&self, before: Sha256) -> Sha256 {
            link(
                before,
                &Entry {
                    receipt: &self.receipt,
                    person: self.person,
                    device: self.device,
                    digest: self.digest,
                    signature: &self.signature,
                },
            )
        }
    }

    fn rows() -> impl Strategy<Value = Row> {
        let ids = any::<[u128; 3]>();
        (ids, 1..9_u64, any::<i64>(), any::<[u8; 2]>()).prop_map(
            |(ids, sequence, at, [digest, signature])| {
                let [operation, person, device] = ids.map(Uuid::from_u128);
                Row {
                    receipt: Receipt {
                        operation: OperationId(operation),
                        sequence,
                        received_at: Timestamp(at),
                        proof: None,
                    },
                    person: PersonId(person),
                    device: DeviceId(device),
                    digest: Sha256::of(&[digest]),
                    signature: vec![signature],
                }
            },
        )
    }

    proptest! {
        #[test]
        fn rows_that_differ_anywhere_have_other_links(one in rows(), other in rows(), field in 0..7_usize) {
            let mut mixed = one.clone();
            match field {
                0 => mixed.receipt.operation = other.receipt.operation,
                1 => mixed.receipt.sequence = other.receipt.sequence,
                2 => mixed.receipt.received_at = other.receipt.received_at,
                3 => mixed.person = other.person,
                4 => mixed.device = other.device,
                5 => mixed.digest = other.digest,
                _ => mixed.signature = other.signature,
            }
            prop_assert_eq!(mixed == one, mixed.link(ROOT) == one.link(ROOT));
            prop_assert_ne!(one.link(ROOT), one.link(one.link(ROOT)));
        }
    }
}
