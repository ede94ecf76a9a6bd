//! The people that a newcomer can be.

use jishi_core::model::{Person, Rank, Role};
use jishi_core::protocol::Problem;

use crate::service::Service;

/// One of them, with a fresh one-time code.
#[derive(Clone, Debug)]
pub struct DemoPerson {
    /// What they are, in Chinese and English.
    pub part: (&'static str, &'static str),
    /// Their name.
    pub name: String,
    /// Their unit's name.
    pub unit: String,
    /// The code.
    pub code: String,
}

/// The cadre's number on the demo roster: a village-stationed cadre whose colleagues post too.
const CADRE: &str = "QL0201";

/// A cadre, the leader of the township in which the cadre's unit lies, somebody of the organization department, and that
/// township's clerk. Each gets a fresh code.
///
/// # Errors
/// If the storage fails, or this is not the demo county.
pub async fn people(service: &Service) -> Result<Vec<DemoPerson>, Problem> {
    let directory = service.directory().await?;
    let listed = service.listed().await?;
    let missing = || crate::service::fail("this is not the demo county");
    let cadre = listed
        .iter()
        .find(|listed| listed.staff_no == CADRE)
        .ok_or_else(missing)?
        .person
        .clone();
    let township = directory.unit(cadre.unit).and_then(|village| village.parent);
    let is_leader = |person: &Person| {
        Some(person.unit) == township && person.role == Role::Leader && person.rank == Rank::Township
    };
    let people = || listed.iter().map(|listed| &listed.person);
    let leader = people().find(|person| is_leader(person)).ok_or_else(missing)?;
    let organization = people()
        .find(|person| person.role == Role::Organization)
        .ok_or_else(missing)?;
    let is_clerk = |person: &Person| Some(person.unit) == township && person.role == Role::Clerk;
    let clerk = people().find(|person| is_clerk(person)).ok_or_else(missing)?;
    let parts = [
        (("干部", "cadre"), &cadre),
        (("领导", "leader"), leader),
        (("组织部", "organization department"), organization),
        (("考勤员", "clerk"), clerk),
    ];
    let mut chosen = Vec::with_capacity(parts.len());
    for (part, person) in parts {
        let unit = directory
            .unit(person.unit)
            .map(|unit| unit.name.clone())
            .unwrap_or_default();
        let code = service.issue_code(person.id).await?.code;
        chosen.push(DemoPerson {
            part,
            name: person.name.clone(),
            unit,
            code,
        });
    }
    Ok(chosen)
}
