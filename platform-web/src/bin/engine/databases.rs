//! SQLite on the origin's private file system (OPFS): durable, one owner at a time.

use std::rc::Rc;

use jishi_core::{
    engine::{Capability, Fault},
    store::{Databases, Opened, Store},
};
use rsqlite_vfs::VfsFilesManager as _;
use rusqlite::Connection;
use sqlite_wasm_rs::WasmOsCallback;
use sqlite_wasm_vfs::sahpool::{OpfsSAHPoolCfgBuilder, OpfsSAHPoolUtil, install};

/// How many files there can be: a database and its journal for each of those who have had the device in their hands, and
/// for each that could not be read.
const SLOTS: usize = 32;

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
    let options = OpfsSAHPoolCfgBuilder::new()
        .directory("jishi")
        .initial_capacity(SLOTS)
        .build();
    // An old browser, or a window whose storage is switched off.
    let pool = install::<WasmOsCallback>(&options, true)
        .await
        .map_err(|_| Fault::Unsupported(Capability::Storage))?;
    Ok(Store::open(Rc::new(Pool(pool)))?)
}
