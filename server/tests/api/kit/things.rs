//! Things that people ask for, publish and give, as the tests make them.

use jishi_core::model::{
    Action, Datum, EvidenceAsked, Half, HalfDay, Leave, LeaveId, LeaveKind, LeaveSpan, LeaveState, Lesson,
    LessonId, Place, Points, Provider, Task, TaskId, TaskState, Topic, Workplace,
};

use super::{Device, NOW};

const DAY: i64 = 86_400_000;

/// Where a village works.
pub const HALL: Workplace = Workplace {
    latitude: 25.178_3,
    longitude: 106.099_1,
    radius_m: 150.0,
};

/// A good fix in the middle of the hall.
pub const AT_THE_HALL: Place = Place {
    latitude: HALL.latitude,
    longitude: HALL.longitude,
    accuracy_m: 8.0,
    age_ms: 0,
    taken_at: None,
    provider: Provider::Satellite,
    mock: Some(false),
    datum: Datum::Wgs84,
};

/// A result, delivered at the hall.
pub fn delivered_at_the_hall(task: TaskId) -> Action {
    Action::DeliverTask {
        task,
        text: "清了三百米".into(),
        attachments: vec![],
        place: Some(AT_THE_HALL),
    }
}

/// A whole day of personal leave.
pub fn leave(asker: &Device<'_>, day: &str) -> Leave {
    let half_day = |half| HalfDay {
        day: day.parse().unwrap(),
        half,
    };
    Leave {
        id: LeaveId::new(NOW),
        person: asker.person,
        kind: LeaveKind::Personal,
        span: LeaveSpan {
            from: half_day(Half::Morning),
            to: half_day(Half::Afternoon),
        },
        reason: "家里有事".into(),
        asked_at: NOW,
        adjoining: 0,
        state: LeaveState::Asked,
    }
}

/// A lesson of ten minutes that is open and stays so.
pub fn lesson(publisher: &Device<'_>) -> Lesson {
    Lesson {
        id: LessonId::new(NOW),
        topic: Topic::PartyRules,
        title: "条例第二章".into(),
        body: "# 第二章\n正文".into(),
        files: vec![],
        opens: "2026-03-01".parse().unwrap(),
        closes: None,
        minimum_seconds: 600,
        publisher: publisher.person,
        published_at: NOW,
        withdrawn_at: None,
    }
}

/// A task due in three days, or a part of one.
pub fn task(assigner: &Device<'_>, assignee: &Device<'_>, parent: Option<&Task>) -> Task {
    let points = Points::whole(if parent.is_none() { 2 } else { 1 });
    Task {
        id: TaskId::new(NOW),
        parent: parent.map(|parent| parent.id),
        assigner: assigner.person,
        assignee: assignee.person,
        unit: None,
        title: "清渠".into(),
        text: "三组的水渠".into(),
        deadline: NOW.plus(3 * DAY),
        evidence: EvidenceAsked::default(),
        reward: points,
        penalty: points,
        given_at: NOW,
        state: TaskState::Open,
        deliveries: vec![],
    }
}
