//! A device in other hands: each person finds their own work and nobody else's, whatever breaks off in between.

use std::{fs, path::Path, rc::Rc};

use jishi_core::{
    engine::MovedAside,
    model::{DeviceId, MomentId, Person, PersonId, Unit},
    store::{Folder, Opened, Store},
};

use super::phone::{NOW, Phone, open, phone};

impl Phone {
    /// Somebody else of the same unit.
    fn other(&self, name: &str) -> Person {
        Person {
            id: PersonId::new(NOW),
            name: name.into(),
            ..self.me.clone()
        }
    }

    fn unit(&self) -> Unit {
        self.store.directory().unwrap().unwrap().unit.clone()
    }

    fn write(&self, words: &str) {
        write(&self.store, words);
    }
}

fn write(store: &Store, words: &str) {
    store.save_draft(MomentId::new(NOW), words, None).unwrap();
}

fn words(store: &Store) -> Option<String> {
    store.latest_draft().unwrap().map(|row| row.draft.text)
}

fn enrol(store: &Store, person: &Person, unit: &Unit) -> Option<Store> {
    let opened = store.enrol(DeviceId::new(NOW), person, unit, NOW).unwrap();
    opened.map(|opened| opened.store)
}

fn opened(folder: &Path) -> Opened {
    Store::open(Rc::new(Folder(folder.into()))).unwrap()
}

fn aside(folder: &Path) -> Option<String> {
    opened(folder).moved_aside.map(|MovedAside { name, .. }| name)
}

fn damage(folder: &Path, name: &str) {
    fs::write(folder.join(name), "no database at all; only words. ".repeat(8)).unwrap();
    let _ = fs::remove_file(folder.join(format!("{name}-wal")));
}

#[test]
fn each_person_finds_their_own_work_again() {
    let first = phone();
    let (unit, second, third) = (first.unit(), first.other("罗山"), first.other("岑溪"));
    first.write("第一个人的草稿");
    let theirs = enrol(&first.store, &second, &unit).unwrap();
    assert_eq!(words(&theirs), None, "the words of another");
    write(&theirs, "第二个人的草稿");
    drop(theirs);

    let current = open(first.folder.path());
    assert_eq!(
        current.owner().unwrap(),
        Some(second.id),
        "a restart changes nothing"
    );
    let theirs = enrol(&current, &third, &unit).unwrap();
    assert_eq!(words(&theirs), None);
    for (person, expected) in [
        (&first.me, "第一个人的草稿"),
        (&second, "第二个人的草稿"),
        (&first.me, "第一个人的草稿"),
    ] {
        let own = enrol(&open(first.folder.path()), person, &unit).unwrap();
        assert_eq!(words(&own).as_deref(), Some(expected));
        drop(own);
        let current = open(first.folder.path());
        assert_eq!(
            (
                current.enrolment().unwrap().unwrap().1,
                words(&current).as_deref()
            ),
            (person.id, Some(expected))
        );
        assert!(enrol(&current, person, &unit).is_none(), "enrolled again");
    }
    assert!(!first.folder.path().join("jishi-3.db").exists(), "one for each");
}

#[test]
fn the_key_stays_the_devices() {
    let first = phone();
    let (unit, second) = (first.unit(), first.other("罗山"));
    let secret = first
        .store
        .device_secret(|| Ok::<_, ()>([7; 32]))
        .unwrap()
        .unwrap();
    let theirs = enrol(&first.store, &second, &unit).unwrap();
    assert_eq!(theirs.kept_secret().unwrap(), Some(secret));
    theirs.entrust_key("a public key").unwrap();
    let again = enrol(&theirs, &first.me, &unit).unwrap();
    assert_eq!(
        (
            again.kept_secret().unwrap(),
            again.service_key().unwrap().as_deref()
        ),
        (None, Some("a public key")),
        "the service keeps it now"
    );
}

#[test]
fn what_was_begun_for_somebody_and_never_bound_is_not_in_use() {
    let first = phone();
    let (unit, second) = (first.unit(), first.other("罗山"));
    first.write("第一个人的草稿");
    let theirs = enrol(&first.store, &second, &unit).unwrap();
    drop((theirs, first.store));
    // As it is left when the program ends between beginning the database and binding the device in it.
    let folder = first.folder.path();
    for file in ["jishi-1.db", "jishi-1.db-wal", "jishi-1.db-shm"] {
        let _ = fs::remove_file(folder.join(file));
    }
    fs::write(folder.join("jishi-1.db"), "").unwrap();
    let current = open(folder);
    assert_eq!(words(&current).as_deref(), Some("第一个人的草稿"));
    assert!(enrol(&current, &second, &unit).is_some());
    assert!(
        !folder.join("jishi-2.db").exists(),
        "the one that was begun is used"
    );
}

#[test]
fn what_was_damaged_is_told_also_where_the_program_ended_before_that_was_noted() {
    let first = phone();
    let folder = first.folder.path();
    drop(first.store);
    damage(folder, "jishi.db");
    fs::write(folder.join("jishi-1.db"), "").unwrap();
    assert_eq!(aside(folder).as_deref(), Some("jishi.db"));
    assert_eq!(aside(folder), None, "told once");
}

#[test]
fn of_several_only_the_one_in_use_is_missed() {
    let first = phone();
    let (unit, second) = (first.unit(), first.other("罗山"));
    let folder = first.folder.path();
    drop(enrol(&first.store, &second, &unit));
    drop(first.store);
    damage(folder, "jishi.db");
    assert_eq!(aside(folder), None, "nobody's who holds the device");
    assert_eq!(open(folder).owner().unwrap(), Some(second.id));

    damage(folder, "jishi-1.db");
    assert_eq!(aside(folder).as_deref(), Some("jishi-1.db"));
    assert_eq!(aside(folder), None, "told once");
    assert_eq!(open(folder).owner().unwrap(), None);
}

#[test]
fn one_that_is_taken_up_again_and_then_damaged_is_missed() {
    let first = phone();
    let (unit, second) = (first.unit(), first.other("罗山"));
    let folder = first.folder.path();
    let theirs = enrol(&first.store, &second, &unit).unwrap();
    drop(enrol(&theirs, &first.me, &unit));
    drop((theirs, first.store));
    damage(folder, "jishi.db");
    assert_eq!(aside(folder).as_deref(), Some("jishi.db"));
    let anew = open(folder);
    assert_eq!(anew.owner().unwrap(), None, "not silently somebody else's");
    assert!(enrol(&anew, &second, &unit).is_some(), "the second finds theirs");
}

#[test]
fn one_that_cannot_be_opened_and_is_not_in_use_stops_nobody() {
    let first = phone();
    let (unit, second, third) = (first.unit(), first.other("罗山"), first.other("岑溪"));
    first.write("第一个人的草稿");
    write(&enrol(&first.store, &second, &unit).unwrap(), "第二个人的草稿");
    let folder = first.folder.path();
    drop(first.store);
    // A folder in its place: the host can't open it, and that says nothing of what is in it.
    let (kept, there) = (folder.join("kept"), folder.join("jishi.db"));
    fs::rename(&there, &kept).unwrap();
    fs::create_dir(&there).unwrap();

    let current = opened(folder);
    assert_eq!(
        (words(&current.store).as_deref(), current.moved_aside),
        (Some("第二个人的草稿"), None)
    );
    let device = DeviceId::new(NOW);
    let refused = current.store.enrol(device, &third, &unit, NOW);
    assert!(refused.is_err(), "what cannot be opened may be theirs");
    assert!(current.store.forget_places_of_others(NOW).is_err(), "it is told");
    drop(current.store);

    fs::remove_dir(&there).unwrap();
    fs::rename(&kept, &there).unwrap();
    let current = open(folder);
    let theirs = enrol(&current, &first.me, &unit).unwrap();
    assert_eq!(words(&theirs).as_deref(), Some("第一个人的草稿"));
}

#[test]
fn one_that_cannot_be_opened_and_may_be_in_use_is_waited_for() {
    let first = phone();
    let (unit, second) = (first.unit(), first.other("罗山"));
    write(&enrol(&first.store, &second, &unit).unwrap(), "第二个人的草稿");
    let folder = first.folder.path();
    drop(first.store);
    let (kept, there) = (folder.join("kept"), folder.join("jishi-1.db"));
    fs::rename(&there, &kept).unwrap();
    fs::create_dir(&there).unwrap();
    assert!(Store::open(Rc::new(Folder(folder.into()))).is_err());
    fs::remove_dir(&there).unwrap();
    fs::rename(&kept, &there).unwrap();
    assert_eq!(words(&open(folder)).as_deref(), Some("第二个人的草稿"));
}

#[test]
fn one_that_was_damaged_while_it_was_not_in_use_is_told_when_its_person_comes_back() {
    let first = phone();
    let (unit, second, third) = (first.unit(), first.other("罗山"), first.other("岑溪"));
    first.write("第一个人的草稿");
    write(&enrol(&first.store, &second, &unit).unwrap(), "第二个人的草稿");
    let folder = first.folder.path();
    drop(first.store);
    damage(folder, "jishi.db");
    let current = opened(folder);
    assert_eq!(current.moved_aside, None, "the one in use is whole");
    let device = DeviceId::new(NOW);
    let theirs = current
        .store
        .enrol(device, &first.me, &unit, NOW)
        .unwrap()
        .unwrap();
    assert_eq!(words(&theirs.store), None);
    let told = theirs.moved_aside.map(|MovedAside { name, .. }| name);
    assert_eq!(told.as_deref(), Some("jishi.db"));
    assert!(folder.join("jishi.db").exists(), "nothing is deleted");
    // Who finds their own is told nothing.
    let current = open(folder);
    let again = current.enrol(device, &second, &unit, NOW).unwrap().unwrap();
    assert_eq!(
        (words(&again.store).as_deref(), again.moved_aside.clone()),
        (Some("第二个人的草稿"), None)
    );
    drop((current, again));
    let current = open(folder);
    let new = current.enrol(device, &third, &unit, NOW).unwrap().unwrap();
    assert!(new.moved_aside.is_some(), "it may have been theirs");
}
