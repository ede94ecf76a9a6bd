//! Checksums of one request's bytes (tus checksum extension).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::Digest as _;

/// What the bytes of a request must add up to. Fed as they come.
pub struct Checksum {
    expected: Vec<u8>,
    hasher: Hasher,
}

enum Hasher {
    Sha1(sha1::Sha1),
    Sha256(sha2::Sha256),
}

impl Checksum {
    /// Algorithms, as `Tus-Checksum-Algorithm` lists them.
    pub const ALGORITHMS: &'static str = "sha1,sha256";

    /// Reads an `Upload-Checksum` header; `None` if the algorithm is not one of ours or the value is none.
    #[must_use]
    pub fn read(header: &str) -> Option<Self> {
        let (algorithm, value) = header.split_once(' ')?;
        let expected = STANDARD.decode(value.trim()).ok()?;
        let hasher = match algorithm {
            "sha1" => Hasher::Sha1(sha1::Sha1::new()),
            "sha256" => Hasher::Sha256(sha2::Sha256::new()),
            _ => return None,
        };
        Some(Self { expected, hasher })
    }

    pub(super) fn update(&mut self, bytes: &[u8]) {
        match &mut self.hasher {
            Hasher::Sha1(hasher) => hasher.update(bytes),
            Hasher::Sha256(hasher) => hasher.update(bytes),
        }
    }

    pub(super) fn holds(self) -> bool {
        let found = match self.hasher {
            Hasher::Sha1(hasher) => hasher.finalize().to_vec(),
            Hasher::Sha256(hasher) => hasher.finalize().to_vec(),
        };
        found == self.expected
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_specification_holds() {
        // tus 1.0, checksum extension.
        let mut checksum = Checksum::read("sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=").unwrap();
        checksum.update(b"hello ");
        checksum.update(b"world");
        assert!(checksum.holds());
        assert!(Checksum::read("md5 Kq5sNclPz7QV2+lfQIuc6R7oRu0=").is_none());
        assert!(Checksum::read("sha1").is_none());
        assert!(Checksum::read("sha1 ***").is_none());
    }
}
