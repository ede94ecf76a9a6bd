//! The key by which this county's receipts are signed: 32 bytes in a file of its own, apart from the database, so that who
//! has the one does not have the other.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use crate::secret::random;
use crate::service::ReceiptSigner;

/// The key in the file; a new one if there is no file.
pub(crate) fn open(path: &Path) -> io::Result<ReceiptSigner> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => make(path)?,
        Err(error) => return Err(error),
    };
    let secret = bytes.try_into().map_err(|bytes: Vec<u8>| {
        io::Error::new(
            io::ErrorKind::InvalidData,
            format!("{} bytes instead of 32", bytes.len()),
        )
    })?;
    Ok(ReceiptSigner::new(secret))
}

/// Writes a new key, whole or not at all, for the server's own eyes.
fn make(path: &Path) -> io::Result<Vec<u8>> {
    let secret: [u8; 32] = random().map_err(io::Error::other)?;
    let new = path.with_extension(format!("new-{}", std::process::id()));
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&new)?;
    file.write_all(&secret)?;
    file.sync_all()?;
    // Of two servers that start at once the first one's key stays.
    let linked = fs::hard_link(&new, path);
    fs::remove_file(&new)?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => fs::read(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_for_its_owner_alone_and_a_torn_one_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("receipt.key");
        let key = open(&path).unwrap().public();
        assert_eq!(open(&path).unwrap().public(), key);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        fs::write(&path, b"torn").unwrap();
        assert!(open(&path).is_err());
    }
}
