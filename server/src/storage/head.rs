//! Where the chain of the record ends.

use jishi_core::model::Sha256;
use jishi_core::rules::audit::{Entry, ROOT, link};

use super::{StorageFault, Stored};

/// Name of the setting that keeps it.
pub(super) const HEAD: &str = "record_head";
/// Name of the setting that keeps the keys by which receipts were signed.
pub(super) const KEYS: &str = "receipt_keys";

/// The last link of the chain, and the sequence of the operation that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// 0 before the first operation.
    pub sequence: u64,
    /// [`ROOT`] before the first operation.
    pub chain: Sha256,
}

impl Default for Head {
    fn default() -> Self {
        Self {
            sequence: 0,
            chain: ROOT,
        }
    }
}

impl Head {
    /// The head after one more operation.
    #[must_use]
    pub fn after(self, entry: Entry<'_>) -> Self {
        Self {
            sequence: entry.receipt.sequence,
            chain: link(self.chain, &entry),
        }
    }

    /// Sequence, 8 bytes big-endian, then the link.
    pub(super) fn to_bytes(self) -> Vec<u8> {
        [self.sequence.to_be_bytes().as_slice(), &self.chain.0].concat()
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Stored<Self> {
        let unreadable = || StorageFault::Unreadable(format!("{HEAD} has {} bytes", bytes.len()));
        let (sequence, chain) = bytes.split_at_checked(8).ok_or_else(unreadable)?;
        Ok(Self {
            sequence: u64::from_be_bytes(sequence.try_into().map_err(|_| unreadable())?),
            chain: Sha256(chain.try_into().map_err(|_| unreadable())?),
        })
    }
}

/// A key by which receipts are signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReceiptKey {
    /// Ed25519.
    pub public: [u8; 32],
    /// The sequence of the last operation before it came.
    pub after: u64,
}

impl ReceiptKey {
    /// Key, 32 bytes, and sequence, 8 bytes big-endian, one after the other.
    pub(super) fn all_to(keys: &[Self]) -> Vec<u8> {
        let bytes = |key: &Self| [key.public.as_slice(), &key.after.to_be_bytes()].concat();
        keys.iter().flat_map(bytes).collect()
    }

    pub(super) fn all_from(bytes: &[u8]) -> Stored<Vec<Self>> {
        let unreadable = || StorageFault::Unreadable(format!("{KEYS} has {} bytes", bytes.len()));
        let (keys, rest) = bytes.as_chunks::<40>();
        if !rest.is_empty() {
            return Err(unreadable());
        }
        let read = |key: &[u8; 40]| {
            let (public, after) = key.split_at_checked(32)?;
            Some(Self {
                public: public.try_into().ok()?,
                after: u64::from_be_bytes(after.try_into().ok()?),
            })
        };
        keys.iter().map(|key| read(key).ok_or_else(unreadable)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_and_what_is_torn_is_refused() {
        let head = Head {
            sequence: 7,
            chain: Sha256::of(b"link"),
        };
        assert_eq!(Head::from_bytes(&head.to_bytes()).unwrap(), head);
        let keys = [(1, 0), (2, 300)].map(|(byte, after)| ReceiptKey {
            public: [byte; 32],
            after,
        });
        assert_eq!(ReceiptKey::all_from(&ReceiptKey::all_to(&keys)).unwrap(), keys);
        assert!(Head::from_bytes(&head.to_bytes()[1..]).is_err() && Head::from_bytes(b"").is_err());
        assert!(ReceiptKey::all_from(&ReceiptKey::all_to(&keys)[1..]).is_err());
    }
}
