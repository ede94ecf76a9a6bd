//! Enrolment: a one-time code binds a device's key to a person.

use jishi_core::model::DeviceId;
use jishi_core::protocol::{EnrolRequest, Enrolled, Problem, ProblemKind};

use super::{Service, code, fail, signature};
use crate::storage::{Device, Redemption};

/// Longest name of a device, in characters.
const NAME_MAX: usize = 100;

impl Service {
    pub(super) async fn do_enrol(&self, request: EnrolRequest) -> Result<Enrolled, Problem> {
        let public_key = checked(&request.public_key, &request.device_name)?;
        let normal = code::normalise(&request.code).ok_or(ProblemKind::WrongCode)?;
        let now = self.now();
        let redemption = Redemption {
            hash: self.hash_code(&normal),
            device: DeviceId::new(now),
            public_key,
            name: request.device_name,
            now,
            today: self.settings().await?.calendar.day(now),
        };
        let device = self.inner.storage.redeem(redemption).await.map_err(fail)?;
        self.enrolled(&device.ok_or(ProblemKind::WrongCode)?).await
    }

    /// What a device is told when it is bound.
    pub(super) async fn enrolled(&self, device: &Device) -> Result<Enrolled, Problem> {
        let now = self.now();
        let directory = self.directory().await?;
        let person = directory
            .person(device.person)
            .ok_or_else(|| fail("a device of nobody"))?;
        let unit = directory
            .unit(person.unit)
            .ok_or_else(|| fail("a person of no unit"))?;
        // Of their moments none is wanted, so the stretch is empty.
        let people = [device.person];
        let activity = self
            .inner
            .storage
            .activity(&people, now, now)
            .await
            .map_err(fail)?;
        let since = activity.first().and_then(|one| one.since);
        Ok(Enrolled {
            on_record_since: since.unwrap_or(now),
            device: device.id,
            person: person.clone(),
            unit: unit.clone(),
            server_time: now,
        })
    }
}

/// The key of a device that wants to be bound.
pub(super) fn checked(public_key: &str, device_name: &str) -> Result<Vec<u8>, Problem> {
    let malformed = |detail: &str| Problem::from(ProblemKind::Malformed).detail(detail);
    if device_name.chars().count() > NAME_MAX {
        return Err(malformed("device_name is too long"));
    }
    signature::public_key(public_key).ok_or_else(|| malformed("public_key is no P-256 point"))
}
