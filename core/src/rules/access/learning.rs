//! Who publishes lessons. Reading them is everybody's.

use crate::model::{Person, PersonId, Role};

/// Whether `person` may publish lessons: the organization department.
#[must_use]
pub fn may_publish_lessons(person: &Person) -> bool {
    person.role == Role::Organization
}

/// Whether `person` may take back a lesson of `publisher`: whoever published it, and the organization department.
#[must_use]
pub fn may_withdraw_lesson(person: &Person, publisher: PersonId) -> bool {
    person.id == publisher || may_publish_lessons(person)
}

/// Whether `person` may see a lesson of `publisher` before it opens: whoever may take it back.
#[must_use]
pub fn may_see_unopened_lesson(person: &Person, publisher: PersonId) -> bool {
    may_withdraw_lesson(person, publisher)
}

/// Whether `person` may see how many have read what: the organization department.
#[must_use]
pub fn may_see_learning(person: &Person) -> bool {
    may_publish_lessons(person)
}
