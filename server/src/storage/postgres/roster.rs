//! Units and people.

use deadpool_postgres::Object;
use jishi_core::model::{Person, PersonId, Unit, UnitId};
use jishi_core::protocol::Change;

use super::{change, row};
use crate::storage::change::Reach;
use crate::storage::{Listed, Roster, RosterEdit, Stored, name_of, named};

const VERSION: &str = "SELECT coalesce(max(sequence), 0) FROM change WHERE author IS NULL AND reader IS NULL";

pub(super) async fn version(client: &Object) -> Stored<u64> {
    let query = client.prepare_cached(VERSION).await?;
    row::number(&client.query_one(&query, &[]).await?, 0)
}

pub(super) async fn load(client: &mut Object) -> Stored<Roster> {
    let transaction = client
        .build_transaction()
        .isolation_level(tokio_postgres::IsolationLevel::RepeatableRead)
        .read_only(true)
        .start()
        .await?;
    let version = row::number(&transaction.query_one(VERSION, &[]).await?, 0)?;
    let rows = transaction
        .query("SELECT id, parent, name, kind FROM unit ORDER BY listed", &[])
        .await?;
    let units = rows.iter().map(|r| {
        Ok(Unit {
            id: UnitId(r.try_get(0)?),
            parent: r.try_get::<_, Option<_>>(1)?.map(UnitId),
            name: r.try_get(2)?,
            kind: named(r.try_get(3)?)?,
            workplace: None,
            hours: Vec::new(),
        })
    });
    let units = units.collect::<Stored<_>>()?;
    let rows = transaction
        .query(include_str!("sql/list_people.sql"), &[])
        .await?;
    let people = rows.iter().map(|r| {
        let person = Person {
            id: PersonId(r.try_get(0)?),
            name: r.try_get(2)?,
            unit: UnitId(r.try_get(3)?),
            post: r.try_get(4)?,
            rank: named(r.try_get(5)?)?,
            kind: named(r.try_get(6)?)?,
            role: named(r.try_get(7)?)?,
        };
        Ok(Listed {
            staff_no: r.try_get(1)?,
            person,
        })
    });
    Ok(Roster {
        version,
        units,
        people: people.collect::<Stored<_>>()?,
    })
}

pub(super) async fn save(client: &mut Object, edit: &RosterEdit) -> Stored<()> {
    let transaction = client.transaction().await?;
    super::lock_sequence(&transaction).await?;
    let mut log = change::Log::open(&transaction).await?;
    let save_unit = transaction
        .prepare_cached(include_str!("sql/save_unit.sql"))
        .await?;
    for unit in &edit.units {
        let kind = name_of(&unit.kind)?;
        let parent = unit.parent.map(|parent| parent.0);
        transaction
            .execute(&save_unit, &[&unit.id.0, &parent, &unit.name, &kind])
            .await?;
        log.add(
            "unit",
            unit.id.0,
            Reach::Everyone,
            &Change::Unit { unit: unit.clone() },
        )
        .await?;
    }
    let save_person = transaction
        .prepare_cached(include_str!("sql/save_person.sql"))
        .await?;
    for Listed { staff_no, person } in &edit.people {
        let (rank, kind, role) = (
            name_of(&person.rank)?,
            name_of(&person.kind)?,
            name_of(&person.role)?,
        );
        let values: [&(dyn tokio_postgres::types::ToSql + Sync); 8] = [
            &person.id.0,
            staff_no,
            &person.name,
            &person.unit.0,
            &person.post,
            &rank,
            &kind,
            &role,
        ];
        transaction.execute(&save_person, &values).await?;
        log.add(
            "person",
            person.id.0,
            Reach::Everyone,
            &Change::Person {
                person: person.clone(),
            },
        )
        .await?;
    }
    log.close().await?;
    transaction.commit().await?;
    Ok(())
}
