//! Which key a device has, decided once at every start on a host with a key service: the one that the service keeps; or one
//! in software that moves there; or, where nothing ever was, a new one. Never a second one in silence: while a device is
//! bound, its key is the one that was enrolled, or the engine does not start, or the person is told that it is lost.

use super::Fault;
use crate::{
    ports::{KeyService, KeyVault, SoftwareVault, VaultFault, try_key},
    store::Store,
};

/// The device's key, wherever it is kept.
pub enum DeviceKey<K> {
    /// By the host's service, which never shows it.
    InService(K),
    /// In the engine's store: the host has no service, or it failed before it had anything to lose.
    InSoftware(SoftwareVault),
}

impl<K: KeyVault> KeyVault for DeviceKey<K> {
    async fn public_key(&self) -> Result<String, VaultFault> {
        match self {
            Self::InService(key) => key.public_key().await,
            Self::InSoftware(key) => key.public_key().await,
        }
    }

    async fn sign(&self, message: &[u8]) -> Result<String, VaultFault> {
        match self {
            Self::InService(key) => key.sign(message).await,
            Self::InSoftware(key) => key.sign(message).await,
        }
    }
}

impl<K: KeyVault> DeviceKey<K> {
    /// Finds the device's key, moves it or makes it, as `store` and `service` stand. Whatever breaks off in between, the
    /// next start does it again and comes to the same public key: the store lets go of a secret only after the service has
    /// given the same key back and it has signed.
    ///
    /// # Errors
    /// [`Fault::KeyOutOfReach`] if the service keeps the key of a bound device and does not give it now; or if the store
    /// fails.
    pub async fn settle<S: KeyService<Key = K>>(
        store: &Store,
        service: Result<S, VaultFault>,
    ) -> Result<Self, Fault> {
        let secret = store.kept_secret()?;
        let found = match &service {
            Ok(service) => service.find().await,
            Err(fault) => Err(fault.clone()),
        };
        if let Some(secret) = secret {
            let software = SoftwareVault::from_secret(&secret).map_err(storage)?;
            return match (service, found) {
                (Ok(service), Ok(found)) => moved(store, &service, found, software).await,
                // A browser without a safe context or without IndexedDB: as it was until now.
                _ => Ok(Self::InSoftware(software)),
            };
        }
        let bound = store.enrolment()?.is_some() || store.ended()?.is_some();
        let (service, found) = match (service, found) {
            (Ok(service), Ok(found)) => (service, found),
            // The key may be there the next time: to make another one now would be to lose it.
            (_, Err(fault)) | (Err(fault), _) if bound => return Err(Fault::KeyOutOfReach(fault.0)),
            // Nothing was ever signed here.
            _ => return Self::new_in_software(store),
        };
        let known = store.service_key()?;
        if let Some(key) = found {
            let public = key.public_key().await.map_err(out_of_reach)?;
            match known {
                Some(known) if known == public => return Ok(Self::InService(key)),
                // Another one's key: that of this store is gone.
                Some(_) if bound => store.lose_key()?,
                None if bound => try_key(&key).await.map_err(out_of_reach)?,
                // It was made just before the program ended, or for a database that was set aside.
                _ => {}
            }
            if try_key(&key).await.is_ok() {
                store.entrust_key(&public)?;
                return Ok(Self::InService(key));
            }
        } else if bound {
            store.lose_key()?;
        }
        if service.make().await.is_ok()
            && let Some((key, public)) = whole(&service).await
        {
            store.entrust_key(&public)?;
            return Ok(Self::InService(key));
        }
        // Private windows of some browsers have the service and refuse to keep a key.
        Self::new_in_software(store)
    }

    fn new_in_software(store: &Store) -> Result<Self, Fault> {
        let secret = store.device_secret(SoftwareVault::generate)?.map_err(storage)?;
        SoftwareVault::from_secret(&secret)
            .map(Self::InSoftware)
            .map_err(storage)
    }
}

/// Moves a software key into the service, unless it is there already.
async fn moved<S: KeyService>(
    store: &Store,
    service: &S,
    found: Option<S::Key>,
    software: SoftwareVault,
) -> Result<DeviceKey<S::Key>, Fault> {
    let public = software.public_key().await.map_err(storage)?;
    let is_there = match found {
        Some(key) => key.public_key().await.as_ref() == Ok(&public),
        None => false,
    };
    // What else is kept there belongs to no store: this one's key is the secret until it has let go of it.
    if (is_there || service.import(&software).await.is_ok())
        && let Some((key, kept)) = whole(service).await
        && kept == public
    {
        store.entrust_key(&public)?;
        return Ok(DeviceKey::InService(key));
    }
    // It goes on as before, and is tried again at the next start.
    Ok(DeviceKey::InSoftware(software))
}

/// The key as the service gives it back, if it signs, with its public key.
async fn whole<S: KeyService>(service: &S) -> Option<(S::Key, String)> {
    let key = service.find().await.ok()??;
    try_key(&key).await.ok()?;
    let public = key.public_key().await.ok()?;
    Some((key, public))
}

fn storage(fault: VaultFault) -> Fault {
    Fault::Storage(fault.to_string())
}

fn out_of_reach(fault: VaultFault) -> Fault {
    Fault::KeyOutOfReach(fault.0)
}
