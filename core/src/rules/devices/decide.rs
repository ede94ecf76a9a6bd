//! Letting a device in, or turning it away.

use crate::model::{DeviceKey, PersonId};
use crate::protocol::ProblemKind;
use crate::rules::access::may_bind_device;
use crate::rules::judge::checks::{Reason, reason, refuse};
use crate::rules::judge::{Asking, Effect, Verdict, World};

/// Lets the device that asks for it in as a person's only one, or turns it away.
///
/// # Errors
/// - [`NotFound`](ProblemKind::NotFound): no such person, or no device that asks to be theirs with this key.
/// - [`AlreadyDecided`](ProblemKind::AlreadyDecided): somebody was faster.
/// - [`Forbidden`](ProblemKind::Forbidden): see [`may_bind_device`].
/// - [`Invalid`](ProblemKind::Invalid): a no without a reason, or a yes for somebody who has left.
pub fn decide_device(
    world: &impl World,
    person: PersonId,
    key: &DeviceKey,
    granted: bool,
    why: &str,
) -> Verdict {
    let Some(owner) = world.person(person) else {
        return refuse(ProblemKind::NotFound, "nobody whose device it would be");
    };
    if !may_bind_device(world.actor(), owner, world.tree()) {
        return refuse(ProblemKind::Forbidden, "this device is for others to let in");
    }
    match world.asking(key.device) {
        Asking::Waits {
            person: asks,
            key: known,
        } if asks == person && known == *key => {}
        Asking::Unknown => {}
        Asking::Decided => return refuse(ProblemKind::AlreadyDecided, "this device was decided on before"),
        Asking::Waits { .. } | Asking::No => {
            return refuse(ProblemKind::NotFound, "no device asks for this");
        }
    }
    reason(why, Reason::needed_if(!granted))?;
    if granted && owner.has_left(world.calendar().day(world.done_at())) {
        return refuse(ProblemKind::Invalid, "their service has ended");
    }
    Ok(vec![Effect::DecideDevice {
        person,
        key: key.clone(),
        granted,
        reason: why.into(),
    }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DeviceId, Rank, Role};
    use crate::rules::judge::testing::{County, date};

    #[test]
    fn only_the_device_that_waits_is_decided_on_and_once() {
        let mut county = County::new();
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        let other = county.add_person(county.village, Rank::None, Role::Cadre);
        let clerk = county.add_person(county.village, Rank::None, Role::Clerk);
        county.acting(&clerk);
        let key = county.asks(cadre.id);
        let kind = |verdict: Verdict| verdict.map_err(|problem| problem.kind);
        let decide =
            |county: &County, person, key: &DeviceKey| kind(decide_device(county, person, key, true, ""));
        let another_key = DeviceKey {
            public_key: "B".repeat(44),
            ..key.clone()
        };
        let another_device = DeviceKey {
            device: DeviceId::new(county.done_at()),
            ..key.clone()
        };
        for (person, key) in [
            (cadre.id, &another_key),
            (cadre.id, &another_device),
            (other.id, &key),
        ] {
            assert_eq!(decide(&county, person, key), Err(ProblemKind::NotFound));
        }
        county.accepts(|county| decide_device(county, cadre.id, &key, true, ""));
        assert_eq!(decide(&county, cadre.id, &key), Err(ProblemKind::AlreadyDecided));
    }

    #[test]
    fn a_no_needs_a_reason_and_nobody_who_has_left_gets_a_device() {
        let mut county = County::new();
        let cadre = county.add_person(county.village, Rank::None, Role::Cadre);
        let clerk = county.add_person(county.village, Rank::None, Role::Clerk);
        county.acting(&clerk);
        let key = county.asks(cadre.id);
        let kind = |verdict: Verdict| verdict.map_err(|problem| problem.kind);
        assert_eq!(
            kind(decide_device(&county, cadre.id, &key, false, "")),
            Err(ProblemKind::Invalid)
        );
        let no = decide_device(&county, cadre.id, &key, false, "不是本人来办的").unwrap();
        assert!(matches!(&no[..], [Effect::DecideDevice { granted: false, .. }]));
        let yes = decide_device(&county, cadre.id, &key, true, "").unwrap();
        assert!(matches!(&yes[..], [Effect::DecideDevice { granted: true, .. }]));
        county.change_person(cadre.id, |cadre| cadre.tenure.left = Some(date("2026-01-31")));
        assert_eq!(
            kind(decide_device(&county, cadre.id, &key, true, "")),
            Err(ProblemKind::Invalid)
        );
        assert!(decide_device(&county, cadre.id, &key, false, "已经离任").is_ok());
    }
}
