//! Choosing a person: by unit, up and down the tree.

use dioxus::prelude::*;
use jishi_core::{
    engine::{GetPeople, People},
    model::{Person, UnitId},
};

use crate::{
    components::{Avatar, Icon, Shape, Sheet},
    state::{Loaded, use_answer},
    t,
    texts::{Sentence as _, use_texts},
};

/// The sheet and its engine.
#[component]
pub fn PeopleSheet(onchoose: EventHandler<Person>, onclose: EventHandler<()>) -> Element {
    let texts = use_texts();
    let mut unit = use_signal(|| None::<UnitId>);
    let people = use_answer(move || GetPeople { unit: unit() });
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
pub fn PeopleView(people: People, onchoose: EventHandler<Person>, onunit: EventHandler<UnitId>) -> Element {
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
                for person in people.people {
                    li { key: "{person.id}",
                        button {
                            class: "row is-link",
                            r#type: "button",
                            onclick: {
                                let person = person.clone();
                                move |_| onchoose.call(person.clone())
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
