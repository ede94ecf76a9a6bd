//! The program is newer than the phone's data, and something fails while it brings them up to date.

use std::{collections::BTreeMap, path::Path};

use jishi_core::store::SCHEMA_VERSION;
use jishi_tests::{Moment, Plan};
use rusqlite::{Connection, types::Value};
use tempfile::TempDir;

use super::{
    ground::{Ended, offline},
    tally::{Tally, sampled},
};

/// Rows of every table, by its name.
type Content = BTreeMap<String, Vec<Vec<Value>>>;

/// What one older version left, and what becomes of it when nothing fails.
struct Older {
    version: u32,
    script: String,
    upgraded: Content,
    points: u64,
}

impl Older {
    fn all() -> Vec<Self> {
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/tests/store/snapshots");
        (1..SCHEMA_VERSION)
            .map(|version| {
                let script = std::fs::read_to_string(scripts.join(format!("{version}.sql"))).unwrap();
                let folder = filled(&script);
                let phone = offline(folder.path(), Some(Plan::Count)).unwrap();
                let points = phone.points();
                phone.kill();
                Self {
                    version,
                    script,
                    upgraded: content(folder.path()),
                    points,
                }
            })
            .collect()
    }
}

/// A folder with the data of an older version.
fn filled(script: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let db = Connection::open(folder.path().join("jishi.db")).unwrap();
    db.execute_batch(script).unwrap();
    folder
}

fn content(folder: &Path) -> Content {
    let db = Connection::open(folder.join("jishi.db")).unwrap();
    let rows = |sql: &str| -> Vec<Vec<Value>> {
        let mut query = db.prepare(sql).unwrap();
        let columns = query.column_count();
        let rows = query.query_map([], |row| (0..columns).map(|column| row.get(column)).collect());
        rows.unwrap().collect::<Result<_, _>>().unwrap()
    };
    let tables = rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
    let names = tables.into_iter().flatten().filter_map(|name| match name {
        Value::Text(name) => Some(name),
        _ => None,
    });
    let content = names.map(|name| {
        let mut found = rows(&format!("SELECT * FROM \"{name}\""));
        found.sort_unstable_by_key(|row| format!("{row:?}"));
        (name, found)
    });
    let version = rows("PRAGMA user_version");
    content.chain([("version".to_owned(), version)]).collect()
}

/// One kind of a fault for each turn.
fn one_of<T: Copy>(kinds: &[T], turn: u64) -> T {
    kinds[usize::try_from(turn).unwrap() % kinds.len()]
}

/// Upgrades the data of every version for each point, and again after it. Faults take turns, from each version in another
/// order: the steps that all of them pass are met by every kind.
fn try_all(plan: fn(u64, u64) -> Plan, tally: &mut Tally) {
    let all = Older::all();
    let trials = all.iter().flat_map(|older| {
        (1..=older.points).map(move |point| {
            (
                older,
                plan(point, older.points - point + u64::from(older.version)),
            )
        })
    });
    for (older, plan) in sampled(trials.collect()) {
        let name = format!("from version {}, {plan:?}", older.version);
        let folder = filled(&older.script);
        match offline(folder.path(), Some(plan)) {
            Ok(phone) => {
                tally.tried += u64::from(phone.points() >= plan.point());
                phone.kill();
            }
            Err(Ended::Gone | Ended::NotOpened) => tally.tried += 1,
        }
        match offline(folder.path(), None) {
            Ok(phone) => phone.kill(),
            Err(ended) => tally.lost(format!("{name}: the store does not open: {ended:?}")),
        }
        let databases = std::fs::read_dir(folder.path()).unwrap();
        let databases = databases.filter(|file| {
            file.as_ref()
                .unwrap()
                .path()
                .extension()
                .is_some_and(|end| end == "db")
        });
        if databases.count() != 1 {
            tally.lost(format!("{name}: the data were set aside"));
        }
        let now = content(folder.path());
        for (table, rows) in &older.upgraded {
            let found = now.get(table).map_or(&[][..], Vec::as_slice);
            if let Some(row) = rows.iter().find(|row| !found.contains(row)) {
                tally.lost(format!("{name}: {row:?} of {table}, which has {found:?}"));
            }
            if let Some(row) = found.iter().find(|row| !rows.contains(row)) {
                tally.wrong(format!("{name}: {row:?} in {table}"));
            }
        }
    }
}

#[test]
fn an_upgrade_is_killed_at_every_point() {
    let mut tally = Tally::default();
    try_all(
        |point, turn| Plan::Kill {
            point,
            moment: one_of(&Moment::ALL, turn),
        },
        &mut tally,
    );
    tally.close("phone killed while it upgrades its data", 300);
}

#[test]
fn an_upgrade_loses_its_power_at_every_point() {
    let mut tally = Tally::default();
    try_all(|point, turn| Plan::Power { point, seed: turn }, &mut tally);
    tally.close("phone without power while it upgrades its data", 300);
}

#[test]
fn an_upgrade_has_no_room_at_every_point() {
    let mut tally = Tally::default();
    try_all(
        |point, turn| Plan::Full {
            point,
            points: one_of(&[1, 1_000_000], turn),
        },
        &mut tally,
    );
    tally.close("phone's disk full while it upgrades its data", 300);
}
