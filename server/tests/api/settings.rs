//! Policy and calendar: what a county begins with, what may follow, and the command line.

use std::path::PathBuf;
use std::process::{Command, Output};

use jishi_core::protocol::{Change, Cursor, ProblemKind, Settings};
use jishi_server::settings::{evidence_only, shipped_calendar, wangmo_2016};
use jishi_server::{Config, FirstPolicy, open};

use crate::kit;

fn jishi(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_jishi-server"))
        .args(arguments)
        .output()
        .unwrap()
}

fn said(output: &Output) -> (bool, String) {
    let text = [&output.stdout[..], &output.stderr].concat();
    (output.status.success(), String::from_utf8(text).unwrap())
}

fn shipped(name: &str) -> String {
    format!("{}/../assets/policies/{name}.toml", env!("CARGO_MANIFEST_DIR"))
}

/// A running county, and the folder of its data, for commands beside it.
async fn on_disk() -> (kit::Kit, PathBuf) {
    let mut data = None;
    let kit = kit::Kit::with(|config| {
        if let jishi_server::StorageUrl::Sqlite(file) = &config.storage {
            data = file.parent().map(ToOwned::to_owned);
        }
    })
    .await;
    (kit, data.unwrap())
}

/// What a phone is told of policy and calendar since then.
async fn told(device: &kit::Device<'_>, since: &Cursor) -> Option<Settings> {
    let mut changes = device.pull(Some(&since.0)).await.changes.into_iter();
    changes.find_map(|change| match change {
        Change::Settings { settings } => Some(settings),
        _ => None,
    })
}

#[tokio::test]
async fn a_new_county_has_no_points_until_somebody_brings_them_in() {
    let kit = kit::Kit::with(|config| config.first_policy = FirstPolicy::EvidenceOnly).await;
    let service = kit.server.service();
    let begun = service.settings().await.unwrap();
    assert_eq!(begun.calendar, shipped_calendar().unwrap());
    assert_eq!(begun.policies.all(), [evidence_only().unwrap()]);
    assert!(!begun.policies.all()[0].has_points());

    let mut policy = wangmo_2016().unwrap();
    let refused = service.bring_in(policy.clone()).await.unwrap_err();
    assert_eq!(refused.kind, ProblemKind::Invalid);
    assert_eq!(service.settings().await.unwrap(), begun, "the one in force stays");

    let today = begun.calendar.day(service.now());
    (policy.version, policy.from) = (3, today.succ_opt().unwrap());
    service.bring_in(policy.clone()).await.unwrap();
    let now = service.settings().await.unwrap();
    assert_eq!(now.policies.on(today).unwrap().name, "evidence-only");
    assert_eq!(now.policies.on(policy.from), Some(&policy));
}

#[tokio::test]
async fn a_county_keeps_its_settings_over_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config::in_folder(folder.path(), ([127, 0, 0, 1], 0).into());
    let mut policy = wangmo_2016().unwrap();
    let service = open(&config).await.unwrap();
    let calendar = service.settings().await.unwrap().calendar;
    (policy.version, policy.from) = (9, calendar.day(service.now().plus(86_400_000)));
    service.bring_in(policy).await.unwrap();
    let before = service.settings().await.unwrap();
    drop(service);
    let again = open(&config).await.unwrap();
    assert_eq!(again.settings().await.unwrap(), before);
}

#[test]
fn shipped_files_are_sound_and_a_bad_one_is_told_by_line_and_key() {
    for name in ["wangmo-2016", "evidence-only"] {
        let (sound, text) = said(&jishi(&["policy", "check", &shipped(name)]));
        assert!(sound, "{text}");
        assert!(text.contains(name), "{text}");
    }
    let (sound, text) = said(&jishi(&["policy", "limits", &shipped("wangmo-2016")]));
    assert!(sound, "{text}");
    assert!(text.contains("learning.minimum_seconds,0,7200\n"), "{text}");
    let folder = tempfile::tempdir().unwrap();
    let bad = folder.path().join("bad.toml");
    let text = std::fs::read_to_string(shipped("wangmo-2016")).unwrap();
    let line = 1 + text
        .lines()
        .position(|line| line.starts_with("accuracy_max_m"))
        .unwrap();
    std::fs::write(
        &bad,
        text.replace("accuracy_max_m = 200", "accuracy_max_m = -200"),
    )
    .unwrap();
    let (sound, text) = said(&jishi(&["policy", "check", bad.to_str().unwrap()]));
    assert!(!sound);
    assert!(text.contains(&format!("bad.toml:{line}:")), "{text}");
    assert!(text.contains("attendance.accuracy_max_m"), "{text}");
    let (sound, text) = said(&jishi(&["policy", "check", "/nowhere.toml"]));
    assert!(!sound && text.contains("cannot be read"), "{text}");
}

#[test]
fn the_calendar_prints_a_line_for_each_day() {
    let (sound, text) = said(&jishi(&["calendar", "2026-09-30", "2026-10-01"]));
    assert!(sound);
    assert_eq!(text, "2026-09-30,workday\n2026-10-01,holiday\n");
    let (_, text) = said(&jishi(&["calendar", "2026-02-13", "2026-02-15"]));
    let kinds: Vec<&str> = text.lines().filter_map(|line| line.split(',').nth(1)).collect();
    assert_eq!(kinds, ["workday", "makeup", "holiday"], "{text}");
    let (_, text) = said(&jishi(&["calendar", "2026-03-07", "2026-03-07"]));
    assert_eq!(text, "2026-03-07,weekend\n");
    let (_, text) = said(&jishi(&["calendar", "2026-12-31", "2027-01-01"]));
    assert!(text.ends_with("2027-01-01,unpublished\n"), "{text}");
    let (sound, text) = said(&jishi(&["calendar", "2026-10-02", "2026-10-01"]));
    assert!(!sound && text.contains("the first day comes first"), "{text}");
}

#[tokio::test]
async fn a_policy_reaches_a_running_county_and_its_phones_and_a_bad_one_changes_nothing() {
    let (kit, data) = on_disk().await;
    let alice = kit.enrol("Alice").await;
    let before = alice.pull(None).await.next;
    let told = async || told(&alice, &before).await.map(|settings| settings.policies);
    let shipped = std::fs::read_to_string(shipped("wangmo-2016")).unwrap();
    let used = |version: &str, from: &str, speed: &str| {
        let text = shipped
            .replace("version = 1", &format!("version = {version}"))
            .replace("from = 2016-04-01", &format!("from = {from}"))
            .replace("speed_kmh = 150", &format!("speed_kmh = {speed}"));
        let file = data.join("new.toml");
        std::fs::write(&file, text).unwrap();
        let data = data.to_str().unwrap();
        said(&jishi(&["policy", "use", "--data", data, file.to_str().unwrap()]))
    };
    let line = 1 + shipped
        .lines()
        .position(|line| line.starts_with("speed_kmh"))
        .unwrap();
    let (bad, text) = used("9", "2031-01-01", "-150");
    assert!(
        !bad && text.contains(&format!("new.toml:{line}:")) && text.contains("evidence.speed_kmh"),
        "{text}"
    );
    for (version, from) in [("1", "2031-01-01"), ("9", "2016-04-02")] {
        let (bad, text) = used(version, from, "120");
        assert!(!bad && text.contains("The policy in force stays"), "{text}");
    }
    assert_eq!(told().await, None, "nothing of that was taken");

    let (sound, text) = used("9", "2031-01-01", "120");
    assert!(
        sound && text.contains("version 9 holds from 2031-01-01"),
        "{text}"
    );
    let policies = told().await.unwrap();
    let speed = |day: &str| {
        let policy = policies.on(day.parse().unwrap()).unwrap();
        (policy.version, policy.evidence.as_ref().unwrap().speed_kmh)
    };
    assert_eq!(speed("2030-12-31").1, 150, "earlier days keep what they had");
    assert_eq!(speed("2031-01-01"), (9, 120));
}

#[tokio::test]
async fn a_county_gets_the_years_that_a_newer_program_brings_and_keeps_those_it_has() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config::in_folder(folder.path(), ([127, 0, 0, 1], 0).into());
    let service = open(&config).await.unwrap();
    let mut settings = service.settings().await.unwrap();
    let shipped = settings.calendar.clone();
    let years: Vec<i32> = shipped.years.keys().copied().collect();
    let [.., changed, newest] = years.as_slice() else {
        panic!("a calendar of two years")
    };
    settings.calendar.years.remove(newest);
    settings.calendar.years.get_mut(changed).unwrap().notice = "the county's own word".into();
    service.storage().save_settings(&settings).await.unwrap();
    drop(service);

    let calendar = open(&config).await.unwrap().settings().await.unwrap().calendar;
    let (got, had) = (&calendar.years[newest], &shipped.years[newest]);
    assert!(got.says_as(had), "{got:?}");
    assert!(got.since.is_some(), "what it books of earlier days is news now");
    assert_eq!(calendar.years[changed].notice, "the county's own word");
}

#[tokio::test]
async fn an_amended_year_reaches_a_running_county_and_its_phones() {
    let (kit, data) = on_disk().await;
    let alice = kit.enrol("Alice").await;
    let before = alice.pull(None).await.next;
    let told = async || told(&alice, &before).await.map(|settings| settings.calendar);
    let used = |text: &str| {
        let file = data.join("cn.toml");
        std::fs::write(&file, text).unwrap();
        let place = ["--data", data.to_str().unwrap()];
        said(&jishi(&[
            "calendar",
            "use",
            place[0],
            place[1],
            file.to_str().unwrap(),
        ]))
    };

    let (bad, text) = used("utc_offset = \"+08:00\"\n[years.2027]\nholidays = []\nmakeup = []\n");
    assert!(
        !bad && text.contains("notice") && text.contains("Nothing was changed"),
        "{text}"
    );
    let year = |offset: &str| {
        format!(
            "utc_offset = \"{offset}\"\n[years.2026]\nnotice = \"县里照补充通知\"\nholidays = [2026-03-06]\nmakeup = []\n\
             [years.2027]\nnotice = \"国办发明电〔2026〕X号\"\nholidays = [2027-01-01]\nmakeup = []\n"
        )
    };
    let (other, text) = used(&year("+07:00"));
    assert!(
        !other && text.contains("civil time") && text.contains("stays"),
        "{text}"
    );
    assert_eq!(told().await, None, "nothing of that was taken");

    let (sound, text) = used(&year("+08:00"));
    assert!(sound && text.contains("2026, 2027"), "{text}");
    let calendar = told().await.unwrap();
    let kind = |day: &str| calendar.kind(day.parse().unwrap()).to_string();
    assert_eq!(kind("2026-03-06"), "holiday", "a year that was known is amended");
    assert_eq!(kind("2027-01-01"), "holiday");
    assert_eq!(
        kind("2025-10-01"),
        "holiday",
        "years that the file does not have stay"
    );
    let (_, text) = said(&jishi(&[
        "calendar",
        "county",
        "--data",
        data.to_str().unwrap(),
        "2026-12-31",
        "2027-01-02",
    ]));
    assert_eq!(
        text, "2026-12-31,workday\n2027-01-01,holiday\n2027-01-02,weekend\n",
        "the county's own years are printed, not those that come with the program"
    );
    let (again, text) = used(&year("+08:00"));
    assert!(again && text.contains("nothing was changed"), "{text}");
}
