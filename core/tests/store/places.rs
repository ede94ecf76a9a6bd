//! Letting go of places whose time is over.

use jishi_core::{
    model::{
        Action, Area, CheckIn, CheckInId, Datum, Delivered, EvidenceAsked, Mode, Moment, MomentId, Place,
        Points, Provider, Record, RecordId, Task, TaskId, TaskState, Timestamp,
    },
    protocol::Change,
    rules::judge::Effect,
};

use super::phone::{NOW, Phone, phone, receipt};

const PLACE: Place = Place {
    latitude: 25.178,
    longitude: 106.099,
    accuracy_m: 8.0,
    age_ms: 40,
    taken_at: None,
    provider: Provider::Satellite,
    mock: None,
    datum: Datum::Wgs84,
};

fn told(phone: &Phone, at: Timestamp) -> (Moment, CheckIn, Task) {
    let moment = Moment {
        id: MomentId::new(at),
        author: phone.colleague.id,
        text: "走访三户".into(),
        attachments: vec![],
        place: Some(PLACE),
        done_at: at,
    };
    let check_in = CheckIn {
        id: CheckInId::new(at),
        person: phone.me.id,
        mode: Mode::OnDuty,
        reason: String::new(),
        place: Some(PLACE),
        done_at: at,
    };
    let delivered = |at| Delivered {
        text: "已清".into(),
        attachments: vec![],
        place: Some(PLACE),
        placed: false,
        flags: vec![],
        at,
        verdict: None,
    };
    let task = Task {
        id: TaskId::new(at),
        parent: None,
        assigner: phone.colleague.id,
        assignee: phone.me.id,
        unit: None,
        title: "清渠".into(),
        text: String::new(),
        deadline: at,
        evidence: EvidenceAsked::default(),
        reward: Points::ZERO,
        penalty: Points::ZERO,
        given_at: at,
        state: TaskState::Delivered,
        deliveries: vec![delivered(at), delivered(at.plus(1))],
    };
    (moment, check_in, task)
}

#[test]
fn places_from_before_go_and_everything_else_stays() {
    let phone = phone();
    let mut all = Vec::new();
    for at in [NOW.plus(-1), NOW] {
        let (moment, check_in, task) = told(&phone, at);
        phone.pull(vec![
            Change::Moment {
                receipt: receipt(jishi_core::model::OperationId::new(at)),
                moment: moment.clone(),
                placed: false,
            },
            Change::Record {
                record: Record::CheckIn {
                    check_in: check_in.clone(),
                    area: Area::Unknown,
                },
            },
            Change::Record {
                record: Record::Task {
                    task: Box::new(task.clone()),
                },
            },
        ]);
        all.push((moment, check_in, task));
    }
    // What others did is told without the place.
    let (mut other, _, mut theirs) = told(&phone, NOW.plus(-2));
    other.place = None;
    theirs.deliveries.truncate(1);
    (theirs.deliveries[0].place, theirs.deliveries[0].placed) = (None, true);
    phone.pull(vec![
        Change::Moment {
            receipt: receipt(jishi_core::model::OperationId::new(NOW)),
            moment: other.clone(),
            placed: true,
        },
        Change::Record {
            record: Record::Task {
                task: Box::new(theirs.clone()),
            },
        },
    ]);
    assert!(phone.item(other.id).unwrap().placed);
    // What was written here and has not arrived keeps its place.
    let (mine, action) = {
        let (mut moment, _, _) = told(&phone, NOW.plus(-5));
        moment.author = phone.me.id;
        (moment.clone(), Action::PostMoment { moment })
    };
    phone.act(action, &[Effect::Post(mine.clone())]);
    assert_eq!(phone.store.forget_places(NOW).unwrap(), 5);
    assert_eq!(phone.store.forget_places(NOW).unwrap(), 0);
    let place_of = |moment: &Moment| phone.item(moment.id).unwrap().moment.place;
    assert_eq!(place_of(&all[0].0), None);
    assert_eq!(place_of(&all[1].0), Some(PLACE));
    assert_eq!(place_of(&mine), Some(PLACE));
    assert!(
        !phone.item(other.id).unwrap().placed,
        "there is nothing to ask for"
    );
    let stands = |id| phone.store.record(RecordId(id)).unwrap().unwrap();
    let tap = |check_in: &CheckIn, place: Option<Place>, area| Record::CheckIn {
        check_in: CheckIn {
            place,
            ..check_in.clone()
        },
        area,
    };
    let (old, new) = (&all[0], &all[1]);
    assert_eq!(stands(old.1.id.0), tap(&old.1, None, Area::NoWorkplace));
    assert_eq!(stands(new.1.id.0), tap(&new.1, Some(PLACE), Area::Unknown));
    theirs.deliveries[0].placed = false;
    assert_eq!(
        stands(theirs.id.0),
        Record::Task {
            task: Box::new(theirs)
        }
    );
    let mut task = old.2.clone();
    task.deliveries[0].place = None;
    assert_eq!(
        stands(task.id.0),
        Record::Task { task: Box::new(task) },
        "each by its own time"
    );
    assert_eq!(
        stands(new.2.id.0),
        Record::Task {
            task: Box::new(new.2.clone())
        }
    );
}
