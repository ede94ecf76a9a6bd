//! A change of device: asked for without a token, seen by those who may let it in.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jishi_core::model::{DeviceId, DeviceKey, PersonId, Timestamp};
use jishi_core::protocol::{
    DeviceAsked, DeviceRequest, DeviceSeen, Devices, DevicesQuery, Problem, ProblemKind, TokenRequest,
    WaitingDevice, withdraw_message,
};
use jishi_core::rules::access::may_bind_device;
use jishi_core::rules::judge::Asking;

use super::{Caller, Service, enrol, fail, signature};
use crate::storage::{AskingDevice, Storage, Stored};

/// Longest number and name that are looked up, in characters.
const NAMED_MAX: usize = 60;

impl Service {
    /// Keeps the request, in whatever name: whether there is such a person is not to be learnt here.
    pub(super) async fn do_ask_device(&self, request: DeviceRequest) -> Result<DeviceAsked, Problem> {
        let public_key = enrol::checked(&request.public_key, &request.device_name)?;
        let (staff_no, name) = (request.staff_no.trim(), request.name.trim());
        if [staff_no, name]
            .iter()
            .any(|words| words.chars().count() > NAMED_MAX)
        {
            return Err(Problem::from(ProblemKind::Malformed).detail("staff_no or name is too long"));
        }
        let now = self.now();
        let today = self.settings().await?.calendar.day(now);
        let listed = self.listed().await?;
        let person = listed
            .into_iter()
            .find(|listed| listed.staff_no == staff_no && listed.person.name == name)
            .map(|listed| listed.person)
            .filter(|person| !person.has_left(today));
        let asking = AskingDevice {
            id: DeviceId::new(now),
            person: person.map(|person| person.id),
            public_key,
            name: request.device_name,
            asked_at: now,
            refused: None,
        };
        let device = asking.id;
        self.inner.storage.ask_device(asking).await.map_err(fail)?;
        Ok(DeviceAsked {
            device,
            server_time: now,
        })
    }

    /// Takes a request back. Whoever was let in meanwhile is told so.
    pub(super) async fn do_withdraw_device(&self, request: TokenRequest) -> Result<(), Problem> {
        if !self.holds(&request.challenge) {
            return Err(Problem::from(ProblemKind::Unauthorised).detail("the challenge has ended"));
        }
        let storage = &*self.inner.storage;
        if let Some(asking) = storage.asking_device(request.device).await.map_err(fail)? {
            let key = signature::stored_key(&asking.public_key)?;
            let message = withdraw_message(asking.id, &request.challenge);
            signature::verify(&key, &message, &request.signature)?;
            if storage.withdraw_device(asking.id).await.map_err(fail)? {
                return Ok(());
            }
        }
        match storage.device(request.device).await.map_err(fail)? {
            Some(_) => Err(ProblemKind::AlreadyDecided.into()),
            None => Ok(()),
        }
    }

    pub(super) async fn do_devices(&self, caller: &Caller, query: DevicesQuery) -> Result<Devices, Problem> {
        let directory = self.directory().await?;
        directory.unit(query.unit).ok_or(ProblemKind::NotFound)?;
        let may = |person| {
            directory
                .person(person)
                .is_some_and(|person| may_bind_device(&caller.person, person, directory.tree()))
        };
        let asking = self.inner.storage.asking_devices().await.map_err(fail)?;
        let now = self.now();
        let asking = asking.into_iter().filter(|asking| asking.is_kept(now));
        let waiting = asking.filter_map(|asking| {
            Some(WaitingDevice {
                person: asking.person.filter(|person| may(*person))?,
                key: key_of(&asking),
                name: asking.name,
                asked_at: asking.asked_at,
            })
        });
        let people: Vec<PersonId> = directory
            .people_of(query.unit)
            .into_iter()
            .map(|person| person.id)
            .filter(|person| may(*person))
            .collect();
        let bound = self.inner.storage.devices_of(&people).await.map_err(fail)?;
        Ok(Devices {
            waiting: waiting.collect(),
            bound: bound
                .into_iter()
                .map(|device| DeviceSeen {
                    device: device.id,
                    person: device.person,
                    name: device.name,
                    bound_at: device.bound_at,
                })
                .collect(),
        })
    }
}

/// What has become of a device's request.
pub(super) async fn asking(storage: &dyn Storage, device: DeviceId, now: Timestamp) -> Stored<Asking> {
    let asking = storage.asking_device(device).await?;
    Ok(match asking.filter(|asking| asking.is_kept(now)) {
        Some(AskingDevice { refused: Some(_), .. }) => Asking::Decided,
        Some(asking) => asking.person.map_or(Asking::No, |person| Asking::Waits {
            person,
            key: key_of(&asking),
        }),
        None if storage.device(device).await?.is_some() => Asking::Decided,
        None => Asking::No,
    })
}

fn key_of(asking: &AskingDevice) -> DeviceKey {
    DeviceKey {
        device: asking.id,
        public_key: URL_SAFE_NO_PAD.encode(&asking.public_key),
    }
}
