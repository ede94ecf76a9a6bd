//! Filling an empty county.

use std::collections::HashMap;
use std::sync::Arc;

use image::ImageError;
use jishi_core::model::{
    Action, Attachment, Datum, Moment, MomentId, Place, Provider, ReactionKind, Timestamp,
};
use jishi_core::protocol::Problem;
use tokio::task::JoinHandle;

use super::actor::Actor;
use super::draw::{self, SIZE};
use super::script::{self, Scene};
use crate::clock::SetClock;
use crate::config::{Config, FirstPolicy};
use crate::roster::{RosterFault, read_roster};
use crate::service::{Service, fail};
use crate::start::{StartError, open};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// China's clocks are eight hours ahead.
const ZONE: i64 = 8 * 60 * MINUTE;

/// Why the demo county could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The folder or database cannot be used.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The demo's own files are wrong.
    #[error("the demo's roster: {0}")]
    Roster(#[from] RosterFault),
    /// The demo's own files are wrong.
    #[error("the demo's moments: {0}")]
    Moments(#[from] toml::de::Error),
    /// The service refused something.
    #[error("the demo county could not be filled: {0}")]
    Service(#[from] Problem),
}

/// Fills a county that has nobody in it; one that has is left as it is. Returns whether it was filled.
///
/// # Errors
/// [`DemoError`].
pub async fn fill(config: &Config) -> Result<bool, DemoError> {
    let now = config.clock.now();
    // Each moment is received just after it was done, so the server lives through these days once more.
    let clock = Arc::new(SetClock::at(now.plus(-11 * DAY)));
    let service = open(&Config {
        clock: clock.clone(),
        first_policy: FirstPolicy::Wangmo2016,
        ..config.clone()
    })
    .await?;
    if !service.listed().await?.is_empty() {
        return Ok(false);
    }
    tracing::info!("filling the demo county");
    service.import_roster(&read_roster(script::ROSTER)?).await?;
    let mut scenes = script::read()?.moment;
    for scene in &mut scenes {
        // What would still be to come today happened yesterday.
        if when(scene, now) > now {
            scene.days_ago += 1;
        }
    }
    scenes.sort_by_key(|scene| when(scene, now));
    let mut county = County {
        service,
        clock,
        actors: HashMap::new(),
    };
    // Drawing takes longest: all of it goes to the blocking threads at once.
    let drawings: Vec<Vec<Drawing>> = scenes
        .iter()
        .zip(0_u32..)
        .map(|(scene, seed)| draw_all(scene, seed))
        .collect();
    for ((scene, drawings), seed) in scenes.iter().zip(drawings).zip(0_u32..) {
        county.play(scene, drawings, when(scene, now), now, seed).await?;
    }
    Ok(true)
}

fn when(scene: &Scene, now: Timestamp) -> Timestamp {
    let today = (now.0 + ZONE).div_euclid(DAY) * DAY - ZONE;
    Timestamp(today - scene.days_ago * DAY + scene.minutes() * MINUTE)
}

type Drawing = JoinHandle<Result<Vec<u8>, ImageError>>;

fn draw_all(scene: &Scene, seed: u32) -> Vec<Drawing> {
    let each = scene.photos.iter().copied().zip(0_u32..);
    each.map(|(motif, index)| tokio::task::spawn_blocking(move || draw::jpeg(motif, seed * 16 + index)))
        .collect()
}

struct County {
    service: Service,
    clock: Arc<SetClock>,
    actors: HashMap<String, Actor>,
}

impl County {
    async fn play(
        &mut self,
        scene: &Scene,
        drawings: Vec<Drawing>,
        at: Timestamp,
        now: Timestamp,
        seed: u32,
    ) -> Result<(), Problem> {
        self.clock.set(at.plus(2_000).min(now));
        self.enter(&scene.author).await?;
        let author = self.actor(&scene.author)?;
        let mut attachments: Vec<Attachment> = Vec::new();
        for drawing in drawings {
            let jpeg = drawing.await.map_err(fail)?.map_err(fail)?;
            attachments.push(author.send_photo(&self.service, jpeg, SIZE).await?);
        }
        let moment = Moment {
            id: MomentId::new(at),
            author: author.caller.person.id,
            text: scene.text.trim().into(),
            attachments,
            place: scene
                .place
                .map(|[latitude, longitude]| fix(latitude, longitude, seed)),
            done_at: at,
        };
        let id = moment.id;
        author.post(&self.service, moment).await?;
        for (giver, order) in scene.likes.iter().zip(1_i64..) {
            let liked_at = at.plus(order * 17 * MINUTE).min(now);
            self.clock.set(liked_at);
            self.enter(giver).await?;
            let like = Action::React {
                moment: id,
                reaction: Some(ReactionKind::Like),
            };
            self.actor(giver)?.act(&self.service, like, liked_at).await?;
        }
        Ok(())
    }

    /// Gives somebody a device, if they have none yet.
    async fn enter(&mut self, staff_no: &str) -> Result<(), Problem> {
        if self.actors.contains_key(staff_no) {
            return Ok(());
        }
        let listed = self
            .service
            .listed()
            .await?
            .into_iter()
            .find(|listed| listed.staff_no == staff_no);
        let person = listed
            .ok_or_else(|| fail("the demo names somebody who is not on its roster"))?
            .person;
        let actor = Actor::enrol(&self.service, &person).await?;
        self.actors.insert(staff_no.into(), actor);
        Ok(())
    }

    fn actor(&self, staff_no: &str) -> Result<&Actor, Problem> {
        self.actors
            .get(staff_no)
            .ok_or_else(|| fail("an actor has not entered"))
    }
}

fn fix(latitude: f64, longitude: f64, seed: u32) -> Place {
    Place {
        latitude,
        longitude,
        accuracy_m: f64::from(5 + seed * 7 % 40),
        age_ms: u64::from(400 + seed * 131 % 3_000),
        provider: if seed.is_multiple_of(4) {
            Provider::Network
        } else {
            Provider::Satellite
        },
        mock: Some(false),
        datum: Datum::Wgs84,
    }
}
