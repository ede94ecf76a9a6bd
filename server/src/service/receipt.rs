//! Receipts: the server's signed word on what is on the record, which it cannot take back.

use ed25519_dalek::{Signer as _, SigningKey};
use jishi_core::model::{Proof, Receipt, Sha256, Timestamp};
use jishi_core::rules::audit::{receipt_message, retired_message};

use crate::secret::to_text;
use crate::storage::{Booked, Tombstone};

/// Signs receipts. Ed25519 rather than the devices' P-256: one is signed for every operation, and this is several times
/// faster.
pub(crate) struct ReceiptSigner(SigningKey);

impl ReceiptSigner {
    pub(crate) fn new(secret: [u8; 32]) -> Self {
        Self(SigningKey::from_bytes(&secret))
    }

    pub(crate) fn public(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    /// The server's word that it took the place out of an operation, and nothing else.
    pub(super) fn tombstone(&self, sequence: u64, digest: Sha256, left: Sha256, at: Timestamp) -> Tombstone {
        let signature = self.0.sign(&retired_message(sequence, digest, left, at));
        Tombstone {
            at,
            signature: to_text(&signature.to_bytes()),
        }
    }

    /// The receipt of an operation on the record, with its proof.
    pub(super) fn receipt(&self, booked: Booked) -> Receipt {
        let signature = self.0.sign(&receipt_message(booked.chain));
        Receipt {
            proof: Some(Proof {
                chain: booked.chain,
                signature: to_text(&signature.to_bytes()),
            }),
            ..booked.receipt
        }
    }
}
