//! A host whose engine answers from a script.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
};

use jishi_core::{
    engine::{
        Attendance, Capability, Change, Command, Draft, Fault, FeedItem, FeedPage, Leaves, LessonItem,
        LessonPage, MediaBytes, NewsItem, OwnData, People, Preview, Reply, ScorePage, Sections, Session,
        SyncState, TaskPage, Tasks, Today, Todo, from_bytes, to_bytes,
    },
    model::Sha256,
    ports::{Answer, EngineLink, Host, Installation, Location, Recorder, RecordingSession, Room},
};

use super::people;

/// What the engine has. A part that is `None` never answers.
#[derive(Clone)]
pub struct Script {
    pub session: Option<Result<Session, Fault>>,
    pub feed: Option<Result<Vec<FeedItem>, Fault>>,
    pub sync: SyncState,
    pub draft: Draft,
    pub enrol: Result<(), Fault>,
    pub broken_media: Vec<Sha256>,
    pub policy: Option<Sections>,
    pub attendance: Option<Attendance>,
    pub today: Option<Today>,
    pub leaves: Option<Leaves>,
    pub todo: Option<Todo>,
    pub score: Option<ScorePage>,
    pub lessons: Vec<LessonPage>,
    pub lesson_items: Option<Vec<LessonItem>>,
    pub preview: Option<Preview>,
    pub tasks: Option<Tasks>,
    pub task_pages: Vec<TaskPage>,
    pub people: Option<People>,
    pub news: Option<Vec<NewsItem>>,
    pub room: Option<Room>,
    /// Whether a newer version of the app is ready.
    pub update: bool,
}

impl Default for Script {
    fn default() -> Self {
        Self {
            session: Some(Ok(Session {
                me: Some((people::me(), people::unit())),
                moved_aside: None,
                ended: None,
                asked: None,
                waiting: 0,
            })),
            feed: Some(Ok(vec![])),
            sync: SyncState::default(),
            draft: people::empty_draft(),
            enrol: Ok(()),
            broken_media: vec![],
            policy: None,
            attendance: None,
            today: None,
            leaves: None,
            todo: None,
            score: None,
            lessons: vec![],
            lesson_items: None,
            preview: None,
            tasks: None,
            task_pages: vec![],
            people: None,
            news: None,
            room: None,
            update: false,
        }
    }
}

type Listener = Box<dyn Fn(Change)>;

/// The engine: a script, and what it was asked.
#[derive(Default)]
pub struct FakeEngine {
    pub script: RefCell<Script>,
    pub asked: RefCell<Vec<Command>>,
    /// What the app's sign shows.
    pub badge: Cell<u32>,
    listeners: RefCell<Vec<Listener>>,
}

impl FakeEngine {
    pub fn new(script: Script) -> Rc<Self> {
        Rc::new(Self {
            script: RefCell::new(script),
            ..Self::default()
        })
    }

    pub fn tell(&self, change: &Change) {
        for listener in self.listeners.borrow().iter() {
            listener(change.clone());
        }
    }

    pub fn host(self: &Rc<Self>) -> Host {
        Host {
            engine: self.clone(),
            location: Rc::new(NoDevice),
            recorder: Rc::new(NoDevice),
            installation: self.clone(),
        }
    }

    fn reply(&self, command: &Command) -> Option<Result<Reply, Fault>> {
        let script = self.script.borrow();
        Some(Ok(match command {
            Command::Session(_) => return script.session.clone().map(|s| s.map(Reply::Session)),
            Command::Enrol(_) => {
                return Some(
                    script
                        .enrol
                        .clone()
                        .map(|()| Reply::Session(Script::default().session.unwrap().unwrap())),
                );
            }
            Command::Feed(ask) => {
                let items = match script.feed.clone()? {
                    Ok(items) => items,
                    Err(fault) => return Some(Err(fault)),
                };
                let from = ask.before.map_or(0, |before| {
                    items
                        .iter()
                        .position(|item| item.moment.id == before.id)
                        .map_or(items.len(), |at| at + 1)
                });
                let end = ask.until.map_or(items.len(), |until| {
                    items
                        .iter()
                        .position(|item| item.cursor() < until)
                        .unwrap_or(items.len())
                });
                let page: Vec<_> = items[..end]
                    .iter()
                    .skip(from)
                    .take(ask.limit as usize)
                    .cloned()
                    .collect();
                let next = (from + page.len() < end)
                    .then(|| page.last().map(FeedItem::cursor))
                    .flatten();
                Reply::Feed(FeedPage { items: page, next })
            }
            Command::Moment(ask) => match script.feed.clone()? {
                Ok(items) => match items.into_iter().find(|item| item.moment.id == ask.0) {
                    Some(item) => Reply::Moment(Box::new(item)),
                    None => return Some(Err(Fault::NotFound)),
                },
                Err(fault) => return Some(Err(fault)),
            },
            Command::OpenDraft(_) => Reply::OpenDraft(script.draft.clone()),
            Command::SaveDraft(_) => Reply::SaveDraft(()),
            Command::Media(ask) if script.broken_media.contains(&ask.sha256) => {
                return Some(Err(Fault::NotFound));
            }
            Command::Media(ask) => Reply::Media(picture(ask.sha256)),
            Command::SyncState(_) => Reply::SyncState(script.sync.clone()),
            Command::OwnData(_) => Reply::OwnData(OwnData {
                moments: 2,
                records: 3,
                entries: 4,
                file: MediaBytes {
                    mime: "application/json".into(),
                    bytes: b"{}".to_vec(),
                },
            }),
            Command::Follow(_) => Reply::Follow(()),
            Command::WifiOnly(_) => Reply::WifiOnly(()),
            Command::SendNow(_) => Reply::SendNow(()),
            Command::Act(_) => Reply::Act(jishi_core::engine::Done {
                subject: uuid::Uuid::nil(),
            }),
            Command::Policy(_) => Reply::Policy(script.policy.clone()?),
            Command::Attendance(_) => Reply::Attendance(Box::new(script.attendance.clone()?)),
            Command::Today(_) => Reply::Today(Box::new(script.today.clone()?)),
            Command::Leaves(_) => Reply::Leaves(script.leaves.clone()?),
            Command::Score(_) => Reply::Score(script.score.clone()?),
            Command::Todo(_) => Reply::Todo(Box::new(script.todo.clone()?)),
            Command::Lessons(_) => Reply::Lessons(script.lesson_items.clone()?),
            Command::Lesson(ask) => match script.lessons.iter().find(|page| page.lesson.id == ask.0) {
                Some(page) => Reply::Lesson(Box::new(page.clone())),
                None => return Some(Err(Fault::NotFound)),
            },
            Command::News(_) => Reply::News(script.news.clone()?),
            Command::ReadNews(_) => Reply::ReadNews(()),
            Command::KeepReading(_) => Reply::KeepReading(()),
            Command::Tasks(_) => Reply::Tasks(script.tasks.clone()?),
            Command::Task(ask) => match script.task_pages.iter().find(|page| page.task.task.id == ask.0) {
                Some(page) => Reply::Task(Box::new(page.clone())),
                None => return Some(Err(Fault::NotFound)),
            },
            Command::OpenResult(_) => Reply::OpenResult(script.draft.clone()),
            Command::OpenForm(_) => Reply::OpenForm(script.draft.clone()),
            Command::SaveForm(_) => Reply::SaveForm(()),
            Command::People(_) => Reply::People(script.people.clone()?),
            Command::Preview(_) => Reply::Preview(script.preview.clone()?),
            _ => return None,
        }))
    }
}

impl EngineLink for FakeEngine {
    fn ask(&self, command: Vec<u8>) -> Answer<Vec<u8>> {
        let command: Command = from_bytes(&command).unwrap();
        let reply = self.reply(&command);
        self.asked.borrow_mut().push(command);
        match reply {
            Some(reply) => Box::pin(std::future::ready(Ok(to_bytes(&reply).unwrap()))),
            None => Box::pin(std::future::pending()),
        }
    }

    fn listen(&self, listener: Listener) {
        self.listeners.borrow_mut().push(listener);
    }
}

struct NoDevice;

impl Installation for FakeEngine {
    fn keep_data(&self) {}

    fn room(&self) -> Answer<Option<Room>> {
        Box::pin(std::future::ready(Ok(self.script.borrow().room)))
    }

    fn on_update(&self, tell: Box<dyn Fn()>) {
        if self.script.borrow().update {
            tell();
        }
    }

    fn update(&self) {}

    fn begin_anew(&self) {}

    fn badge(&self, count: u32) {
        self.badge.set(count);
    }
}

impl Location for NoDevice {
    fn locate(&self) -> Answer<jishi_core::model::Place> {
        Box::pin(std::future::ready(Err(Fault::Unsupported(Capability::Location))))
    }
}

impl Recorder for NoDevice {
    fn start(&self) -> Answer<Box<dyn RecordingSession>> {
        Box::pin(std::future::ready(Err(Fault::Unsupported(
            Capability::Microphone,
        ))))
    }
}

/// A drawn landscape, different for each digest.
fn picture(sha256: Sha256) -> MediaBytes {
    let at = |index: usize| u32::from(sha256.0[index]);
    let (hue, sun, a, b) = (at(1) % 60 + 80, at(2) % 300 + 50, at(3) % 120, at(4) % 120);
    let values: HashMap<&str, String> = HashMap::from([
        ("sky", format!("hsl({},45%,{}%)", hue + 110, 72 + at(5) % 14)),
        ("far", format!("hsl({},22%,56%)", hue + 70)),
        ("near", format!("hsl({hue},34%,36%)")),
        (
            "field",
            format!("hsl({},44%,{}%)", 50 + at(6) % 60, 46 + at(7) % 14),
        ),
    ]);
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 400 400' preserveAspectRatio='xMidYMid slice' width='800' height='800'>\
         <rect width='400' height='400' fill='{}'/><circle cx='{sun}' cy='90' r='26' fill='#fff3d0'/>\
         <path d='M0 {f1}Q90 {f2} 180 210T400 180V400H0z' fill='{}'/>\
         <path d='M0 270Q110 {n1} 230 260T400 {n2}V400H0z' fill='{}'/>\
         <path d='M0 310Q200 280 400 320V400H0z' fill='{}'/></svg>",
        values["sky"],
        values["far"],
        values["near"],
        values["field"],
        f1 = 150 + a / 2,
        f2 = 100 + b,
        n1 = 200 + a / 2,
        n2 = 230 + b / 3,
    );
    MediaBytes {
        mime: "image/svg+xml".into(),
        bytes: svg.into_bytes(),
    }
}
