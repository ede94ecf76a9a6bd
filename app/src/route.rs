//! Addresses, and the frame around the pages: one column on a phone; tabs, feed and page side by side on a wide screen.

use chrono::NaiveDate;
use dioxus::prelude::*;
use jishi_core::{
    engine::{GetNews, GetPolicy, GetTodo, Sections, Todo as Waiting},
    model::{LessonId, MomentId, PersonId, TaskId, UnitId},
};

use crate::{
    components::NavBar,
    pages::{
        AskLeavePage, AskUsualPage, CheckInPage, ComposePage, CorrectionPage, DevicesPage, FeedPage,
        GiveTaskPage, LearningOverviewPage, LeavePage, LessonPage, LessonsPage, LooksPage, MePage,
        MissingPage, MomentPage, NewsPage, OwnDataPage, PersonScorePage, PhotoPage, PlacesPage, PublishPage,
        ReceiptsPage, ResultPage, ScorePage, SearchPage, SplitTaskPage, TaskPage, TasksPage, TodoPage,
        TracePage, UnitDayPage, UnitDevicesPage, UnitOnDayPage, UnitWorkplacePage, Words, WorkplacePage,
    },
    state::{Loaded, use_answer, use_host, use_topics},
    t,
    texts::use_texts,
};

/// Every address.
#[derive(Clone, Debug, PartialEq, Routable)]
#[rustfmt::skip]
pub enum Route {
    #[layout(Panes)]
        /// The feed.
        #[route("/", Nothing)]
        Feed {},
        /// Looking for moments; empty words, days and so on ask for any.
        #[route("/search?:words&:whose&:from&:to", SearchPage)]
        Search {
            /// What stands in them.
            words: Words,
            /// Whose they are: `unit`, `followed` or `mine`.
            whose: String,
            /// The first day, as in `2026-11-27`.
            from: String,
            /// The last day.
            to: String,
        },
        /// Writing.
        #[route("/compose", ComposePage)]
        Compose {},
        /// One moment.
        #[route("/moment/:id", MomentPage)]
        Moment {
            /// Which.
            id: MomentId,
        },
        /// What a moment said before.
        #[route("/moment/:id/trace", TracePage)]
        Trace {
            /// Which moment.
            id: MomentId,
        },
        /// A photo of a moment, over the whole screen.
        #[route("/moment/:id/photo/:index", PhotoPage)]
        Photo {
            /// Which moment.
            id: MomentId,
            /// Which of its photos, from 0.
            index: usize,
        },
        /// Attendance.
        #[route("/check-in", CheckInPage)]
        CheckIn {},
        /// Asking for a shift without a tap, over attendance.
        #[route("/correction/:day/:shift", CorrectionPage)]
        Correction {
            /// Of which day.
            day: NaiveDate,
            /// Which shift, from 0.
            shift: u8,
        },
        /// Leaves: one's own, and those to decide.
        #[route("/leave", LeavePage)]
        Leave {},
        /// Asking for leave.
        #[route("/leave/new", AskLeavePage)]
        AskLeave {},
        /// Asking for the leave that is offered.
        #[route("/leave/usual", AskUsualPage)]
        AskUsual {},
        /// What waits for one.
        #[route("/todo", TodoPage)]
        Todo {},
        /// What there is to read.
        #[route("/lessons", LessonsPage)]
        Lessons {},
        /// Publishing a lesson.
        #[route("/lessons/new", PublishPage)]
        PublishLesson {},
        /// One lesson.
        #[route("/lessons/:id", LessonPage)]
        Lesson {
            /// Which.
            id: LessonId,
        },
        /// Tasks: one's own, and those given.
        #[route("/tasks", TasksPage)]
        Tasks {},
        /// Giving a task.
        #[route("/tasks/new", GiveTaskPage)]
        GiveTask {},
        /// One task.
        #[route("/tasks/:id", TaskPage)]
        Task {
            /// Which.
            id: TaskId,
        },
        /// Giving a part of a task to somebody.
        #[route("/tasks/:id/split", SplitTaskPage)]
        SplitTask {
            /// Of which.
            id: TaskId,
        },
        /// Delivering the result of a task.
        #[route("/tasks/:id/result", ResultPage)]
        TaskResult {
            /// Of which.
            id: TaskId,
        },
        /// One's own score.
        #[route("/me/score", ScorePage)]
        Score {},
        /// The day of one's unit.
        #[route("/unit", UnitDayPage)]
        UnitDay {},
        /// The day of a unit.
        #[route("/unit/:unit/:day", UnitOnDayPage)]
        UnitOnDay {
            /// Which.
            unit: UnitId,
            /// Which day.
            day: NaiveDate,
        },
        /// Where and when one's unit works.
        #[route("/workplace", WorkplacePage)]
        Workplace {},
        /// Where and when a unit works.
        #[route("/workplace/:unit", UnitWorkplacePage)]
        UnitWorkplace {
            /// Which.
            unit: UnitId,
        },
        /// Somebody else's ledger.
        #[route("/people/:person", PersonScorePage)]
        PersonScore {
            /// Whose.
            person: PersonId,
        },
        /// Places of the people of one's unit and those below.
        #[route("/places", PlacesPage)]
        Places {},
        /// How learning stands in the county.
        #[route("/learning", LearningOverviewPage)]
        Learning {},
        /// Phones of the people of one's unit.
        #[route("/devices", DevicesPage)]
        Devices {},
        /// Phones of the people of a unit.
        #[route("/devices/:unit", UnitDevicesPage)]
        UnitDevices {
            /// Which.
            unit: UnitId,
        },
        /// News.
        #[route("/news", NewsPage)]
        News {},
        /// Oneself.
        #[route("/me", MePage)]
        Me {},
        /// Who looked at one's records.
        #[route("/me/looks", LooksPage)]
        Looks {},
        /// One's own data, to be taken along.
        #[route("/me/data", OwnDataPage)]
        OwnData {},
        /// The server's signed receipts.
        #[route("/me/receipts", ReceiptsPage)]
        Receipts {},
        /// Binding the device. Whoever is enrolled is sent to the feed.
        #[route("/enrol", Enrolled)]
        Enrol {},
        /// No page.
        #[route("/:..rest", MissingPage)]
        Missing {
            /// What was asked for.
            rest: Vec<String>,
        },
}

impl Route {
    /// Looking for moments, before anything is looked for.
    #[must_use]
    pub const fn search() -> Self {
        Self::Search {
            words: Words(String::new()),
            whose: String::new(),
            from: String::new(),
            to: String::new(),
        }
    }

    /// The tab under which it stands; none for an address without a page.
    #[must_use]
    pub const fn tab(&self) -> Option<Self> {
        Some(match self {
            Self::Feed {}
            | Self::Search { .. }
            | Self::Compose {}
            | Self::Moment { .. }
            | Self::Trace { .. }
            | Self::Photo { .. }
            | Self::News {} => Self::Feed {},
            Self::CheckIn {} | Self::Correction { .. } => Self::CheckIn {},
            Self::Todo {}
            | Self::Lessons {}
            | Self::PublishLesson {}
            | Self::Lesson { .. }
            | Self::Tasks {}
            | Self::GiveTask {}
            | Self::Task { .. }
            | Self::SplitTask { .. }
            | Self::TaskResult { .. } => Self::Todo {},
            Self::Me {}
            | Self::Leave {}
            | Self::AskLeave {}
            | Self::AskUsual {}
            | Self::Score {}
            | Self::UnitDay {}
            | Self::UnitOnDay { .. }
            | Self::Workplace {}
            | Self::UnitWorkplace { .. }
            | Self::PersonScore { .. }
            | Self::Places {}
            | Self::Learning {}
            | Self::Devices {}
            | Self::UnitDevices { .. }
            | Self::Looks {}
            | Self::OwnData {}
            | Self::Receipts {} => Self::Me {},
            Self::Enrol {} | Self::Missing { .. } => return None,
        })
    }

    /// Whether there is such a page where this is switched on. Each page that rests on a section of the policy is named here,
    /// and nowhere else; who may look at it is another question, which the page answers.
    #[must_use]
    pub const fn is_there(&self, sections: &Sections) -> bool {
        match self {
            Self::CheckIn {} | Self::Workplace {} | Self::UnitWorkplace { .. } => !sections.modes.is_empty(),
            Self::Correction { .. } => sections.correction,
            Self::AskLeave {} | Self::AskUsual {} => !sections.leave.is_empty(),
            Self::Lessons {} | Self::PublishLesson {} | Self::Lesson { .. } | Self::Learning {} => {
                sections.learning
            }
            Self::Tasks {}
            | Self::GiveTask {}
            | Self::Task { .. }
            | Self::SplitTask { .. }
            | Self::TaskResult { .. } => sections.tasks,
            Self::Score {} | Self::PersonScore { .. } => sections.points,
            Self::Places {} => sections.ranking,
            // Leaves asked for before leave was switched off stay to be read: that page itself knows whether there are any.
            Self::Leave {}
            | Self::Feed {}
            | Self::Search { .. }
            | Self::Compose {}
            | Self::Moment { .. }
            | Self::Photo { .. }
            | Self::Trace { .. }
            | Self::Todo {}
            | Self::UnitDay {}
            | Self::UnitOnDay { .. }
            | Self::Devices {}
            | Self::UnitDevices { .. }
            | Self::News {}
            | Self::Me {}
            | Self::Looks {}
            | Self::OwnData {}
            | Self::Receipts {}
            | Self::Enrol {}
            | Self::Missing { .. } => true,
        }
    }
}

/// Navigation, feed and page. The feed stays mounted under every page, so that coming back finds it where it was left.
#[component]
fn Panes() -> Element {
    let route = use_route::<Route>();
    let topics = use_topics();
    let texts = use_texts();
    let sections = use_answer(|| GetPolicy);
    let todo = use_answer(|| GetTodo);
    let news = use_answer(|| GetNews);
    // From here on there is something that must not be cleared away.
    let host = use_host();
    use_hook(|| host.installation.keep_data());
    let switched_on = |route: &Route| match &*sections.read() {
        Loaded::Ready(sections) => Some(route.is_there(sections)),
        Loaded::Loading | Loaded::Failed(_) => None,
    };
    let attendance = switched_on(&Route::CheckIn {}) == Some(true);
    // Until that is known the page itself waits for its answers.
    let missing = switched_on(&route) == Some(false);
    let todo = match &*todo.read() {
        Loaded::Ready(todo) => waiting(todo),
        // What was refused is known before the rest is.
        Loaded::Loading | Loaded::Failed(_) => topics.sync.read().refused,
    };
    let unread = match &*news.read() {
        // An open task is among what waits already.
        Loaded::Ready(items) => items
            .iter()
            .filter(|item| item.unread && !item.about.is_to_do())
            .count(),
        Loaded::Loading | Loaded::Failed(_) => 0,
    };
    use_effect(use_reactive!(|(todo, unread)| {
        let unread = u32::try_from(unread).unwrap_or(u32::MAX);
        host.installation.badge(todo.saturating_add(unread));
    }));
    // What the address is about is the main part of the page; on a phone there is nothing else.
    let (list, detail) = if matches!(route, Route::Feed {}) {
        ("main", "complementary")
    } else {
        ("region", "main")
    };
    let place = match &route {
        Route::Feed {} => "frame is-feed",
        // Over attendance, as a sheet is.
        Route::Correction { .. } => "frame is-tab",
        page if page.tab().as_ref() == Some(page) => "frame is-tab",
        _ => "frame is-page",
    };
    rsx! {
        div { class: place,
            NavBar { current: route, attendance, todo }
            div { class: "pane is-list", role: list, "aria-label": t!(texts, "nav-feed"), FeedPage { news } }
            div { class: "pane is-detail", role: detail,
                if missing {
                    MissingPage { rest: vec![] }
                } else {
                    Outlet::<Route> {}
                }
            }
        }
    }
}

/// How many things wait to be done.
fn waiting(todo: &Waiting) -> u32 {
    let asked = todo.leaves.len() + todo.corrections.len() + todo.appeals.len();
    let decisions = asked + todo.doubts.len() + todo.results.len();
    let all = decisions + todo.tasks.len() + todo.lessons.len() + todo.refusals.len();
    u32::try_from(all).unwrap_or(u32::MAX)
}

/// Beside the feed, until something is chosen. A phone does not show it.
#[component]
fn Nothing() -> Element {
    let texts = use_texts();
    rsx! {
        div { class: "nothing",
            span { class: "brand is-large", "aria-hidden": "true",
                crate::components::Icon { shape: crate::components::Shape::SealJi }
            }
            p { {t!(texts, "nothing-chosen")} }
        }
    }
}

#[component]
fn Enrolled() -> Element {
    use_effect(|| {
        navigator().replace(Route::Feed {});
    });
    rsx! {}
}
