//! Where the app keeps its data.

use std::path::PathBuf;

/// `JISHI_DATA`, or the system's folder for an app's own data.
pub fn data() -> PathBuf {
    let system = || {
        dirs::data_dir()
            .or_else(dirs::home_dir)
            .unwrap_or_default()
            .join("jishi")
    };
    std::env::var_os("JISHI_DATA").map_or_else(system, PathBuf::from)
}
