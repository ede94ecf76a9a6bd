//! One-time codes: twelve characters that nobody mistakes for others.
//!
//! They are long enough to bear guessing without a bound on all tries together, by which anybody could keep a whole county
//! from enrolling: 31^12 codes are 2^59. If 10,000 of them are open at a time and a thousand addresses try as fast as one may
//! ([`EnrolLimit`](crate::config::EnrolLimit)), a hit comes in some 5,000 years.

use jishi_core::model::{PersonId, Timestamp};
use jishi_core::protocol::Problem;

use super::{Service, fail};
use crate::secret::{Purpose, random};
use crate::storage::NewCode;

/// Without 0 and O, 1, I and L.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const LENGTH: usize = 12;
const GROUP: usize = 4;
const GOOD_FOR_MS: i64 = 14 * 24 * 3600 * 1000;

/// A one-time code as it is shown, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneTimeCode {
    /// `XXXX-XXXX-XXXX`.
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
        Ok(OneTimeCode {
            code: grouped(&letters),
            expires_at,
        })
    }

    pub(super) fn hash_code(&self, normal: &str) -> [u8; 32] {
        self.inner.secret.mac(Purpose::Code, normal.as_bytes())
    }
}

fn grouped(letters: &str) -> String {
    let mut code = String::with_capacity(LENGTH + LENGTH / GROUP);
    for (index, letter) in letters.chars().enumerate() {
        if index > 0 && index % GROUP == 0 {
            code.push('-');
        }
        code.push(letter);
    }
    code
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
        for typed in [
            "ABCD-2345-WXYZ",
            "abcd2345wxyz",
            " ab cd — 23 45 wx–yz ",
            "ＡＢＣＤ－２３４５－ＷＸＹＺ",
        ] {
            assert_eq!(normalise(typed).as_deref(), Some("ABCD2345WXYZ"), "{typed}");
        }
        assert_eq!(grouped("ABCD2345WXYZ"), "ABCD-2345-WXYZ");
        for typed in [
            "",
            "ABCD-2345",
            "ABCD-2345-WXY",
            "ABCD-2345-WXYZ2",
            "ABCD-2345-WXYO",
            "ABCD-2345-WXY1",
            "纪实纪实纪实纪实纪实纪实",
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
