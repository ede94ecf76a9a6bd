//! Access tokens: got for a signed challenge, good for ten minutes, of no use once the device is revoked.

use jishi_core::model::{DeviceId, Person, Timestamp};
use jishi_core::protocol::{AccessToken, Problem, ProblemKind, TokenRequest, token_message};
use uuid::Uuid;

use super::{Caller, Service, fail, signature};
use crate::secret::Purpose;
use crate::storage::Device;

const GOOD_FOR_MS: u32 = 600_000;

impl Service {
    pub(super) async fn make_token(&self, request: TokenRequest) -> Result<AccessToken, Problem> {
        if !self.holds(&request.challenge) {
            return Err(Problem::from(ProblemKind::Unauthorised).detail("the challenge has ended"));
        }
        let device = self.inner.storage.device(request.device).await.map_err(fail)?;
        let Some(device) = device else {
            return Err(self.not_bound_yet(&request).await?);
        };
        let key = signature::stored_key(&device.public_key)?;
        signature::verify(
            &key,
            &token_message(device.id, &request.challenge),
            &request.signature,
        )?;
        bound(&device)?;
        let directory = self.directory().await?;
        let person = directory.person(device.person);
        self.serves(person.ok_or(ProblemKind::Unauthorised)?).await?;
        let now = self.now();
        let ends = now.plus(GOOD_FOR_MS.into());
        let message = [device.id.0.as_bytes().as_slice(), &ends.0.to_be_bytes()].concat();
        Ok(AccessToken {
            token: self.inner.secret.seal(Purpose::Token, &message),
            expires_in_ms: GOOD_FOR_MS.into(),
            server_time: now,
        })
    }

    /// Why a device that is not bound gets no token. One that does not exist and a wrong signature look the same.
    async fn not_bound_yet(&self, request: &TokenRequest) -> Result<Problem, Problem> {
        let asking = self
            .inner
            .storage
            .asking_device(request.device)
            .await
            .map_err(fail)?;
        let asking = asking.filter(|asking| asking.is_kept(self.now()));
        let asking = asking.ok_or(ProblemKind::BadSignature)?;
        let key = signature::stored_key(&asking.public_key)?;
        signature::verify(
            &key,
            &token_message(asking.id, &request.challenge),
            &request.signature,
        )?;
        Ok(match asking.refused {
            Some(reason) => Problem::from(ProblemKind::DeviceRefused).detail(reason),
            None => ProblemKind::DeviceWaiting.into(),
        })
    }

    /// Who sent this token.
    ///
    /// # Errors
    /// [`Unauthorised`](ProblemKind::Unauthorised) or [`DeviceRevoked`](ProblemKind::DeviceRevoked).
    pub async fn authenticate(&self, token: &str) -> Result<Caller, Problem> {
        let message = self
            .inner
            .secret
            .open(Purpose::Token, token)
            .ok_or(ProblemKind::Unauthorised)?;
        let (device, ends) = message.split_at_checked(16).ok_or(ProblemKind::Unauthorised)?;
        let device = Uuid::from_slice(device).map_err(|_| ProblemKind::Unauthorised)?;
        let ends = ends.try_into().map_err(|_| ProblemKind::Unauthorised)?;
        if self.now() >= Timestamp(i64::from_be_bytes(ends)) {
            return Err(Problem::from(ProblemKind::Unauthorised).detail("the access token has ended"));
        }
        let device = self.inner.storage.device(DeviceId(device)).await.map_err(fail)?;
        let device = device.ok_or(ProblemKind::Unauthorised)?;
        bound(&device)?;
        let person = self.directory().await?.person(device.person).cloned();
        let person = person.ok_or(ProblemKind::Unauthorised)?;
        self.serves(&person).await?;
        Ok(Caller { person, device })
    }

    /// The day after somebody's last of service their device is bound no more.
    async fn serves(&self, person: &Person) -> Result<(), Problem> {
        if person.tenure.left.is_some() {
            let today = self.settings().await?.calendar.day(self.now());
            if person.has_left(today) {
                return Err(ProblemKind::DeviceRevoked.into());
            }
        }
        Ok(())
    }
}

fn bound(device: &Device) -> Result<(), Problem> {
    if device.revoked_at.is_some() {
        Err(ProblemKind::DeviceRevoked.into())
    } else {
        Ok(())
    }
}
