//! Three people and their server: a cadre in a village, the head of the township, somebody of the organization department.

use std::sync::Arc;

use chrono::NaiveDate;
use jishi_core::{
    engine::{Act, Deed, Done, Fault, GetPolicy, GetPreview, GetRefusals, Preview},
    model::{DeviceId, Mode, PersonId, Place, Timestamp, UnitId, Workplace},
    ports::Clock as _,
    protocol::{Cursor, PersonScoreQuery, Protocol as _, PullQuery},
    rules::score::{Ledger, Span},
};
use jishi_server::{Caller, Clock as _, SetClock, storage};
use jishi_tests::{County, Device, Line, NOW, Random, place};

const MINUTE: i64 = 60_000;

/// Where the village works.
pub const WORKPLACE: Workplace = Workplace {
    latitude: 25.1763,
    longitude: 106.0921,
    radius_m: 200.0,
};

/// So many metres north of [`WORKPLACE`].
pub fn north(metres: f64) -> Place {
    Place {
        latitude: WORKPLACE.latitude + metres / 111_195.0,
        ..place()
    }
}

pub fn tap(mode: Mode, metres: Option<f64>) -> Deed {
    Deed::CheckIn {
        mode,
        reason: if mode.needs_reason() {
            "镇上开会".into()
        } else {
            String::new()
        },
        place: metres.map(north),
    }
}

pub fn deed_to_move(unit: UnitId, metres: f64) -> Deed {
    Deed::SetWorkplace {
        unit,
        workplace: Some(Workplace {
            latitude: north(metres).latitude,
            ..WORKPLACE
        }),
        hours: None,
    }
}

pub struct Phone {
    pub device: Device,
    pub line: Line,
    pub person: PersonId,
    folder: tempfile::TempDir,
}

impl Phone {
    /// How far this phone has heard the server.
    fn cursor(&self) -> Option<Cursor> {
        let db = rusqlite::Connection::open(self.folder.path().join("jishi.db")).unwrap();
        let sql = "SELECT value FROM kept WHERE key = 'pull_cursor'";
        let json: Option<String> = db.query_row(sql, [], |row| row.get(0)).ok();
        json.map(|json| serde_json::from_str(&json).unwrap())
    }
}

pub struct Office {
    pub phones: Vec<Phone>,
    county: County,
    clock: Arc<SetClock>,
}

impl Office {
    pub async fn start() -> Self {
        let clock = Arc::new(SetClock::at(NOW));
        let county = County::at(clock.clone()).await;
        let mut phones = Vec::new();
        for staff_no in ["311", "208", "402"] {
            let line = Line::to(county.server.address).await;
            let folder = tempfile::tempdir().unwrap();
            let device = Device::start(folder.path(), &format!("http://{}", line.address), NOW);
            device.enrol(&county.code(staff_no).await).await.unwrap();
            let known = async |d: &Device| d.ask(GetPolicy).await.is_ok_and(|on| !on.modes.is_empty());
            device.until("the county is known", known).await;
            let person = county.person(staff_no).await;
            phones.push(Phone {
                device,
                line,
                person,
                folder,
            });
        }
        Self {
            phones,
            county,
            clock,
        }
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Time passes, for server and phones alike.
    pub fn minutes(&self, minutes: u64) {
        self.clock.set(self.clock.now().plus(minutes as i64 * MINUTE));
        for phone in &self.phones {
            let behind = self.clock.now().since(phone.device.clock.now());
            phone.device.clock.pass(u64::try_from(behind).unwrap());
        }
    }

    /// Mostly minutes and hours; now and then days. Never over the edge of a day or a shift while something is done: the
    /// clocks stand at seven minutes past something.
    pub fn pass(&self, random: &mut Random) {
        let minutes = match random.below(12) {
            0 => 24 * 60,
            1..4 => 300,
            _ => 20,
        };
        self.minutes(minutes + (7 + 10 - (self.now().0 / MINUTE).rem_euclid(10) as u64) % 10);
    }

    /// Everything is sent, and everybody has what they may see.
    pub async fn all_have_all(&self) {
        for phone in &self.phones {
            phone.device.until_sent().await;
        }
        for phone in &self.phones {
            let told = async |_: &Device| self.has_all(phone).await;
            phone.device.until("everything is told", told).await;
        }
    }

    async fn has_all(&self, phone: &Phone) -> bool {
        let caller = self.caller(phone.person).await;
        let after = phone.cursor();
        let page = self.county.server.service().pull(&caller, PullQuery { after });
        let page = page.await.unwrap();
        page.changes.is_empty() && !page.anew && !page.more
    }

    async fn caller(&self, person: PersonId) -> Caller {
        let directory = self.county.server.service().directory().await.unwrap();
        Caller {
            person: directory.person(person).unwrap().clone(),
            device: storage::Device {
                id: DeviceId::new(NOW),
                person,
                public_key: vec![],
                revoked_at: None,
            },
        }
    }

    /// The ledger of somebody's year, from the server.
    pub async fn booked(&self, who: usize) -> Ledger {
        let service = self.county.server.service();
        let person = self.phones[who].person;
        let caller = self.caller(person).await;
        let day = self.day().await;
        let query = PersonScoreQuery {
            person,
            span: Span::Year,
            day,
        };
        service.person_score(&caller, query).await.unwrap().ledger
    }

    /// Whose moment somebody reacts to.
    pub async fn author(&self, who: usize, deed: &Deed) -> Option<usize> {
        let Deed::React { moment, .. } = deed else {
            return None;
        };
        let feed = self.phones[who].device.whole_feed().await;
        let author = feed.iter().find(|item| item.moment.id == *moment)?.moment.author;
        self.phones.iter().position(|phone| phone.person == author)
    }

    /// What the phone says, and then what it does.
    pub async fn preview_and_act(&self, who: usize, deed: Deed) -> (Preview, Result<Done, Fault>) {
        let device = &self.phones[who].device;
        let preview = device.ask(GetPreview(deed.clone())).await.unwrap();
        (preview, device.ask(Act(deed)).await)
    }

    /// Today, in the county.
    pub async fn day(&self) -> NaiveDate {
        let settings = self.county.server.service().settings().await.unwrap();
        settings.calendar.day(self.now())
    }

    pub async fn work_at(&self, who: usize, workplace: Workplace) {
        let set = Deed::SetWorkplace {
            unit: self.unit(0).await,
            workplace: Some(workplace),
            hours: None,
        };
        self.phones[who].device.ask(Act(set)).await.unwrap();
    }

    pub async fn unit(&self, who: usize) -> UnitId {
        let directory = self.county.server.service().directory().await.unwrap();
        directory.person(self.phones[who].person).unwrap().unit
    }

    /// What the server would not take, of anybody.
    pub async fn refusals(&self) -> Vec<String> {
        let mut all = Vec::new();
        for phone in &self.phones {
            let refusals = phone.device.ask(GetRefusals).await.unwrap();
            all.extend(refusals.iter().map(|refusal| format!("{:?}", refusal.problem)));
        }
        all
    }
}
