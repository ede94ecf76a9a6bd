//! The device's key.

#[cfg(feature = "client")]
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
#[cfg(feature = "client")]
use p256::{
    PublicKey,
    ecdsa::{
        Signature, SigningKey, VerifyingKey,
        signature::{Signer as _, Verifier as _},
    },
    elliptic_curve::sec1::ToEncodedPoint as _,
};

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

/// A service of the host that keeps one key and never shows it: Web Crypto with IndexedDB, a phone's key store.
pub trait KeyService {
    /// A key that it keeps.
    type Key: KeyVault;

    /// The key that it keeps; `None` only if it surely keeps none.
    fn find(&self) -> impl Future<Output = Result<Option<Self::Key>, VaultFault>>;

    /// Makes a key and keeps it durably, in the place of whichever it kept.
    fn make(&self) -> impl Future<Output = Result<(), VaultFault>>;

    /// Keeps a key durably that was in software until now, in the place of whichever it kept.
    #[cfg(feature = "client")]
    fn import(&self, key: &SoftwareVault) -> impl Future<Output = Result<(), VaultFault>>;
}

/// A public key as the server knows it, from the SEC 1 point in any form that a host gives.
///
/// # Errors
/// If it is no point of the curve.
#[cfg(feature = "client")]
pub fn compressed(point: &[u8]) -> Result<String, VaultFault> {
    let key = PublicKey::from_sec1_bytes(point).map_err(|e| VaultFault(e.to_string()))?;
    Ok(URL_SAFE_NO_PAD.encode(key.to_encoded_point(true).as_bytes()))
}

/// Whether the key signs so that its own public key bears it out.
///
/// # Errors
/// If it does not, or cannot sign.
#[cfg(feature = "client")]
pub async fn try_key(key: &impl KeyVault) -> Result<(), VaultFault> {
    const WORDS: &[u8] = b"jishi: is this key whole?";
    let fault = |e: &dyn std::fmt::Display| VaultFault(e.to_string());
    let read = |text: String| URL_SAFE_NO_PAD.decode(text).map_err(|e| fault(&e));
    let public = read(key.public_key().await?)?;
    let signature = read(key.sign(WORDS).await?)?;
    let public = VerifyingKey::from_sec1_bytes(&public).map_err(|e| fault(&e))?;
    let signature = Signature::from_slice(&signature).map_err(|e| fault(&e))?;
    public.verify(WORDS, &signature).map_err(|e| fault(&e))
}

/// A software key's numbers, each base64url without padding, as JSON Web Keys have them (RFC 7518, 6.2).
#[cfg(feature = "client")]
pub struct Numbers {
    /// The public point's x.
    pub x: String,
    /// The public point's y.
    pub y: String,
    /// The secret.
    pub d: String,
}

/// A key in the engine's own memory, kept by the engine's store or in a file: for hosts without a key service.
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

    /// The key for a host's service to take in.
    #[must_use]
    pub fn numbers(&self) -> Numbers {
        let point = self.0.verifying_key().to_encoded_point(false);
        // After the byte that says "uncompressed": x, then y.
        let (x, y) = point.as_bytes()[1..].split_at(32);
        Numbers {
            x: URL_SAFE_NO_PAD.encode(x),
            y: URL_SAFE_NO_PAD.encode(y),
            d: URL_SAFE_NO_PAD.encode(self.0.to_bytes()),
        }
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

#[cfg(all(test, feature = "client"))]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_point_is_compressed_by_the_parity_of_y() {
        let mut signs = [false; 2];
        for secret in 1..9 {
            let vault = SoftwareVault::from_secret(&[secret; 32]).unwrap();
            let numbers = vault.numbers();
            let read = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
            let (x, y) = (read(&numbers.x), read(&numbers.y));
            assert_eq!((x.len(), y.len()), (32, 32));
            let point = [&[4][..], &x, &y].concat();
            let public = vault.public_key().await.unwrap();
            assert_eq!(compressed(&point).unwrap(), public);
            assert_eq!(compressed(&read(&public)).unwrap(), public, "as it stays");
            // By hand, as SEC 1, 2.3.3 has it.
            let odd = y[31] & 1;
            assert_eq!(read(&public), [&[2 + odd][..], &x].concat());
            signs[usize::from(odd)] = true;
        }
        assert_eq!(signs, [true; 2], "both were seen");
    }

    #[test]
    fn what_is_no_point_is_refused() {
        for bytes in [&[][..], &[4; 65], &[2; 32], &[0]] {
            assert!(compressed(bytes).is_err(), "{bytes:?}");
        }
    }

    #[tokio::test]
    async fn the_numbers_are_those_of_the_same_key() {
        let vault = SoftwareVault::from_secret(&[7; 32]).unwrap();
        let secret = URL_SAFE_NO_PAD.decode(vault.numbers().d).unwrap();
        let again = SoftwareVault::from_secret(&secret).unwrap();
        assert_eq!(again.public_key().await, vault.public_key().await);
        assert_eq!(try_key(&again).await, Ok(()));
    }

    /// Says one key and signs by another.
    struct Mixed(SoftwareVault, SoftwareVault);

    impl KeyVault for Mixed {
        async fn public_key(&self) -> Result<String, VaultFault> {
            self.0.public_key().await
        }

        async fn sign(&self, message: &[u8]) -> Result<String, VaultFault> {
            self.1.sign(message).await
        }
    }

    #[tokio::test]
    async fn a_key_that_does_not_sign_for_itself_is_not_whole() {
        let key = |secret| SoftwareVault::from_secret(&[secret; 32]).unwrap();
        assert!(try_key(&Mixed(key(1), key(2))).await.is_err());
    }
}
