//! What somebody may see changes with the roster: what they gain is told, what they lose leaves. Over HTTP.

use std::collections::BTreeSet;

use jishi_core::model::{Action, Leave, MomentId, RecordId};
use jishi_core::protocol::{Change, ProblemKind};
use jishi_server::roster::read_roster;

use crate::kit::things::leave;
use crate::kit::{Device, Kit, NOW, accepted, refusal};

const HEADER: &str = "staff_no,name,unit,unit_kind,post,rank,kind,role";
/// Heidi is moved to another township, and Ivan leads hers.
const ANOTHER_HEAD: &str =
    "4,Heidi,试县/西乡,township,,township,,leader\n26,Ivan,试县/东镇,township,,township,,leader\n";

async fn import(kit: &Kit, lines: &str) {
    let rows = read_roster(format!("{HEADER}\n{lines}").as_bytes()).unwrap();
    kit.server.service().import_roster(&rows).await.unwrap();
}

/// What a phone has that reads on from a cursor, or from the beginning.
#[derive(Debug, Default, PartialEq)]
struct Seen {
    anew: bool,
    moments: BTreeSet<MomentId>,
    records: BTreeSet<RecordId>,
    gone: BTreeSet<RecordId>,
    cursor: String,
}

async fn seen(device: &Device<'_>, after: Option<&str>) -> Seen {
    let page = device.pull(after).await;
    assert!(!page.more);
    let mut seen = Seen {
        anew: page.anew,
        cursor: page.next.0,
        ..Seen::default()
    };
    for change in page.changes {
        match change {
            Change::Moment { moment, .. } => {
                seen.moments.insert(moment.id);
            }
            Change::Record { record } => {
                seen.records.insert(record.id());
            }
            Change::RecordGone { record } => {
                seen.records.remove(&record);
                seen.gone.insert(record);
            }
            _ => {}
        }
    }
    seen
}

async fn posted(device: &Device<'_>) -> MomentId {
    let moment = device.moment("修渠");
    let id = moment.id;
    device.done(Action::PostMoment { moment }).await;
    id
}

async fn asked(device: &Device<'_>, day: &str) -> Leave {
    let leave = leave(device, day);
    device.done(Action::AskLeave { leave: leave.clone() }).await;
    leave
}

fn grant(leave: &Leave) -> Action {
    Action::DecideLeave {
        leave: leave.id,
        granted: true,
        reason: String::new(),
    }
}

#[tokio::test]
async fn a_leader_who_is_moved_loses_what_the_one_who_comes_gets() {
    let kit = Kit::start().await;
    let (alice, heidi) = (kit.enrol("Alice").await, kit.enrol("Heidi").await);
    let moment = posted(&alice).await;
    let waiting = asked(&alice, "2026-03-04").await;
    let granted = asked(&alice, "2026-03-05").await;
    heidi.done(grant(&granted)).await;
    let own = posted(&heidi).await;
    let [waiting_id, granted_id] = [&waiting, &granted].map(|leave| RecordId(leave.id.0));
    let before = seen(&heidi, None).await;
    assert_eq!(before.moments, [moment, own].into());
    assert_eq!(before.records, [waiting_id, granted_id].into());

    import(&kit, ANOTHER_HEAD).await;
    let after = seen(&heidi, Some(&before.cursor)).await;
    assert!(
        after.anew,
        "what is told from the beginning replaces what there was"
    );
    assert_eq!(after.moments, [own].into());
    assert_eq!(
        after.records,
        [granted_id].into(),
        "what she decided stays hers to read"
    );
    assert_eq!(after.gone, [waiting_id].into());
    let on = seen(&heidi, Some(&after.cursor)).await;
    assert_eq!((on.anew, on.moments.len()), (false, 0), "once");
    assert_eq!(
        refusal(&heidi.act(grant(&waiting)).await),
        ProblemKind::NotFound,
        "what she may not read is not there"
    );

    let ivan = kit.enrol("Ivan").await;
    let his = seen(&ivan, None).await;
    assert_eq!(his.moments, [moment].into());
    assert!(his.records.contains(&waiting_id), "{his:?}");
    ivan.done(grant(&waiting)).await;
    // Those who see what they saw go on where they were.
    let alices = seen(&alice, None).await;
    import(&kit, "26,Ivan,试县/东镇,township,镇长,township,,leader\n").await;
    assert!(!seen(&alice, Some(&alices.cursor)).await.anew);
}

#[tokio::test]
async fn a_request_follows_its_asker_and_whoever_may_decide_today() {
    let kit = Kit::start().await;
    let (alice, heidi, olga) = (
        kit.enrol("Alice").await,
        kit.enrol("Heidi").await,
        kit.enrol("Olga").await,
    );
    // Without her deputy, who would decide in her place.
    import(&kit, "7,Judy,试县/东镇,township,,none,,\n").await;
    let waiting = asked(&alice, "2026-03-04").await;
    let id = RecordId(waiting.id.0);
    let has = async |device: &Device<'_>| seen(device, None).await.records.contains(&id);
    assert!(has(&heidi).await && !has(&olga).await);
    // The asker is moved to where nobody leads: the organization department decides.
    import(&kit, "1,Alice,试县/南乡,township,,none,,\n").await;
    assert!(!has(&heidi).await && has(&olga).await);
    import(&kit, "1,Alice,试县/东镇/东村,village,,none,,\n").await;
    assert!(has(&heidi).await && !has(&olga).await, "and back");
    // The leader leaves: on the day after, somebody else decides, without any import.
    let rows = format!("{HEADER},left_on\n4,Heidi,试县/东镇,township,,township,,leader,2026-03-02\n");
    let service = kit.server.service();
    service
        .import_roster(&read_roster(rows.as_bytes()).unwrap())
        .await
        .unwrap();
    assert!(!has(&olga).await, "it is still her day");
    kit.clock.set(NOW.plus(86_400_000));
    assert_eq!(service.retell().await.unwrap(), 1);
    assert_eq!(service.retell().await.unwrap(), 0, "once");
    kit.clock.set(NOW);
    assert!(has(&olga).await);
}

#[tokio::test]
async fn who_is_promoted_sees_more_and_a_new_colleague_disturbs_nobody() {
    let kit = Kit::start().await;
    import(&kit, "27,Frank,试县/西乡/西村,village,,none,,\n").await;
    let (bob, frank) = (kit.enrol("Bob").await, kit.enrol("Frank").await);
    let moment = posted(&frank).await;
    let before = seen(&bob, None).await;
    assert!(before.moments.is_empty());

    import(&kit, "28,Gina,试县/西乡,township,,none,,\n").await;
    let gina = kit.enrol("Gina").await;
    let hers = posted(&gina).await;
    let with_gina = seen(&bob, Some(&before.cursor)).await;
    assert_eq!((with_gina.anew, with_gina.moments), (false, [hers].into()));

    import(&kit, "2,Bob,试县/西乡,township,,section,,leader\n").await;
    let promoted = seen(&bob, Some(&with_gina.cursor)).await;
    assert_eq!((promoted.anew, promoted.moments), (true, [moment, hers].into()));
    import(&kit, "2,Bob,试县/西乡,township,,none,,\n").await;
    let demoted = seen(&bob, Some(&promoted.cursor)).await;
    assert_eq!((demoted.anew, demoted.moments), (true, [hers].into()));
}

#[tokio::test]
async fn a_cursor_of_before_or_of_somebody_else_begins_anew() {
    let kit = Kit::start().await;
    let (alice, carol) = (kit.enrol("Alice").await, kit.enrol("Carol").await);
    let moment = posted(&alice).await;
    // As version 1 wrote it: it does not say what was seen.
    let old = seen(&alice, Some("AQAAAAAAAAAB")).await;
    assert_eq!((old.anew, &old.moments), (true, &[moment].into()));
    assert!(!seen(&alice, Some(&old.cursor)).await.anew);
    // They see the same moments, but not the same records.
    assert!(seen(&carol, Some(&old.cursor)).await.anew);
}

#[tokio::test]
async fn imports_and_requests_at_once_leave_nobody_unheard() {
    let kit = Kit::start().await;
    let (alice, heidi) = (kit.enrol("Alice").await, kit.enrol("Heidi").await);
    import(&kit, "26,Ivan,试县/东镇/东村,village,,none,,\n").await;
    let ivan = kit.enrol("Ivan").await;
    let there = "4,Heidi,试县/东镇,township,,township,,leader\n26,Ivan,试县/东镇/东村,village,,none,,\n";
    for (round, day) in [
        "2026-03-03",
        "2026-03-04",
        "2026-03-05",
        "2026-03-06",
        "2026-03-09",
        "2026-03-10",
    ]
    .into_iter()
    .enumerate()
    {
        let wanted = leave(&alice, day);
        let roster = if round % 2 == 0 { ANOTHER_HEAD } else { there };
        let (outcome, ()) = tokio::join!(
            alice.act(Action::AskLeave {
                leave: wanted.clone()
            }),
            import(&kit, roster)
        );
        assert!(accepted(&outcome), "{outcome:?}");
        let id = RecordId(wanted.id.0);
        let (head, other) = if round % 2 == 0 {
            (&ivan, &heidi)
        } else {
            (&heidi, &ivan)
        };
        assert!(seen(head, None).await.records.contains(&id), "{round}");
        assert!(!seen(other, None).await.records.contains(&id), "{round}");
    }
}
