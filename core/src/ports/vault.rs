//! The device's key.

#[cfg(feature = "client")]
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
#[cfg(feature = "client")]
use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};

/// The vault could not do it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the device's key cannot be used: {0}")]
pub struct VaultFault(pub String);

/// Holds one P-256 key that never leaves the device.
pub trait KeyVault {
    /// The public key, SEC 1 compressed, base64url without padding.
    fn public_key(&self) -> impl Future<Output = Result<String, VaultFault>>;

    /// ECDSA over SHA-256 of `message`, r‖s, base64url without padding.
    fn sign(&self, message: &[u8]) -> impl Future<Output = Result<String, VaultFault>>;
}

/// A key in the engine's own memory, kept in the engine's store: for hosts without a key service.
#[cfg(feature = "client")]
pub struct SoftwareVault(SigningKey);

#[cfg(feature = "client")]
impl SoftwareVault {
    /// A vault over the 32 secret bytes that [`SoftwareVault::generate`] made.
    ///
    /// # Errors
    /// If the bytes are no P-256 secret.
    pub fn from_secret(secret: &[u8]) -> Result<Self, VaultFault> {
        SigningKey::from_slice(secret)
            .map(Self)
            .map_err(|e| VaultFault(e.to_string()))
    }

    /// 32 new secret bytes.
    ///
    /// # Errors
    /// If the host gives no randomness.
    pub fn generate() -> Result<[u8; 32], VaultFault> {
        let mut secret = [0; 32];
        loop {
            getrandom::fill(&mut secret).map_err(|e| VaultFault(e.to_string()))?;
            // One in 2³² draws lies outside the curve's order.
            if SigningKey::from_slice(&secret).is_ok() {
                return Ok(secret);
            }
        }
    }
}

#[cfg(feature = "client")]
impl KeyVault for SoftwareVault {
    async fn public_key(&self) -> Result<String, VaultFault> {
        Ok(URL_SAFE_NO_PAD.encode(self.0.verifying_key().to_encoded_point(true).as_bytes()))
    }

    async fn sign(&self, message: &[u8]) -> Result<String, VaultFault> {
        let signature: Signature = self.0.sign(message);
        Ok(URL_SAFE_NO_PAD.encode(signature.to_bytes()))
    }
}
