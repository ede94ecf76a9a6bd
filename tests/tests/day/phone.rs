//! A phone as a person has it, and what its camera and microphone make.

use jishi_core::engine::{GetPolicy, Recording};
use jishi_tests::{County, Device, Line, NOW};
use tokio::task::LocalSet;

/// A phone with its line to the server.
pub struct Phone {
    pub device: Device,
    pub line: Line,
    folder: tempfile::TempDir,
}

impl Phone {
    pub async fn of(county: &County, staff_no: &str) -> Self {
        let line = Line::to(county.server.address).await;
        let folder = tempfile::tempdir().unwrap();
        let device = Device::start(folder.path(), &format!("http://{}", line.address), NOW);
        device.enrol(&county.code(staff_no).await).await.unwrap();
        let phone = Self { device, line, folder };
        phone
            .device
            .until("the county's policy is known", async |d| {
                d.ask(GetPolicy).await.is_ok_and(|on| !on.modes.is_empty())
            })
            .await;
        phone
    }

    /// The system ends the app; the person opens it again.
    pub async fn restart(self) -> Self {
        let Self { device, line, folder } = self;
        device.kill().await;
        let device = Device::start(folder.path(), &format!("http://{}", line.address), NOW);
        Self { device, line, folder }
    }
}

/// Enough of an Ogg page to be known as one; what is in it is the browser's affair.
pub fn recording() -> Recording {
    let mut bytes = b"OggS\0\x02".to_vec();
    bytes.extend((0..4000u32).flat_map(u32::to_le_bytes));
    Recording {
        bytes,
        duration_ms: 3_200,
        waveform: vec![10, 90, 200, 40],
    }
}

pub fn run(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    LocalSet::new().block_on(&runtime, test);
}
