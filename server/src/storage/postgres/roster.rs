//! Units and people.

use deadpool_postgres::{Object, Transaction};
use jishi_core::model::{Person, PersonId, Unit, UnitId};
use jishi_core::protocol::Change;

use super::{change, row};
use crate::storage::change::Reach;
use crate::storage::{
    Listed, Roster, RosterEdit, StorageFault, Stored, from_json, moved_from, name_of, named, own_hours,
    tenure_of, to_json,
};

const VERSION: &str = "SELECT coalesce(max(sequence), 0) FROM change WHERE kind IN ('unit', 'person')";

pub(super) async fn version(client: &Object) -> Stored<u64> {
    let query = client.prepare_cached(VERSION).await?;
    row::number(&client.query_one(&query, &[]).await?, 0)
}

/// The same within a transaction.
pub(super) async fn standing(transaction: &Transaction<'_>) -> Stored<u64> {
    let query = transaction.prepare_cached(VERSION).await?;
    row::number(&transaction.query_one(&query, &[]).await?, 0)
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
        .query(
            "SELECT id, parent, name, kind, workplace, moved_from, hours FROM unit ORDER BY listed",
            &[],
        )
        .await?;
    let units = rows.iter().map(|r| {
        Ok(Unit {
            id: UnitId(r.try_get(0)?),
            parent: r.try_get::<_, Option<_>>(1)?.map(UnitId),
            name: r.try_get(2)?,
            kind: named(r.try_get(3)?)?,
            workplace: from_json(r.try_get(4)?)?,
            moved_from: from_json(r.try_get(5)?)?.unwrap_or_default(),
            hours: from_json(r.try_get(6)?)?.unwrap_or_default(),
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
            tenure: from_json(r.try_get(8)?)?.unwrap_or_default(),
        };
        Ok(Listed {
            staff_no: r.try_get(1)?,
            person,
        })
    });
    let people = people.collect::<Stored<_>>()?;
    let rows = transaction
        .query(include_str!("sql/people_since.sql"), &[])
        .await?;
    let since = rows
        .iter()
        .map(|r| Ok((PersonId(r.try_get(0)?), row::number(r, 1)?)));
    Ok(Roster {
        version,
        units,
        people,
        since: since.collect::<Stored<_>>()?,
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
        let mut unit = unit.clone();
        let kind = name_of(&unit.kind)?;
        let parent = unit.parent.map(|parent| parent.0);
        let workplace = to_json(unit.workplace.as_ref())?;
        let (earlier, hours) = (to_json(moved_from(&unit))?, to_json(own_hours(&unit))?);
        let r = transaction
            .query_one(
                &save_unit,
                &[
                    &unit.id.0, &parent, &unit.name, &kind, &workplace, &earlier, &hours,
                ],
            )
            .await?;
        // What stands of a known unit may be newer than what this edit knew.
        unit.workplace = from_json(r.try_get(0)?)?;
        unit.moved_from = from_json(r.try_get(1)?)?.unwrap_or_default();
        unit.hours = from_json(r.try_get(2)?)?.unwrap_or_default();
        tell(&mut log, unit).await?;
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
        let tenure = to_json(tenure_of(person))?;
        let values: [&(dyn tokio_postgres::types::ToSql + Sync); 9] = [
            &person.id.0,
            staff_no,
            &person.name,
            &person.unit.0,
            &person.post,
            &rank,
            &kind,
            &role,
            &tenure,
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

/// Says where a unit works and when.
pub(super) async fn set_unit(
    transaction: &Transaction<'_>,
    log: &mut change::Log<'_>,
    unit: &Unit,
) -> Stored<()> {
    let set = transaction
        .prepare_cached("UPDATE unit SET workplace = $2, moved_from = $3, hours = $4 WHERE id = $1")
        .await?;
    let workplace = to_json(unit.workplace.as_ref())?;
    let (earlier, hours) = (to_json(moved_from(unit))?, to_json(own_hours(unit))?);
    if transaction
        .execute(&set, &[&unit.id.0, &workplace, &earlier, &hours])
        .await?
        == 0
    {
        return Err(StorageFault::Unreadable("a unit is gone".into()));
    }
    tell(log, unit.clone()).await
}

async fn tell(log: &mut change::Log<'_>, unit: Unit) -> Stored<()> {
    log.add("unit", unit.id.0, Reach::Everyone, &Change::Unit { unit })
        .await
}
