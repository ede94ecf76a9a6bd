//! The county as it is being filled: who has entered, what was made.

use std::collections::HashMap;
use std::sync::Arc;

use image::ImageError;
use jishi_core::model::{
    Action, Attachment, CheckIn, CheckInId, Datum, DeviceKey, Mode, Moment, MomentId, PersonId, Place,
    Provider, ReactionKind, Sha256, Timestamp,
};
use jishi_core::protocol::{DeviceRequest, Problem, ProblemKind, Protocol as _, Settings};
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::actor::{self, Actor};
use super::days::Days;
use super::deed::{Scenery, action};
use super::draw::{self, SIZE};
use super::files::File;
use super::fill::Step;
use super::month::{Event, LogAgo, What};
use super::routine::Usual;
use super::script::{Motif, Scene};
use crate::clock::SetClock;
use crate::secret::to_text;
use crate::service::{Service, fail};

const MINUTE: i64 = 60_000;

type Drawing = JoinHandle<Result<Vec<u8>, ImageError>>;

pub(super) struct County {
    service: Service,
    clock: Arc<SetClock>,
    now: Timestamp,
    decide_days: u16,
    actors: HashMap<String, Actor>,
    /// What events have made, by key.
    named: HashMap<String, Uuid>,
    /// Phones that asked to be let in, by key, with whose they would be.
    asking: HashMap<String, (PersonId, DeviceKey)>,
    /// Logs of ordinary days, by who wrote them how many working days ago.
    logs: HashMap<LogAgo, MomentId>,
    /// The photos of each step that has some.
    drawings: HashMap<u32, Vec<Drawing>>,
}

impl County {
    pub(super) fn new(service: Service, clock: Arc<SetClock>, now: Timestamp, settings: &Settings) -> Self {
        let policy = settings.policies.on(settings.calendar.day(now));
        Self {
            service,
            clock,
            now,
            decide_days: policy
                .and_then(|policy| policy.appeal)
                .map_or(0, |appeal| appeal.decide_days),
            actors: HashMap::new(),
            named: HashMap::new(),
            asking: HashMap::new(),
            logs: HashMap::new(),
            drawings: HashMap::new(),
        }
    }

    /// Drawing takes longest: all of it goes to the blocking threads at once.
    pub(super) fn draw(&mut self, timeline: &[(Timestamp, Step<'_>)]) {
        for (seed, (_, step)) in (0_u32..).zip(timeline) {
            let motifs = match step {
                Step::Scene(scene) => &scene.photos[..],
                Step::Event(event) => event.what.shown().0,
                Step::Usual { .. } => continue,
            };
            let draw = |(motif, index): (Motif, u32)| {
                tokio::task::spawn_blocking(move || draw::jpeg(motif, seed * 16 + index))
            };
            let drawings = motifs.iter().copied().zip(0_u32..).map(draw).collect();
            self.drawings.insert(seed, drawings);
        }
    }

    pub(super) async fn play(
        &mut self,
        step: &Step<'_>,
        at: Timestamp,
        seed: u32,
        days: &Days<'_>,
    ) -> Result<(), Problem> {
        self.clock.set(at.plus(2_000).min(self.now));
        match step {
            Step::Scene(scene) => self.scene(scene, at, seed).await,
            Step::Usual {
                who,
                place,
                ago,
                what,
            } => self.usual(who, *place, *ago, what, at, seed).await,
            Step::Event(event) => self.event(event, at, seed, days).await,
        }
    }

    async fn scene(&mut self, scene: &Scene, at: Timestamp, seed: u32) -> Result<(), Problem> {
        let attachments = self.attach(&scene.author, &scene.files, seed).await?;
        let place = scene
            .place
            .map(|[latitude, longitude]| fix(latitude, longitude, seed));
        let id = self
            .post(&scene.author, &scene.text, attachments, place, at)
            .await?;
        for (giver, order) in scene.likes.iter().zip(1_i64..) {
            let liked_at = at.plus(order * 17 * MINUTE).min(self.now);
            self.clock.set(liked_at);
            let like = Action::React {
                moment: id,
                reaction: Some(ReactionKind::Like),
            };
            match self.act(giver, like, liked_at).await {
                // What is liked depends on the hour at which the demo begins; a day's likes can be used up.
                Err(problem) if problem.kind == ProblemKind::DailyCap => {}
                given => given?,
            }
        }
        Ok(())
    }

    async fn usual(
        &mut self,
        who: &str,
        [latitude, longitude]: [f64; 2],
        ago: i64,
        what: &Usual,
        at: Timestamp,
        seed: u32,
    ) -> Result<(), Problem> {
        match what {
            Usual::Log(text) => {
                let place = fix(latitude, longitude, seed);
                let id = self.post(who, text, vec![], Some(place), at).await?;
                self.logs.insert((who.into(), ago), id);
                Ok(())
            }
            Usual::Tap { mode, reason, off } => {
                let person = self.enter(who).await?.caller.person.id;
                let away = if *mode == Mode::OnDuty { 0.0 } else { 0.02 };
                let check_in = CheckIn {
                    id: CheckInId::new(at),
                    person,
                    mode: *mode,
                    reason: (*reason).into(),
                    place: Some(fix(latitude + off + away, longitude, seed)),
                    done_at: at,
                };
                self.act(who, Action::CheckIn { check_in }, at).await
            }
        }
    }

    async fn event(
        &mut self,
        event: &Event,
        at: Timestamp,
        seed: u32,
        days: &Days<'_>,
    ) -> Result<(), Problem> {
        if let What::AskDevice { key } = &event.what {
            return self.ask_device(&event.who, key).await;
        }
        let attachments = self.attach(&event.who, event.what.shown().1, seed).await?;
        let me = self.enter(&event.who).await?.caller.person.id;
        let (directory, listed) = (self.service.directory().await?, self.service.listed().await?);
        let named = |key: &str| self.named.get(key).copied();
        let person = |number: &str| {
            let is = listed.iter().find(|listed| listed.staff_no == number);
            is.map(|listed| listed.person.id)
        };
        let unit = |name: &str| {
            let mut units = listed
                .iter()
                .filter_map(|listed| directory.unit(listed.person.unit));
            units.find(|unit| unit.name == name).map(|unit| unit.id)
        };
        let log = |of: &LogAgo| self.logs.get(of).copied();
        let asking = |key: &str| self.asking.get(key).cloned();
        let scenery = Scenery {
            days,
            me,
            at,
            decide_days: self.decide_days,
            named: &named,
            person: &person,
            unit: &unit,
            log: &log,
            asking: &asking,
            attachments,
        };
        let action = action(&event.what, scenery)?;
        let subject = action.subject();
        self.act(&event.who, action, at).await?;
        let made = event.what.key().map(|key| (key.to_owned(), subject));
        self.named.extend(made);
        Ok(())
    }

    /// A phone that nobody signs for yet.
    async fn ask_device(&mut self, who: &str, key: &str) -> Result<(), Problem> {
        let listed = self.service.listed().await?;
        let listed = listed.into_iter().find(|listed| listed.staff_no == who);
        let person = listed
            .ok_or_else(|| fail(format!("the demo has no {who}")))?
            .person;
        let public_key = to_text(
            actor::new_key()?
                .verifying_key()
                .to_encoded_point(true)
                .as_bytes(),
        );
        let request = DeviceRequest {
            staff_no: who.into(),
            name: person.name,
            public_key: public_key.clone(),
            device_name: "手机".into(),
        };
        let device = self.service.ask_device(request).await?.device;
        let asked = (person.id, DeviceKey { device, public_key });
        self.asking.insert(key.into(), asked);
        Ok(())
    }

    /// Sends what a step shows, its pictures first.
    async fn attach(&mut self, who: &str, files: &[File], seed: u32) -> Result<Vec<Attachment>, Problem> {
        self.enter(who).await?;
        let drawings = self.drawings.remove(&seed).unwrap_or_default();
        let mut attachments = Vec::with_capacity(drawings.len() + files.len());
        for drawing in drawings {
            let jpeg = drawing.await.map_err(fail)?.map_err(fail)?;
            attachments.push(Attachment::Photo {
                sha256: Sha256::of(&jpeg),
                bytes: jpeg.len() as u64,
                width: SIZE.0,
                height: SIZE.1,
            });
            self.actor(who)?.send(&self.service, jpeg).await?;
        }
        for file in files {
            attachments.push(file.attachment()?);
            self.actor(who)?
                .send(&self.service, file.bytes().to_vec())
                .await?;
        }
        Ok(attachments)
    }

    async fn post(
        &mut self,
        who: &str,
        text: &str,
        attachments: Vec<Attachment>,
        place: Option<Place>,
        at: Timestamp,
    ) -> Result<MomentId, Problem> {
        let moment = Moment {
            id: MomentId::new(at),
            author: self.enter(who).await?.caller.person.id,
            text: text.trim().into(),
            attachments,
            place,
            done_at: at,
        };
        let id = moment.id;
        self.act(who, Action::PostMoment { moment }, at).await?;
        Ok(id)
    }

    async fn act(&mut self, who: &str, action: Action, at: Timestamp) -> Result<(), Problem> {
        self.enter(who).await?;
        self.actor(who)?.act(&self.service, action, at).await
    }

    /// Somebody with a device; gives them one if they have none yet.
    async fn enter(&mut self, staff_no: &str) -> Result<&Actor, Problem> {
        if !self.actors.contains_key(staff_no) {
            let listed = self.service.listed().await?;
            let person = listed
                .into_iter()
                .find(|listed| listed.staff_no == staff_no)
                .ok_or_else(|| fail("the demo names somebody who is not on its roster"))?
                .person;
            let actor = Actor::enrol(&self.service, &person).await?;
            self.actors.insert(staff_no.into(), actor);
        }
        self.actor(staff_no)
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
        taken_at: None,
        provider: if seed.is_multiple_of(4) {
            Provider::Network
        } else {
            Provider::Satellite
        },
        mock: Some(false),
        datum: Datum::Wgs84,
    }
}
