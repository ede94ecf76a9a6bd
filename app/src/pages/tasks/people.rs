//! Choosing a person: by unit, up and down the tree.

use dioxus::prelude::*;
use jishi_core::{
    engine::{GetPeople, People},
    model::{Person, TaskId, Unit, UnitId},
};
use serde::{Deserialize, Serialize};

use crate::{
    components::{Avatar, Icon, Shape, Sheet},
    state::{Loaded, use_answer},
    t,
    texts::{Sentence as _, use_texts},
};

/// Who was chosen to answer for a task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chosen {
    /// The person.
    pub person: Person,
    /// The unit, if it was chosen, and the person heads it.
    pub unit: Option<Unit>,
}

/// The sheet and its engine.
#[component]
pub fn PeopleSheet(
    /// The task of which a part is given.
    parent: Option<TaskId>,
    onchoose: EventHandler<Chosen>,
    onclose: EventHandler<()>,
) -> Element {
    let texts = use_texts();
    let mut unit = use_signal(|| None::<UnitId>);
    let people = use_answer(move || GetPeople { unit: unit(), parent });
    let loaded = people.read().clone();
    rsx! {
        Sheet { title: t!(texts, "people-title"), onclose,
            match loaded {
                Loaded::Ready(people) => rsx! {
                    PeopleView { people, onchoose, onunit: move |to: UnitId| unit.set(Some(to)) }
                },
                Loaded::Failed(fault) => rsx! { p { role: "alert", {fault.sentence(&texts)} } },
                Loaded::Loading => rsx! { p { role: "status", {t!(texts, "loading")} } },
            }
        }
    }
}

/// A unit: the way up, its people, the units below.
#[component]
pub fn PeopleView(people: People, onchoose: EventHandler<Chosen>, onunit: EventHandler<UnitId>) -> Element {
    let texts = use_texts();
    let none = people.people.is_empty() && people.below.is_empty();
    rsx! {
        div { class: "people",
            h3 { class: "people-unit", {people.unit.name.clone()} }
            if none {
                p { class: "is-soft", {t!(texts, "people-none")} }
            }
            ul { class: "rows",
                if let Some(above) = people.unit.parent {
                    li { key: "{above}",
                        button { class: "row is-link", r#type: "button", onclick: move |_| onunit.call(above),
                            Icon { shape: Shape::Back }
                            span { class: "row-main", {t!(texts, "people-above")} }
                        }
                    }
                }
                if let Some(person) = people.head {
                    li {
                        button {
                            class: "row is-link",
                            r#type: "button",
                            onclick: {
                                let chosen = Chosen { person: person.clone(), unit: Some(people.unit.clone()) };
                                move |_| onchoose.call(chosen.clone())
                            },
                            Icon { shape: Shape::Place }
                            span { class: "row-main",
                                span { class: "row-title", {t!(texts, "people-whole-unit", unit = people.unit.name.as_str())} }
                                span { class: "people-post", {t!(texts, "people-head", name = person.name.as_str())} }
                            }
                        }
                    }
                }
                for person in people.people {
                    li { key: "{person.id}",
                        button {
                            class: "row is-link",
                            r#type: "button",
                            onclick: {
                                let chosen = Chosen { person: person.clone(), unit: None };
                                move |_| onchoose.call(chosen.clone())
                            },
                            Avatar { person: person.clone() }
                            span { class: "row-main",
                                bdi { class: "row-title", {person.name.clone()} }
                                span { class: "people-post", {person.post.clone()} }
                            }
                        }
                    }
                }
                for unit in people.below {
                    li { key: "{unit.id}",
                        button { class: "row is-link", r#type: "button", onclick: move |_| onunit.call(unit.id),
                            Icon { shape: Shape::Person }
                            span { class: "row-main", {unit.name.clone()} }
                            Icon { shape: Shape::Forward }
                        }
                    }
                }
            }
        }
    }
}
