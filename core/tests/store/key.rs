//! Which key a device has: moved out of the store into a host's service, made there, missed there; whatever breaks off.

use std::{cell::RefCell, rc::Rc};

use jishi_core::{
    engine::{BegunReading, DeviceKey, Ended, Fault},
    model::{DeviceId, LessonId},
    ports::{KeyService, KeyVault as _, SoftwareVault, VaultFault, try_key},
    store::Store,
};

use super::phone::{NOW, open, phone};

/// A host's service that can be told to fail.
#[derive(Clone, Default)]
struct Service(Rc<RefCell<Kept>>);

#[derive(Default)]
struct Kept {
    secret: Option<[u8; 32]>,
    made: u8,
    finds_before_failing: Option<u32>,
    keeps_nothing: bool,
    forgets: bool,
}

impl Service {
    fn keeping(secret: u8) -> Self {
        let service = Self::default();
        service.0.borrow_mut().secret = Some([secret; 32]);
        service
    }

    fn put(&self, secret: [u8; 32]) -> Result<(), VaultFault> {
        let mut kept = self.0.borrow_mut();
        if kept.keeps_nothing {
            return Err(VaultFault("private window".into()));
        }
        if !kept.forgets {
            kept.secret = Some(secret);
        }
        Ok(())
    }
}

impl KeyService for Service {
    type Key = SoftwareVault;

    async fn find(&self) -> Result<Option<SoftwareVault>, VaultFault> {
        let mut kept = self.0.borrow_mut();
        match &mut kept.finds_before_failing {
            Some(0) => return Err(VaultFault("locked".into())),
            Some(left) => *left -= 1,
            None => {}
        }
        kept.secret
            .map(|secret| SoftwareVault::from_secret(&secret))
            .transpose()
    }

    async fn make(&self) -> Result<(), VaultFault> {
        self.0.borrow_mut().made += 1;
        let made = self.0.borrow().made;
        self.put([100 + made; 32])
    }

    async fn import(&self, key: &SoftwareVault) -> Result<(), VaultFault> {
        use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
        let secret = URL_SAFE_NO_PAD.decode(key.numbers().d).unwrap();
        self.put(secret.try_into().unwrap())
    }
}

type Settled = Result<DeviceKey<SoftwareVault>, Fault>;

async fn settle(store: &Store, service: &Service) -> Settled {
    DeviceKey::settle(store, Ok(service.clone())).await
}

async fn settle_without(store: &Store) -> Settled {
    DeviceKey::settle::<Service>(store, Err(VaultFault("no service".into()))).await
}

/// The public key of a key that works, and whether the service keeps it.
async fn told(settled: Settled) -> (String, bool) {
    let key = settled.unwrap();
    try_key(&key).await.unwrap();
    let in_service = matches!(key, DeviceKey::InService(_));
    (key.public_key().await.unwrap(), in_service)
}

async fn public(secret: u8) -> String {
    let vault = SoftwareVault::from_secret(&[secret; 32]).unwrap();
    vault.public_key().await.unwrap()
}

fn keep_secret(store: &Store, secret: u8) {
    let kept = store.device_secret(|| Ok::<_, ()>([secret; 32])).unwrap();
    assert_eq!(kept, Ok(vec![secret; 32]));
}

#[tokio::test]
async fn the_first_key_is_made_by_the_service_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    let (store, service) = (open(folder.path()), Service::default());
    let first = told(settle(&store, &service).await).await;
    assert_eq!(first, (public(101).await, true));
    assert_eq!(store.kept_secret().unwrap(), None);
    drop(store);
    let store = open(folder.path());
    assert_eq!(told(settle(&store, &service).await).await, first);
}

#[tokio::test]
async fn a_software_key_moves_with_its_public_key() {
    let (phone, service) = (phone(), Service::default());
    keep_secret(&phone.store, 7);
    let before = phone.store.enrolment().unwrap();
    assert_eq!(
        told(settle(&phone.store, &service).await).await,
        (public(7).await, true)
    );
    assert_eq!(service.0.borrow().secret, Some([7; 32]));
    assert_eq!(phone.store.kept_secret().unwrap(), None);
    assert_eq!(phone.store.enrolment().unwrap(), before);
    assert_eq!(
        told(settle(&phone.store, &service).await).await,
        (public(7).await, true)
    );
    assert_eq!(service.0.borrow().made, 0);
}

#[tokio::test]
async fn a_move_that_breaks_off_anywhere_is_done_again_with_the_same_key() {
    let breaks: [fn(&mut Kept); 4] = [
        |kept| kept.keeps_nothing = true,
        |kept| kept.forgets = true,
        |kept| kept.finds_before_failing = Some(0),
        |kept| kept.finds_before_failing = Some(1),
    ];
    // In the last one it was put there, and cannot be read back.
    for break_off in breaks {
        let (phone, service) = (phone(), Service::default());
        keep_secret(&phone.store, 7);
        break_off(&mut service.0.borrow_mut());
        assert_eq!(
            told(settle(&phone.store, &service).await).await,
            (public(7).await, false)
        );
        assert_eq!(phone.store.kept_secret().unwrap(), Some(vec![7; 32]));
        {
            let mut kept = service.0.borrow_mut();
            *kept = Kept {
                secret: kept.secret,
                ..Kept::default()
            };
        }
        assert_eq!(
            told(settle(&phone.store, &service).await).await,
            (public(7).await, true)
        );
        assert_eq!(phone.store.kept_secret().unwrap(), None);
    }
}

#[tokio::test]
async fn the_key_of_the_store_goes_before_one_that_stands_in_its_place() {
    let (phone, service) = (phone(), Service::keeping(9));
    keep_secret(&phone.store, 7);
    assert_eq!(
        told(settle(&phone.store, &service).await).await,
        (public(7).await, true)
    );
    assert_eq!(service.0.borrow().secret, Some([7; 32]));
}

#[tokio::test]
async fn without_a_service_the_key_is_software_and_moves_once_there_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let (first, in_service) = told(settle_without(&store).await).await;
    assert!(!in_service);
    assert_eq!(told(settle_without(&store).await).await, (first.clone(), false));
    assert_eq!(
        told(settle(&store, &Service::default()).await).await,
        (first, true)
    );

    // A service that keeps nothing is as good as none.
    let folder = tempfile::tempdir().unwrap();
    let (store, service) = (open(folder.path()), Service::default());
    service.0.borrow_mut().keeps_nothing = true;
    assert!(!told(settle(&store, &service).await).await.1);
}

#[tokio::test]
async fn while_the_service_does_not_answer_a_bound_phone_waits() {
    let (phone, service) = (phone(), Service::default());
    keep_secret(&phone.store, 7);
    settle(&phone.store, &service).await.unwrap();
    service.0.borrow_mut().finds_before_failing = Some(0);
    for settled in [
        settle(&phone.store, &service).await,
        settle_without(&phone.store).await,
    ] {
        assert!(matches!(settled, Err(Fault::KeyOutOfReach(_))));
    }
    assert!(phone.store.enrolment().unwrap().is_some(), "nothing has changed");
    assert_eq!(phone.store.kept_secret().unwrap(), None, "no second key");
    service.0.borrow_mut().finds_before_failing = None;
    assert_eq!(
        told(settle(&phone.store, &service).await).await,
        (public(7).await, true)
    );
}

#[tokio::test]
async fn a_lost_key_is_told_and_the_queue_stays() {
    // Nothing is there, or somebody else's.
    for left in [None, Some([9; 32])] {
        let (phone, service) = (phone(), Service::default());
        keep_secret(&phone.store, 7);
        settle(&phone.store, &service).await.unwrap();
        phone.post("没有送出", &[]);
        let unit = phone.store.directory().unwrap().unwrap().unit.clone();
        service.0.borrow_mut().secret = left;

        let (new, in_service) = told(settle(&phone.store, &service).await).await;
        assert!(in_service && new != public(7).await);
        assert_eq!(phone.store.enrolment().unwrap(), None);
        assert_eq!(phone.store.ended().unwrap(), Some(Ended::KeyLost));
        assert_eq!(phone.store.outbox_counts().unwrap(), (1, 0));
        assert_eq!(
            told(settle(&phone.store, &service).await).await,
            (new, true),
            "once"
        );

        phone
            .store
            .enrol(DeviceId::new(NOW), &phone.me, &unit, NOW)
            .unwrap();
        assert_eq!(phone.store.ended().unwrap(), None);
        assert_eq!(phone.store.outbox_counts().unwrap(), (1, 0));
    }
}

#[tokio::test]
async fn a_key_without_a_store_is_taken_up_again() {
    let folder = tempfile::tempdir().unwrap();
    let (store, service) = (open(folder.path()), Service::keeping(7));
    assert_eq!(
        told(settle(&store, &service).await).await,
        (public(7).await, true)
    );
    assert_eq!(store.ended().unwrap(), None);
}

#[tokio::test]
async fn no_byte_of_the_secret_stays_in_the_files() {
    let (phone, service) = (phone(), Service::default());
    keep_secret(&phone.store, 7);
    // Enough beside it that the table's pages are split.
    let begun = BegunReading {
        started_at: NOW,
        read_ms: 1,
        end: false,
        opened: 0,
    };
    let lessons: Vec<LessonId> = (0..200).map(|_| LessonId::new(NOW)).collect();
    for lesson in &lessons {
        phone.store.keep_reading(*lesson, phone.me.id, &begun).unwrap();
    }
    let secret = serde_json::to_string(&[7; 32]).unwrap();
    let holds = || {
        std::fs::read_dir(phone.folder.path()).unwrap().any(|file| {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            bytes
                .windows(secret.len())
                .any(|window| window == secret.as_bytes())
        })
    };
    assert!(holds(), "it was there");
    settle(&phone.store, &service).await.unwrap();
    assert!(!holds());
    for lesson in &lessons {
        let kept = phone.store.begun_reading(*lesson, phone.me.id).unwrap();
        assert_eq!(kept, Some(begun), "and all else is");
    }
}
