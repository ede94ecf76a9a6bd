//! The real thing: phones, lines, a server; and the steps that are taken with them.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::{Duration, Instant},
};

use jishi_core::{
    engine::{
        Act, AttachPhoto, Deed, Discard, EntryItem, Fault, FeedItem, GetPersonScore, GetPolicy, GetRefusals,
        GetScore, OpenDraft, Post, SaveDraft, SyncNow,
    },
    model::{Action, Entry, Mode, MomentId, PersonId, ReactionKind, Timestamp},
    protocol::ProblemKind,
    rules::score::Span,
};
use jishi_server::{Clock as _, SetClock, roster::read_roster};
use jishi_tests::{County, Database, Device, Line, NOW, Random, Weather, photo};

use super::expected::{Expected, STAFF, Shown, Who, Written};

const DAY: u64 = 86_400_000;
/// The server's clock stands still for a day of steps, the phones' run on.
const CLOCKS_APART: i64 = 10 * 60_000;

struct Phone {
    device: Device,
    line: Line,
    folder: tempfile::TempDir,
    person: PersonId,
}

impl Phone {
    fn url(&self) -> String {
        format!("http://{}", self.line.address)
    }
}

/// What a line does to requests but carry them.
const FOUL: [(Weather, &str); 9] = [
    (Weather::Cut, "requests cut"),
    (Weather::CutAnswer, "answers cut"),
    (Weather::HalfAnswer, "answers cut in half"),
    (Weather::Twice, "requests doubled"),
    (Weather::Late(80), "answers late"),
    (Weather::Portal, "a portal answers"),
    (Weather::Html(502), "the gateway is down"),
    (Weather::Overtaken(1), "requests overtaken"),
    (Weather::Overtaken(3), "requests overtaken by several"),
];

/// The phones and their server.
pub struct Village {
    county: Option<County>,
    /// Where its records are, if not in a file.
    database: Option<Database>,
    clock: Arc<SetClock>,
    phones: Vec<Phone>,
    photos: Vec<Vec<u8>>,
    words: u64,
}

impl Village {
    /// Everybody enrolled and in fair weather.
    pub async fn start(database: Option<Database>) -> Self {
        let clock = Arc::new(SetClock::at(NOW));
        let county = County::on(database.as_ref().map(Database::url), clock.clone()).await;
        let mut phones = Vec::new();
        for staff_no in STAFF {
            let line = Line::to(county.server.address).await;
            let folder = tempfile::tempdir().unwrap();
            let device = Device::start(folder.path(), &format!("http://{}", line.address), NOW);
            device.enrol(&county.code(staff_no).await).await.unwrap();
            let known = async |d: &Device| d.ask(GetPolicy).await.is_ok_and(|now| !now.modes.is_empty());
            device.until("the county is known", known).await;
            let person = county.person(staff_no).await;
            phones.push(Phone {
                device,
                line,
                folder,
                person,
            });
        }
        let photos = (0..4_u8).map(|seed| photo((60, 40), seed, seed)).collect();
        Self {
            county: Some(county),
            database,
            clock,
            phones,
            photos,
            words: 0,
        }
    }

    fn device(&self, who: Who) -> &Device {
        &self.phones[who].device
    }

    fn new_words(&mut self) -> String {
        self.words += 1;
        format!("第 {} 句", self.words)
    }

    /// Something happens.
    pub async fn step(&mut self, random: &mut Random, expected: &mut Expected) {
        let who = random.below(STAFF.len());
        match random.below(100) {
            0..20 => self.write(who, expected).await,
            20..25 => self.add_photo(who, random, expected).await,
            25..42 => self.post(who, expected).await,
            42..50 => self.edit(who, random, expected).await,
            50..54 => self.delete(who, random, expected).await,
            54..72 => self.like(who, random, expected).await,
            72..75 => self.tap(who, expected).await,
            75..76 => self.set_clock(who, random, expected),
            76..90 => self.change_weather(who, random, expected),
            90..94 => self.end_phone(who, expected).await,
            94..95 => self.change_roster(random, expected).await,
            95..99 => tokio::time::sleep(Duration::from_millis(random.below(30) as u64)).await,
            _ => self.restart_server(random, expected).await,
        }
    }

    async fn write(&mut self, who: Who, expected: &mut Expected) {
        let text = self.new_words();
        let draft = self.device(who).ask(OpenDraft).await.unwrap();
        let (known, photos) = (expected.drafts.get(&who), expected.photos.get(&who));
        assert_eq!(
            (draft.text.as_str(), draft.attachments.len()),
            (known.map_or("", String::as_str), photos.copied().unwrap_or(0)),
            "the draft of {who} is what was written last"
        );
        let save = SaveDraft {
            draft: draft.id,
            text: text.clone(),
            place: None,
        };
        self.device(who).ask(save).await.unwrap();
        expected.drafts.insert(who, text);
        expected.count("words");
    }

    async fn add_photo(&mut self, who: Who, random: &mut Random, expected: &mut Expected) {
        let draft = self.device(who).ask(OpenDraft).await.unwrap().id;
        let bytes = random.of(&self.photos).unwrap().clone();
        // The same photo twice is one.
        let with_it = self.device(who).ask(AttachPhoto { draft, bytes }).await.unwrap();
        expected.photos.insert(who, with_it.draft.attachments.len());
        expected.count("photos");
    }

    async fn post(&mut self, who: Who, expected: &mut Expected) {
        let Some(text) = expected.drafts.get(&who).cloned() else {
            return;
        };
        let draft = self.device(who).ask(OpenDraft).await.unwrap().id;
        let id = self.device(who).ask(Post(draft)).await.unwrap();
        expected.drafts.remove(&who);
        let photos = expected.photos.remove(&who).unwrap_or(0);
        let written = Written {
            author: who,
            text,
            photos,
            at: self.clock.now(),
            deleted: false,
        };
        expected.moments.insert(id, written);
        expected.count("posts");
    }

    /// A moment of one's own that is there.
    fn own(who: Who, random: &mut Random, expected: &Expected) -> Option<MomentId> {
        let mine = expected
            .moments
            .iter()
            .filter(|(_, moment)| moment.author == who && !moment.deleted);
        let mine: Vec<MomentId> = mine.map(|(id, _)| *id).collect();
        random.of(&mine).copied()
    }

    async fn edit(&mut self, who: Who, random: &mut Random, expected: &mut Expected) {
        let Some(moment) = Self::own(who, random, expected) else {
            return;
        };
        let text = self.new_words();
        let deed = Deed::EditMoment {
            moment,
            text: text.clone(),
        };
        if self.act(who, deed).await {
            expected.moments.get_mut(&moment).unwrap().text = text;
            expected.count("edits");
        }
    }

    async fn delete(&mut self, who: Who, random: &mut Random, expected: &mut Expected) {
        let Some(moment) = Self::own(who, random, expected) else {
            return;
        };
        if self.act(who, Deed::DeleteMoment { moment }).await {
            expected.moments.get_mut(&moment).unwrap().deleted = true;
            expected.count("deletions");
        }
    }

    /// Likes something in one's feed, or takes that back.
    async fn like(&mut self, who: Who, random: &mut Random, expected: &mut Expected) {
        let feed = self.device(who).feed().await;
        let others: Vec<&FeedItem> = feed.iter().filter(|item| !item.mine).take(12).collect();
        let Some(item) = random.of(&others) else { return };
        let moment = item.moment.id;
        let reaction = (!item.liked_by_me).then_some(ReactionKind::Like);
        let likes = reaction.is_some();
        if self.act(who, Deed::React { moment, reaction }).await {
            if likes {
                expected.likes.insert((moment, who));
                expected.count("likes");
            } else {
                expected.likes.remove(&(moment, who));
                expected.count("likes taken back");
            }
        }
    }

    /// Taps for attendance, which is a log too.
    async fn tap(&mut self, who: Who, expected: &mut Expected) {
        let text = self.new_words();
        let deed = Deed::CheckIn {
            mode: Mode::Meeting,
            reason: text.clone(),
            place: None,
        };
        let done = match self.device(who).ask(Act(deed)).await {
            Ok(done) => done,
            Err(Fault::Refused(_)) => return,
            Err(fault) => panic!("{fault}"),
        };
        let written = Written {
            author: who,
            text,
            photos: 0,
            at: self.clock.now(),
            deleted: false,
        };
        expected.moments.insert(MomentId(done.subject), written);
        expected.count("taps");
    }

    /// Somebody sets the clock of their phone: wrong, more wrong, or right again.
    fn set_clock(&self, who: Who, random: &mut Random, expected: &mut Expected) {
        const DAYS: [i64; 5] = [0, 1, -1, 3_650, -3_650];
        let clock = &self.device(who).clock;
        let set = DAYS[random.below(DAYS.len())] * DAY as i64;
        clock.advance(set - clock.off());
        expected.count("clocks set");
    }

    /// Does it; whether the rules let it pass.
    async fn act(&self, who: Who, deed: Deed) -> bool {
        match self.device(who).ask(Act(deed)).await {
            Ok(_) => true,
            Err(Fault::Refused(_)) => false,
            Err(fault) => panic!("{fault}"),
        }
    }

    fn change_weather(&self, who: Who, random: &mut Random, expected: &mut Expected) {
        let (weather, name) = match random.below(FOUL.len() + 3) {
            foul if foul < FOUL.len() => FOUL[foul],
            _ => (Weather::Fair, "fair"),
        };
        self.phones[who].line.set(weather);
        expected.count(name);
    }

    /// How many requests each weather struck.
    pub fn strikes(&self) -> impl Iterator<Item = (&'static str, u64)> {
        let met = |weather| self.phones.iter().map(|phone| phone.line.met(weather)).sum();
        FOUL.into_iter().map(move |(weather, name)| (name, met(weather)))
    }

    /// The system ends the app, whatever it is at; the person opens it again.
    async fn end_phone(&mut self, who: Who, expected: &mut Expected) {
        let phone = self.phones.remove(who);
        let url = phone.url();
        let Phone {
            device,
            line,
            folder,
            person,
        } = phone;
        let clock = device.clock.clone();
        device.kill().await;
        let device = Device::by(clock, folder.path(), &url);
        let phone = Phone {
            device,
            line,
            folder,
            person,
        };
        self.phones.insert(who, phone);
        expected.count("phones ended");
    }

    async fn restart_server(&mut self, random: &mut Random, expected: &mut Expected) {
        if let Some(database) = &self.database {
            database.cut().await;
            expected.count("databases cut");
        }
        // One in a hundred steps is too often for what it takes.
        if random.below(4) > 0 {
            return;
        }
        let county = self.county.take().unwrap().restart(self.clock.clone()).await;
        for phone in &self.phones {
            phone.line.lead_to(county.server.address);
        }
        self.county = Some(county);
        expected.count("server restarts");
    }

    /// The leader is moved to the other township, or back.
    async fn change_roster(&self, random: &mut Random, expected: &mut Expected) {
        if random.below(3) > 0 {
            return;
        }
        expected.moved = !expected.moved;
        let unit = if expected.moved {
            "试县/西乡"
        } else {
            "试县/东镇"
        };
        let text = format!(
            "工号,姓名,单位,单位类别,职务,级别,人员类别,角色\n208,陈志远,{unit},乡镇,镇长,乡科级正职,普通,领导\n"
        );
        let service = self.county.as_ref().unwrap().server.service();
        let rows = read_roster(text.as_bytes()).unwrap();
        // Where the database has just dropped its connections, whoever imports is told that nothing was stored, and does it
        // again.
        let mut tries = 0;
        while let Err(problem) = service.import_roster(&rows).await {
            let is_cut = self.database.is_some() && problem.kind == ProblemKind::Internal;
            tries += 1;
            assert!(is_cut && tries < 10, "{problem:?}");
            expected.count("rosters imported again");
        }
        expected.count("roster changes");
    }

    /// Fair weather for everybody until nothing moves any more. What is not as the model says is told.
    pub async fn come_to_rest(&mut self, expected: &mut Expected) -> Vec<String> {
        for phone in &self.phones {
            phone.line.set(Weather::Fair);
        }
        let began = Instant::now();
        let mut faults = Vec::new();
        while began.elapsed() < Duration::from_secs(40) {
            faults.clear();
            for who in 0..self.phones.len() {
                let state = self.device(who).sync_state().await;
                if state.waiting > 0 {
                    faults.push(format!("lost: {} of {who} are not sent", state.waiting));
                    continue;
                }
                faults.extend(self.settle_refusals(who, expected).await);
            }
            if faults.is_empty() {
                for who in 0..self.phones.len() {
                    faults.extend(self.compare(who, expected).await);
                }
            }
            if faults.is_empty() {
                return faults;
            }
            for who in 0..self.phones.len() {
                self.device(who).ask(SyncNow).await.unwrap();
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        faults
    }

    /// What the server refuses although the phone let it pass: a like of what was deleted meanwhile, or of what one no longer
    /// sees since the roster was changed, and nothing else. Which of several likes and unlikes of one moment came in time is
    /// the server's to say.
    async fn settle_refusals(&self, who: Who, expected: &mut Expected) -> Vec<String> {
        let mut faults = Vec::new();
        for refusal in self.device(who).ask(GetRefusals).await.unwrap() {
            match refusal.action {
                Action::React { moment, .. }
                    if expected.moments.get(&moment).is_some_and(|moment| moment.deleted) =>
                {
                    self.device(who).ask(Discard(refusal.operation)).await.unwrap();
                    expected.count("likes of what was deleted");
                }
                Action::React { moment, .. } if expected.done.contains_key("roster changes") => {
                    if self.likes(who, moment).await {
                        expected.likes.insert((moment, who));
                    } else {
                        expected.likes.remove(&(moment, who));
                    }
                    self.device(who).ask(Discard(refusal.operation)).await.unwrap();
                    expected.count("likes of what one no longer sees");
                }
                action => faults.push(format!(
                    "wrong: {who} was refused {action:?}: {}",
                    refusal.problem
                )),
            }
        }
        faults
    }

    /// Whether a like stands at the server.
    async fn likes(&self, who: Who, moment: MomentId) -> bool {
        let storage = self.county.as_ref().unwrap().server.service().storage();
        let (giver, ever) = (self.phones[who].person, Timestamp(i64::MAX));
        let given = storage.given(giver, Timestamp(0), ever).await.unwrap();
        given.iter().any(|reaction| reaction.moment == moment)
    }

    async fn compare(&self, who: Who, expected: &Expected) -> Vec<String> {
        let mut faults = Vec::new();
        let should = expected.feed_of(who);
        let mut shown: BTreeMap<MomentId, Shown> = BTreeMap::new();
        for item in self.device(who).whole_feed().await {
            let likes: BTreeSet<Who> = (0..STAFF.len())
                .filter(|giver| {
                    item.likes
                        .iter()
                        .any(|person| person.id == self.phones[*giver].person)
                })
                .collect();
            let (id, photos) = (item.moment.id, item.moment.attachments.len());
            let at = expected.moments.get(&id).map_or(NOW, |written| written.at);
            if item.moment.done_at.since(at).abs() > CLOCKS_APART {
                faults.push(format!(
                    "wrong: {id:?} at {who} is of {:?}, not of {at:?}",
                    item.moment.done_at
                ));
            }
            if shown.insert(id, (item.moment.text, photos, likes)).is_some() {
                faults.push(format!("doubled: {id:?} at {who}"));
            }
        }
        for (id, moment) in &should {
            match shown.get(id) {
                None => faults.push(format!("lost: {moment:?} at {who}")),
                Some(seen) if seen != moment => {
                    faults.push(format!("wrong: {seen:?} at {who}, should be {moment:?}"));
                }
                Some(_) => {}
            }
        }
        for (id, moment) in &shown {
            if !should.contains_key(id) {
                let author = expected.moments.get(id).map(|written| written.author);
                let may = author.is_some_and(|author| expected.sees(who, author));
                faults.push(format!("wrong: {moment:?} at {who}, who may see it: {may}"));
            }
        }
        faults.extend(self.compare_ledgers(who).await);
        faults
    }

    /// That the phone comes to the server's ledger, entry by entry.
    async fn compare_ledgers(&self, who: Who) -> Option<String> {
        let (device, person) = (self.device(who), self.phones[who].person);
        let span = Span::Month;
        let day = None;
        let booked = device.ask(GetPersonScore { person, span, day }).await.unwrap();
        let day = booked.today;
        let own = device.ask(GetScore { span, day }).await.unwrap();
        let entries =
            |items: Vec<EntryItem>| -> Vec<Entry> { items.into_iter().map(|item| item.entry).collect() };
        let (own, booked) = (entries(own.entries), entries(booked.entries));
        (own != booked).then(|| format!("wrong: {who} comes to {own:?}, the server to {booked:?}"))
    }

    /// The next morning: windows and daily numbers begin anew.
    pub fn next_day(&mut self) {
        for phone in &self.phones {
            phone.device.clock.pass(DAY);
        }
        self.clock.advance(DAY as i64);
    }
}
