//! A county's server in this process, with a roster of people who see different things.

use std::sync::Arc;

use jishi_core::model::{PersonId, Timestamp};
use jishi_server::{
    Config, EnrolLimit, FirstPolicy, Limits, Running, SetClock, StorageUrl, roster::read_roster, start,
};

/// 2026-03-02 09:00 in China.
pub const NOW: Timestamp = Timestamp(1_772_413_200_000);

/// 罗春燕 and 韦国强 are colleagues in a village, 陈志远 heads their township, 王海 works elsewhere, 杨梅 is of the
/// organization department. There are two 王海. Nobody's number fits their place in the list.
const ROSTER: &str = "工号,姓名,单位,单位类别,职务,级别,人员类别,角色
907,王海,试县/西乡,乡镇,干事,无,普通,干部
311,罗春燕,试县/东镇/东村,村,驻村干部,无,驻村干部,干部
208,陈志远,试县/东镇,乡镇,镇长,乡科级正职,普通,领导
115,韦国强,试县/东镇/东村,村,第一书记,无,第一书记,干部
904,王海,试县/东镇,乡镇,干事,无,普通,干部
402,杨梅,试县/组织部,局办,干事,无,普通,组织部
";

/// A running server and its folder.
pub struct County {
    /// The server.
    pub server: Running,
    folder: tempfile::TempDir,
    /// Where its records are, if not in the folder.
    storage: Option<StorageUrl>,
}

impl County {
    /// Starts it on a free port, at [`NOW`].
    pub async fn start() -> Self {
        Self::at(Arc::new(SetClock::at(NOW))).await
    }

    /// Starts it on a free port, by this clock.
    pub async fn at(clock: Arc<SetClock>) -> Self {
        Self::on(None, clock).await
    }

    /// Starts it on a free port, by this clock, with its records in `storage`, or else in a file.
    pub async fn on(storage: Option<StorageUrl>, clock: Arc<SetClock>) -> Self {
        Self::with(storage, |config| config.clock = clock).await
    }

    /// Ends the server and starts another on the same data, at another port.
    pub async fn restart(self, clock: Arc<SetClock>) -> Self {
        let Self {
            server,
            folder,
            storage,
        } = self;
        server.shutdown().await;
        let config = config(folder.path(), storage.clone(), |config| config.clock = clock);
        let server = start(config).await.unwrap();
        Self {
            server,
            folder,
            storage,
        }
    }

    /// Starts it on a free port, at the time of this machine.
    pub async fn of_today() -> Self {
        Self::with(None, |_| {}).await
    }

    async fn with(storage: Option<StorageUrl>, change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = config(folder.path(), storage.clone(), change);
        let server = start(config).await.unwrap();
        server
            .service()
            .import_roster(&read_roster(ROSTER.as_bytes()).unwrap())
            .await
            .unwrap();
        Self {
            server,
            folder,
            storage,
        }
    }

    /// Ends it, and hands its data over.
    pub async fn close(self) -> tempfile::TempDir {
        self.server.shutdown().await;
        self.folder
    }

    /// A fresh one-time code for whoever has this staff number.
    pub async fn code(&self, staff_no: &str) -> String {
        self.server
            .service()
            .issue_code(self.person(staff_no).await)
            .await
            .unwrap()
            .code
    }

    /// Whoever has this staff number.
    pub async fn person(&self, staff_no: &str) -> PersonId {
        let listed = self.server.service().listed().await.unwrap();
        listed
            .into_iter()
            .find(|listed| listed.staff_no == staff_no)
            .unwrap()
            .person
            .id
    }
}

fn config(folder: &std::path::Path, storage: Option<StorageUrl>, change: impl FnOnce(&mut Config)) -> Config {
    let mut config = Config::in_folder(folder, ([127, 0, 0, 1], 0).into());
    if let Some(storage) = storage {
        config.storage = storage;
    }
    change(&mut config);
    config.enrol_limit = EnrolLimit::off();
    config.limits = Limits::unpaced();
    config.first_policy = FirstPolicy::Wangmo2016;
    config
}
