//! SQLite on the origin's private file system (OPFS): durable, one owner at a time.

use jishi_core::{
    engine::{Capability, Fault},
    store::{Databases, OpenFault, Opened, Store},
};
use rsqlite_vfs::VfsFilesManager as _;
use rusqlite::Connection;
use sqlite_wasm_rs::WasmOsCallback;
use sqlite_wasm_vfs::sahpool::{OpfsSAHPoolCfgBuilder, OpfsSAHPoolUtil, install};

struct Pool(OpfsSAHPoolUtil);

impl Databases for Pool {
    fn exists(&self, name: &str) -> bool {
        self.0.contains(name).unwrap_or(false)
    }

    fn open(&self, name: &str) -> rusqlite::Result<Connection> {
        Connection::open(name)
    }
}

/// Opens the store.
pub async fn open() -> Result<Opened, Fault> {
    let options = OpfsSAHPoolCfgBuilder::new().directory("jishi").build();
    // An old browser, or a window whose storage is switched off.
    let pool = install::<WasmOsCallback>(&options, true)
        .await
        .map_err(|_| Fault::Unsupported(Capability::Storage))?;
    Store::open(&Pool(pool)).map_err(|fault| match fault {
        OpenFault::Store(fault) => fault.into(),
        newer @ OpenFault::Newer { .. } => Fault::Storage(newer.to_string()),
    })
}
