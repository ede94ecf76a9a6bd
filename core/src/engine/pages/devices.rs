//! Devices on which one may decide: the server's to tell.

use crate::{
    engine::{BoundItem, DevicesPage, Engine, Fault, GetDevices, WaitingItem},
    ports::{Clock, KeyVault},
    protocol::{DevicesQuery, Protocol as _},
    rules::access::may_bind_devices,
};

impl<C: Clock + 'static, V: KeyVault + 'static> Engine<C, V> {
    pub(in crate::engine) async fn devices(&self, get: GetDevices) -> Result<DevicesPage, Fault> {
        let unit = self.unit(get.unit)?;
        let query = DevicesQuery { unit: unit.id };
        let answer = self
            .with_token(async |token| self.server.devices(&token, query).await)
            .await?;
        let directory = self.directory()?;
        let mut waiting = Vec::with_capacity(answer.waiting.len());
        for device in answer.waiting {
            // Whom the roster here does not have yet comes with the next pull.
            let Some(person) = self.named(device.person)? else {
                continue;
            };
            let unit = directory.all.get(&person.unit);
            waiting.push(WaitingItem {
                unit: unit.map(|unit| unit.name.clone()).unwrap_or_default(),
                person,
                under_way: self.under_way(device.key.device.0)?,
                key: device.key,
                name: device.name,
                asked_at: device.asked_at,
            });
        }
        let mut bound = Vec::with_capacity(answer.bound.len());
        for device in answer.bound {
            if let Some(person) = self.named(device.person)? {
                bound.push(BoundItem {
                    under_way: self.under_way(person.id.0)?,
                    device: device.device,
                    person,
                    name: device.name,
                    bound_at: device.bound_at,
                });
            }
        }
        let above = unit.parent.and_then(|id| directory.all.get(&id));
        let above = above.filter(|above| may_bind_devices(&directory.me, above.id, &directory.units));
        Ok(DevicesPage {
            above: above.cloned(),
            below: self.units_below(unit.id)?,
            unit,
            waiting,
            bound,
        })
    }
}
