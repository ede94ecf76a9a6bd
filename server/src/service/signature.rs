//! Signatures of devices: ECDSA P-256 over SHA-256 (FIPS 186-5), r‖s.

use jishi_core::protocol::{Problem, ProblemKind};
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};

use crate::secret::from_text;

/// The bytes of a public key, if they are a point of the curve in compressed form.
pub(super) fn public_key(text: &str) -> Option<Vec<u8>> {
    let bytes = from_text(text).filter(|bytes| bytes.len() == 33)?;
    VerifyingKey::from_sec1_bytes(&bytes).ok()?;
    Some(bytes)
}

/// The signature's bytes, if it is one of `message` by the key's owner.
pub(super) fn verify(key: &VerifyingKey, message: &[u8], signature: &str) -> Result<Vec<u8>, Problem> {
    let refused = || Problem::from(ProblemKind::BadSignature);
    let bytes = from_text(signature).ok_or_else(refused)?;
    let signature = Signature::from_slice(&bytes).map_err(|_| refused())?;
    key.verify(message, &signature).map_err(|_| refused())?;
    Ok(bytes)
}

/// A stored key, ready for use.
pub(super) fn stored_key(bytes: &[u8]) -> Result<VerifyingKey, Problem> {
    VerifyingKey::from_sec1_bytes(bytes).map_err(super::fail)
}
