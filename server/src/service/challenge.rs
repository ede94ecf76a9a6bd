//! Challenges: sealed, so that no process has to remember them.

use jishi_core::model::Timestamp;
use jishi_core::protocol::{Challenge, Problem};

use super::{Service, fail};
use crate::secret::{Purpose, random};

const GOOD_FOR_MS: i64 = 60_000;

impl Service {
    pub(super) fn make_challenge(&self) -> Result<Challenge, Problem> {
        let ends = self.now().plus(GOOD_FOR_MS).0.to_be_bytes();
        let message = [random::<16>().map_err(fail)?.as_slice(), &ends].concat();
        Ok(Challenge {
            challenge: self.inner.secret.seal(Purpose::Challenge, &message),
        })
    }

    /// Whether this is a challenge of ours that still holds.
    pub(super) fn holds(&self, challenge: &str) -> bool {
        let message = self.inner.secret.open(Purpose::Challenge, challenge);
        let ends = message.and_then(|message| message.get(16..)?.try_into().ok());
        ends.is_some_and(|ends| self.now() < Timestamp(i64::from_be_bytes(ends)))
    }
}
