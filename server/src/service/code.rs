//! One-time codes: eight characters that nobody mistakes for others.

use jishi_core::model::{PersonId, Timestamp};
use jishi_core::protocol::Problem;

use super::{Service, fail};
use crate::secret::{Purpose, random};
use crate::storage::NewCode;

/// Without 0 and O, 1, I and L.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const LENGTH: usize = 8;
const GOOD_FOR_MS: i64 = 14 * 24 * 3600 * 1000;

/// A one-time code as it is shown, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneTimeCode {
    /// `XXXX-XXXX`.
    pub code: String,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl Service {
    /// Makes a one-time code for a person; their unused older ones end.
    ///
    /// # Errors
    /// If the storage fails.
    pub async fn issue_code(&self, person: PersonId) -> Result<OneTimeCode, Problem> {
        let letters = draw().map_err(fail)?;
        let expires_at = self.now().plus(GOOD_FOR_MS);
        let hash = self.hash_code(&letters);
        self.inner
            .storage
            .issue_code(NewCode {
                hash,
                person,
                expires_at,
            })
            .await
            .map_err(fail)?;
        let (left, right) = letters.split_at(LENGTH / 2);
        Ok(OneTimeCode {
            code: format!("{left}-{right}"),
            expires_at,
        })
    }

    pub(super) fn hash_code(&self, normal: &str) -> [u8; 32] {
        self.inner.secret.mac(Purpose::Code, normal.as_bytes())
    }
}

fn draw() -> Result<String, getrandom::Error> {
    let mut code = String::with_capacity(LENGTH);
    while code.len() < LENGTH {
        // A byte beyond the last whole multiple of the alphabet would favour its first letters.
        let even = 256 / ALPHABET.len() * ALPHABET.len();
        for byte in random::<16>()?
            .into_iter()
            .map(usize::from)
            .filter(|byte| *byte < even)
        {
            if code.len() < LENGTH {
                code.push(char::from(ALPHABET[byte % ALPHABET.len()]));
            }
        }
    }
    Ok(code)
}

/// A code as typed, without what does not matter; `None` if it cannot be one.
pub(super) fn normalise(typed: &str) -> Option<String> {
    let is_filler = |c: &char| c.is_whitespace() || matches!(c, '-' | '‐' | '–' | '—' | '－');
    let normal: String = typed
        .chars()
        .take(64)
        .filter(|c| !is_filler(c))
        .map(narrow)
        .collect();
    let fits = normal.len() == LENGTH && normal.bytes().all(|byte| ALPHABET.contains(&byte));
    fits.then_some(normal)
}

/// Upper case, and full-width letters, as a Chinese keyboard gives them, as plain ones.
fn narrow(c: char) -> char {
    let plain = match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        c => c,
    };
    plain.to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_may_be_typed_in_many_ways() {
        for typed in ["ABCD-2345", "abcd2345", " ab cd — 23 45 ", "ＡＢＣＤ－２３４５"] {
            assert_eq!(normalise(typed).as_deref(), Some("ABCD2345"), "{typed}");
        }
        for typed in [
            "",
            "ABCD-234",
            "ABCD-23456",
            "ABCD-234O",
            "ABCD-2341",
            "纪实纪实纪实纪实",
        ] {
            assert_eq!(normalise(typed), None, "{typed}");
        }
    }

    #[test]
    fn drawn_codes_are_normal_and_differ() {
        let (a, b) = (draw().unwrap(), draw().unwrap());
        assert_eq!(normalise(&a), Some(a.clone()));
        assert_ne!(a, b);
    }
}
