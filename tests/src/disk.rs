//! A disk that fails on cue: `faults/disk.c` between a program and its C library.

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

/// When and how it fails. Points are counted from 1 and from the start of the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// Not at all; points are counted.
    Count,
    /// The process is killed.
    Kill {
        /// At which point.
        point: u64,
        /// Before, in the middle of, or after what it does.
        moment: Moment,
    },
    /// There is no room.
    Full {
        /// From which point on.
        point: u64,
        /// For how many points.
        points: u64,
    },
    /// The power goes, and what was not synced with it.
    Power {
        /// At which point.
        point: u64,
        /// Which of what was not synced is lost; all of it for multiples of three.
        seed: u64,
    },
}

/// Where in a point a process is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Before anything is done.
    Before,
    /// When half of the bytes are written.
    Within,
    /// When all is done, before the process learns of it.
    After,
}

impl Moment {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Before, Self::Within, Self::After];
}

impl Plan {
    /// The point at which it fails; 0 if it does not.
    #[must_use]
    pub const fn point(self) -> u64 {
        match self {
            Self::Count => 0,
            Self::Kill { point, .. } | Self::Full { point, .. } | Self::Power { point, .. } => point,
        }
    }

    fn words(self) -> String {
        match self {
            Self::Count => "count".into(),
            Self::Kill { point, moment } => format!("kill:{point}:{}", moment as u8),
            Self::Full { point, points } => format!("full:{point}:{points}"),
            Self::Power { point, seed } => format!("power:{point}:{seed}"),
        }
    }
}

/// The disk under a folder, for one process.
pub struct Disk {
    told: PathBuf,
}

impl Disk {
    /// Puts it under what `command` does in `folder`.
    #[must_use]
    pub fn under(command: &mut Command, folder: &Path, plan: Plan) -> Self {
        let told = folder.with_extension("points");
        command
            .env("LD_PRELOAD", shim())
            .env("JISHI_DISK", folder)
            .env("JISHI_DISK_PLAN", plan.words())
            .env("JISHI_DISK_TOLD", &told);
        Self { told }
    }

    /// How many points there have been.
    #[must_use]
    pub fn points(&self) -> u64 {
        let bytes = std::fs::read(&self.told).unwrap_or_default();
        bytes.first_chunk().map_or(0, |bytes| u64::from_ne_bytes(*bytes))
    }
}

/// The shim, compiled once for each run of the tests.
fn shim() -> &'static Path {
    static SHIM: OnceLock<PathBuf> = OnceLock::new();
    SHIM.get_or_init(|| {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("faults/disk.c");
        let shim = std::env::temp_dir().join(format!("jishi-disk-{}.so", std::process::id()));
        let compiled = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"])
            .arg(&shim)
            .arg(&source)
            .status();
        assert!(
            compiled.is_ok_and(|status| status.success()),
            "cc cannot compile {}: a C compiler must be installed, as SQLite needs one too",
            source.display()
        );
        shim
    })
}
