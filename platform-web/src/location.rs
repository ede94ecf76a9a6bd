//! The browser's location service.

use futures_channel::oneshot;
use jishi_core::{
    engine::{Capability, Fault},
    model::{Datum, Place, Provider, Timestamp},
    ports::{Answer, Location},
};
use wasm_bindgen::{JsCast as _, prelude::Closure};
use web_sys::{Position, PositionError, PositionOptions};

/// How long to wait for a fix: under the open sky a phone has one in a few seconds.
const PATIENCE_MS: u32 = 15_000;

pub struct BrowserLocation;

impl Location for BrowserLocation {
    fn locate(&self) -> Answer<Place> {
        Box::pin(async {
            let unsupported = Fault::Unsupported(Capability::Location);
            let service = web_sys::window()
                .and_then(|window| window.navigator().geolocation().ok())
                .ok_or(unsupported)?;
            let (tell, heard) = oneshot::channel();
            let tell = std::rc::Rc::new(std::cell::Cell::new(Some(tell)));
            let told = tell.clone();
            let found = Closure::once(move |position: Position| {
                if let Some(tell) = tell.take() {
                    let _ = tell.send(Ok(place(&position)));
                }
            });
            let failed = Closure::once(move |error: PositionError| {
                if let Some(tell) = told.take() {
                    let _ = tell.send(Err(fault(&error)));
                }
            });
            let options = PositionOptions::new();
            options.set_enable_high_accuracy(true);
            options.set_timeout(PATIENCE_MS);
            // An older fix would be another tap's.
            options.set_maximum_age(0);
            service
                .get_current_position_with_error_callback_and_options(
                    found.as_ref().unchecked_ref(),
                    Some(failed.as_ref().unchecked_ref()),
                    &options,
                )
                .map_err(|_| Fault::HostFailed(Capability::Location))?;
            heard
                .await
                .unwrap_or(Err(Fault::HostFailed(Capability::Location)))
        })
    }
}

fn place(position: &Position) -> Place {
    let coords = position.coords();
    let age = js_sys::Date::now() - position.timestamp();
    Place {
        latitude: coords.latitude(),
        longitude: coords.longitude(),
        accuracy_m: coords.accuracy(),
        age_ms: age.max(0.0) as u64,
        taken_at: Some(Timestamp(js_sys::Date::now() as i64)),
        // A browser does not tell satellites from cells, nor whether the fix is simulated (W3C Geolocation).
        provider: Provider::Fused,
        mock: None,
        datum: Datum::Wgs84,
    }
}

fn fault(error: &PositionError) -> Fault {
    if error.code() == PositionError::PERMISSION_DENIED {
        Fault::Denied(Capability::Location)
    } else {
        Fault::HostFailed(Capability::Location)
    }
}
