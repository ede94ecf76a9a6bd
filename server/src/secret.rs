//! The server's secret key and what is sealed with it; random numbers; the one spelling of bytes as text.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

/// What a value is sealed for, so that one kind never passes as another.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Purpose {
    Code,
    Challenge,
    Token,
}

impl Purpose {
    const fn label(self) -> &'static [u8] {
        match self {
            Self::Code => b"jishi code\n",
            Self::Challenge => b"jishi challenge\n",
            Self::Token => b"jishi access token\n",
        }
    }
}

/// The server's secret key, shared by all processes on one storage.
pub(crate) struct Secret([u8; 32]);

impl Secret {
    pub(crate) const fn new(key: [u8; 32]) -> Self {
        Self(key)
    }

    fn keyed(&self, purpose: Purpose) -> Hmac<Sha256> {
        // HMAC fills a short key up with zeros to one block (RFC 2104), which is what `new` takes.
        let mut block = hmac::digest::Key::<Hmac<Sha256>>::default();
        block[..32].copy_from_slice(&self.0);
        let mut mac = <Hmac<Sha256> as hmac::digest::KeyInit>::new(&block);
        mac.update(purpose.label());
        mac
    }

    /// HMAC-SHA-256 of `message`.
    pub(crate) fn mac(&self, purpose: Purpose, message: &[u8]) -> [u8; 32] {
        self.keyed(purpose)
            .chain_update(message)
            .finalize()
            .into_bytes()
            .into()
    }

    /// `message` with its seal, as text.
    pub(crate) fn seal(&self, purpose: Purpose, message: &[u8]) -> String {
        let mac = self.mac(purpose, message);
        to_text(&[message, &mac].concat())
    }

    /// The message of [`Self::seal`], if the seal is whole.
    pub(crate) fn open(&self, purpose: Purpose, sealed: &str) -> Option<Vec<u8>> {
        let mut bytes = from_text(sealed)?;
        let mac = bytes.split_off(bytes.len().checked_sub(32)?);
        self.keyed(purpose).chain_update(&bytes).verify_slice(&mac).ok()?;
        Some(bytes)
    }
}

/// Base64url without padding.
pub(crate) fn to_text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Bytes from base64url without padding.
pub(crate) fn from_text(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// Random bytes from the operating system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_holds_for_its_key_and_purpose_only() {
        let secret = Secret::new([7; 32]);
        let sealed = secret.seal(Purpose::Token, b"message");
        assert_eq!(
            secret.open(Purpose::Token, &sealed).as_deref(),
            Some(b"message".as_slice())
        );
        assert_eq!(secret.open(Purpose::Challenge, &sealed), None);
        assert_eq!(Secret::new([8; 32]).open(Purpose::Token, &sealed), None);
        for broken in ["", "A", "AAAA", &sealed[1..], &format!("{sealed}A")] {
            assert_eq!(secret.open(Purpose::Token, broken), None, "{broken}");
        }
    }
}
