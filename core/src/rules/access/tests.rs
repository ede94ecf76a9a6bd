//! Who may do what with whom, in words.

use super::*;
use crate::model::{PersonId, PersonKind, Rank, Tenure, Timestamp, UnitKind};

struct County {
    units: UnitTree,
    county: UnitId,
    township: UnitId,
    village: UnitId,
    bureau: UnitId,
}

fn county() -> County {
    let at = Timestamp(1_700_000_000_000);
    let unit = |parent, kind| Unit {
        id: UnitId::new(at),
        parent,
        name: String::new(),
        kind,
        workplace: None,
        moved_from: vec![],
        hours: vec![],
    };
    let county = unit(None, UnitKind::County);
    let township = unit(Some(county.id), UnitKind::Township);
    let village = unit(Some(township.id), UnitKind::Village);
    let bureau = unit(Some(county.id), UnitKind::Bureau);
    County {
        units: UnitTree::new([&county, &township, &village, &bureau]),
        county: county.id,
        township: township.id,
        village: village.id,
        bureau: bureau.id,
    }
}

fn person(unit: UnitId, rank: Rank, role: Role) -> Person {
    Person {
        id: PersonId::new(Timestamp(1_700_000_000_000)),
        name: String::new(),
        unit,
        post: String::new(),
        rank,
        kind: PersonKind::Ordinary,
        role,
        tenure: Tenure::default(),
    }
}

#[test]
fn who_grants_a_leave() {
    let c = county();
    let asker = person(c.village, Rank::None, Role::Cadre);
    let named = person(c.village, Rank::Section, Role::Leader);
    let equal = person(c.township, Rank::Section, Role::Leader);
    let higher = person(c.township, Rank::Township, Role::Leader);
    let elsewhere = person(c.bureau, Rank::Township, Role::Leader);
    let organization = person(c.bureau, Rank::None, Role::Organization);
    let section = Some(Rank::Section);
    let table = [
        ("who is named", &named, &[named.id][..], section, true),
        ("of equal rank, not named", &equal, &[named.id], section, false),
        ("higher and above", &higher, &[named.id], section, true),
        ("higher, elsewhere", &elsewhere, &[named.id], section, false),
        (
            "the organization department, not named",
            &organization,
            &[named.id],
            section,
            false,
        ),
        (
            "the organization department, named",
            &organization,
            &[organization.id],
            None,
            true,
        ),
        (
            "a leader whose rank does not suffice",
            &higher,
            &[organization.id],
            None,
            false,
        ),
        ("oneself, even if named", &asker, &[asker.id], None, false),
    ];
    for (what, grantor, named, above, expected) in table {
        assert_eq!(
            may_grant_leave(grantor, &asker, named, above, &c.units),
            expected,
            "{what}"
        );
    }
}

#[test]
fn a_ring_in_the_tree_ends() {
    let c = county();
    let ring = |id, parent| Unit {
        id,
        parent: Some(parent),
        name: String::new(),
        kind: UnitKind::Bureau,
        workplace: None,
        moved_from: vec![],
        hours: vec![],
    };
    let units = UnitTree::new([&ring(c.village, c.township), &ring(c.township, c.village)]);
    assert!(!units.covers(c.county, c.village));
}

/// Who may do what is decided here and nowhere else: no other source asks for somebody's role, compares ranks, or holds the
/// actor against somebody.
#[test]
fn nothing_else_asks_who_somebody_is() {
    /// Where roles are read and written, made up, or their order in a policy is looked at.
    const MAY: [&str; 4] = [
        "/demo/",
        "/roster/words.rs",
        "/rules/policy/check/",
        "/rules/leave/orders.rs",
    ];
    const SIGNS: [&str; 7] = [
        "Role::",
        ".role ==",
        ".role !=",
        "actor().id ==",
        "actor().id !=",
        "== world.actor().id",
        "!= world.actor().id",
    ];
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut folders: Vec<std::path::PathBuf> = ["core", "server", "app", "platform-web"]
        .map(|part| root.join(part).join("src"))
        .to_vec();
    let (mut seen, mut found) = (0, Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.display().to_string();
            let is_test = name.contains("/tests") || name.ends_with("/testing.rs");
            if !name.ends_with(".rs")
                || is_test
                || name.contains("/rules/access")
                || MAY.iter().any(|may| name.contains(may))
            {
                continue;
            }
            seen += 1;
            let text = std::fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
            let ranks = |line: &&str| {
                [">", "<"]
                    .iter()
                    .any(|sign| line.contains(&format!(".rank {sign}")))
            };
            let asks = |line: &&str| SIGNS.iter().any(|sign| line.contains(sign)) || ranks(line);
            found.extend(lines.filter(asks).map(|line| format!("{name}: {}", line.trim())));
        }
    }
    assert!(seen > 300, "only {seen} sources were read");
    assert!(
        found.is_empty(),
        "ask `rules::access` instead:\n{}",
        found.join("\n")
    );
}
