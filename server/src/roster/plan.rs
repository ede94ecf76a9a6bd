//! What an import changes: a pure function of what stands and what the file says.

use std::collections::HashMap;

use chrono::NaiveDate;
use jishi_core::model::{Person, PersonId, Tenure, Timestamp, Unit, UnitId, UnitKind};

use super::RosterRow;
use super::parse::Stay;
use super::tenure::tenure;
use crate::storage::{Listed, Roster, RosterEdit};

/// What an import will do.
#[derive(Debug)]
pub struct Plan {
    /// What is stored.
    pub edit: RosterEdit,
    /// What is told.
    pub report: ImportReport,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Units that are new or became another kind.
    pub units: usize,
    /// People who were not listed before.
    pub added: usize,
    /// People who were, with something else.
    pub changed: usize,
    /// People who were, just so.
    pub unchanged: usize,
    /// Everybody in the file, in its order.
    pub people: Vec<PersonId>,
}

/// Plans an import of `today`, the civil day in the county.
#[must_use]
pub fn plan(standing: &Roster, rows: &[RosterRow], now: Timestamp, today: NaiveDate) -> Plan {
    let mut units = Units::new(&standing.units, now);
    let said: HashMap<&[String], UnitKind> = rows
        .iter()
        .map(|row| (row.unit.as_slice(), row.unit_kind))
        .collect();
    let listed: HashMap<&str, &Listed> = standing
        .people
        .iter()
        .map(|listed| (listed.staff_no.as_str(), listed))
        .collect();
    let mut report = ImportReport::default();
    let mut people = Vec::new();
    for row in rows {
        let unit = units.place(&row.unit, &said);
        let before = listed.get(row.staff_no.as_str());
        let person = Person {
            id: before.map_or_else(|| PersonId::new(now), |before| before.person.id),
            name: row.name.clone(),
            unit,
            post: row.post.clone(),
            rank: row.rank,
            kind: row.kind,
            role: row.role,
            tenure: Tenure {
                works_since: row
                    .works_since
                    .or_else(|| before.and_then(|before| before.person.tenure.works_since)),
                ..match (before, row.stay) {
                    (Some(before), stay) => tenure(&before.person, unit, stay, today),
                    (None, Stay::Until(day)) => Tenure {
                        left: Some(day),
                        ..Tenure::default()
                    },
                    (None, Stay::Unsaid | Stay::Serving) => Tenure::default(),
                }
            },
        };
        report.people.push(person.id);
        match before {
            Some(before) if before.person == person => {
                report.unchanged += 1;
                continue;
            }
            Some(_) => report.changed += 1,
            None => report.added += 1,
        }
        people.push(Listed {
            staff_no: row.staff_no.clone(),
            person,
        });
    }
    report.units = units.edited.len();
    Plan {
        edit: RosterEdit {
            units: units.edited,
            people,
        },
        report,
    }
}

/// Units by place in the tree.
struct Units {
    known: HashMap<(Option<UnitId>, String), Unit>,
    edited: Vec<Unit>,
    now: Timestamp,
}

impl Units {
    fn new(standing: &[Unit], now: Timestamp) -> Self {
        let known = standing
            .iter()
            .map(|unit| ((unit.parent, unit.name.clone()), unit.clone()));
        Self {
            known: known.collect(),
            edited: Vec::new(),
            now,
        }
    }

    /// The id of the unit at the end of a path; those on the way are made where they are missing.
    fn place(&mut self, path: &[String], said: &HashMap<&[String], UnitKind>) -> UnitId {
        let mut parent = None;
        for (depth, name) in path.iter().enumerate() {
            let kind = said.get(&path[..=depth]).copied();
            parent = Some(self.one(parent, name, kind, depth));
        }
        // A path has at least one name; the reader sees to that.
        parent.unwrap_or_else(|| UnitId::new(self.now))
    }

    fn one(&mut self, parent: Option<UnitId>, name: &str, said: Option<UnitKind>, depth: usize) -> UnitId {
        let key = (parent, name.to_owned());
        if let Some(unit) = self.known.get_mut(&key) {
            if let Some(kind) = said.filter(|kind| *kind != unit.kind) {
                unit.kind = kind;
                self.edited.push(unit.clone());
            }
            return unit.id;
        }
        // A unit that nobody in the file belongs to is only known by what lies below it.
        let kind = said.unwrap_or(match depth {
            0 => UnitKind::County,
            1 => UnitKind::Township,
            _ => UnitKind::Village,
        });
        let unit = Unit {
            id: UnitId::new(self.now),
            parent,
            name: name.to_owned(),
            kind,
            workplace: None,
            moved_from: vec![],
            hours: Vec::new(),
        };
        self.edited.push(unit.clone());
        let id = unit.id;
        self.known.insert(key, unit);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::read_roster;

    const NOW: Timestamp = Timestamp(1_700_000_000_000);
    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2023, 11, 15).unwrap();

    fn rows(lines: &str) -> Vec<RosterRow> {
        let text = format!("staff_no,name,unit,unit_kind,post,rank,kind,role\n{lines}");
        read_roster(text.as_bytes()).unwrap()
    }

    #[test]
    fn since_when_somebody_works_holds_until_another_day_is_said() {
        let mut standing = Roster::default();
        for (since, expected) in [
            (",works_since\n1,韦丽,青岚县,county,a,,,,", None),
            (
                ",works_since\n1,韦丽,青岚县,county,a,,,,2010-07-01",
                Some("2010-07-01"),
            ),
            (",works_since\n1,韦丽,青岚县,county,b,,,,", Some("2010-07-01")),
            ("\n1,韦丽,青岚县,county,c,,,", Some("2010-07-01")),
            (
                ",works_since\n1,韦丽,青岚县,county,c,,,,2011-07-01",
                Some("2011-07-01"),
            ),
        ] {
            let text = format!("staff_no,name,unit,unit_kind,post,rank,kind,role{since}\n");
            let plan = plan(&standing, &read_roster(text.as_bytes()).unwrap(), NOW, TODAY);
            standing.units.extend(plan.edit.units);
            standing.people.clone_from(&plan.edit.people);
            let known = standing.people[0].person.tenure.works_since;
            assert_eq!(known, expected.map(|day| day.parse().unwrap()), "{since}");
        }
    }

    #[test]
    fn a_second_import_changes_only_what_is_new() {
        let first = rows("1,韦丽,青岚县/云溪镇/石门村,village,a,,,\n2,韦丽,青岚县/水务局,bureau,b,,,\n");
        let plan_a = plan(&Roster::default(), &first, NOW, TODAY);
        assert_eq!((plan_a.report.units, plan_a.report.added), (4, 2));
        let standing = Roster {
            version: 1,
            units: plan_a.edit.units.clone(),
            people: plan_a.edit.people.clone(),
            ..Roster::default()
        };

        let again = plan(&standing, &first, NOW, TODAY);
        assert_eq!(again.edit, RosterEdit::default());
        assert_eq!(again.report.unchanged, 2);

        let moved = rows("2,韦丽,青岚县/云溪镇/石门村,village,b,,,\n3,韦丽,青岚县/云溪镇,township,c,,,\n");
        let later = plan(&standing, &moved, NOW, TODAY);
        assert_eq!(
            (later.report.units, later.report.added, later.report.changed),
            (0, 1, 1)
        );
        assert_eq!(later.edit.people[0].person.id, plan_a.edit.people[1].person.id);
        assert_eq!(
            later.edit.people[0].person.unit,
            plan_a.edit.people[0].person.unit
        );
        let earlier = &later.edit.people[0].person.tenure.earlier;
        assert_eq!(earlier[0].unit, Some(plan_a.edit.people[1].person.unit));
        assert_eq!(Some(earlier[0].until), TODAY.pred_opt());
    }
}
