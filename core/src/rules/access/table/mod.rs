//! Who may do what: one table over every action, role, rank and relation, and who may look at what.
//!
//! A line tells what somebody may do to something of another person, or see of them. Its five groups are the relation: the
//! thing is one's own, of a colleague of the same unit, of somebody in a unit below, in a unit above, in another branch of the
//! county; whoever was moved counts where they are now. The five columns in a group are the actor's role: cadre, leader, clerk
//! (考勤员), organization department, administrator. And the mark tells at which ranks of the two:
//!
//! | mark | the actor may if |
//! | --- | --- |
//! | `*` | always |
//! | `>` | their rank is higher than the other person's |
//! | `=` | their rank is the same or higher |
//! | `^` | their rank is higher, and at least the one that the policy asks for, here deputy county |
//! | `!` | the other person is of the highest rank, so that nobody leads them |
//! | `.` | never |
//!
//! Of several marks one suffices.

mod deeds;
mod looks;

use crate::model::{Person, Posting, Rank, Role, UnitId};
use crate::rules::judge::testing::{County, date};

const ROLES: [Role; 5] = [
    Role::Cadre,
    Role::Leader,
    Role::Clerk,
    Role::Organization,
    Role::Administrator,
];
const RANKS: [Rank; 6] = [
    Rank::None,
    Rank::Section,
    Rank::DeputyTownship,
    Rank::Township,
    Rank::DeputyCounty,
    Rank::County,
];
/// The rank that the policy here asks for where it asks for one.
const ASKED_FOR: Rank = Rank::DeputyCounty;

/// A unit of the county.
type Where = fn(&County) -> UnitId;

/// Where the other person is, seen from somebody in the township.
struct Relation {
    name: &'static str,
    /// Its group of columns.
    group: usize,
    /// Where the other person is; `None` if they are the same.
    other: Option<Where>,
    /// Where the other person, or the actor, was until yesterday.
    was: Option<(Moved, Where)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Moved {
    Actor,
    Other,
}

const GROUPS: usize = 5;
const RELATIONS: [Relation; 9] = [
    Relation::of("own", 0, None),
    Relation::of("same unit", 1, Some(|county| county.township)),
    Relation::of("unit below", 2, Some(|county| county.village)),
    Relation::of("unit above", 3, Some(|county| county.county)),
    Relation::of("elsewhere", 4, Some(|county| county.bureau)),
    Relation::of("moved here", 1, Some(|county| county.township)).after(Moved::Other, |county| county.bureau),
    Relation::of("moved down", 2, Some(|county| county.village)).after(Moved::Other, |county| county.bureau),
    Relation::of("moved away", 4, Some(|county| county.bureau)).after(Moved::Other, |county| county.township),
    Relation::of("left behind", 4, Some(|county| county.bureau)).after(Moved::Actor, |county| county.bureau),
];

impl Relation {
    const fn of(name: &'static str, group: usize, other: Option<Where>) -> Self {
        Self {
            name,
            group,
            other,
            was: None,
        }
    }

    const fn after(mut self, who: Moved, unit: Where) -> Self {
        self.was = Some((who, unit));
        self
    }

    /// The actor and the other person.
    fn people(&self, county: &mut County, role: Role, ranks: [Rank; 2]) -> [Person; 2] {
        let actor = county.add_person(county.township, ranks[0], role);
        let other = match self.other {
            Some(unit) => county.add_person(unit(county), ranks[1], Role::Cadre),
            None => actor.clone(),
        };
        if let Some((who, unit)) = self.was {
            let posting = Posting {
                unit: Some(unit(county)),
                until: date("2026-03-09"),
            };
            let moved = if who == Moved::Actor { actor.id } else { other.id };
            county.change_person(moved, |person| person.tenure.earlier.push(posting));
        }
        [actor, other].map(|person| county.person_of(person.id).clone())
    }
}

/// Asks for every relation, role and rank, and tells where the answers are not those of the marks.
#[track_caller]
fn keeps_to<T: Copy>(lines: &[(&str, &str, T)], may: impl Fn(T, &mut County, &Person, &Person) -> bool) {
    let mut wrong = Vec::new();
    for (name, marks, line) in lines {
        let marks: Vec<&str> = marks.split_whitespace().collect();
        assert_eq!(marks.len(), GROUPS * ROLES.len(), "{name}");
        for relation in RELATIONS {
            let marks = &marks[relation.group * ROLES.len()..][..ROLES.len()];
            for (role, mark) in ROLES.iter().zip(marks) {
                for ranks in every_two_ranks(&relation) {
                    let mut county = County::new();
                    let [actor, other] = relation.people(&mut county, *role, ranks);
                    let expected = means(mark, ranks);
                    if may(*line, &mut county, &actor, &other) != expected {
                        let relation = relation.name;
                        wrong.push(format!(
                            "{name}, {relation}, {role:?}, {ranks:?}: expected {expected}"
                        ));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The actor's and the other person's.
fn every_two_ranks(relation: &Relation) -> Vec<[Rank; 2]> {
    let same = relation.other.is_none();
    let all = RANKS.map(|actor| RANKS.map(|other| [actor, other])).concat();
    all.into_iter()
        .filter(|[actor, other]| !same || actor == other)
        .collect()
}

fn means(mark: &str, [rank, other]: [Rank; 2]) -> bool {
    mark.chars().any(|mark| match mark {
        '*' => true,
        '>' => rank > other,
        '=' => rank >= other,
        '^' => rank > other && rank >= ASKED_FOR,
        '!' => other == Rank::County,
        '.' => false,
        _ => panic!("no mark: {mark}"),
    })
}
