//! A key on a host without a key service: 32 bytes in a file for its owner's eyes alone, apart from the database, so that a
//! copy of the records is no copy of who signs them.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// The key in the file at `path`. If there is none, what `make` gives goes into it, whole or not at all; of two programs
/// that start at once the first one's key stays.
///
/// # Errors
/// If the file can be neither read nor made, or holds anything but 32 bytes.
pub fn key_file(path: &Path, make: impl FnOnce() -> io::Result<[u8; 32]>) -> io::Result<[u8; 32]> {
    let bytes = match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            write_new(path, &make()?)?;
            fs::read(path)?
        }
        read => read?,
    };
    bytes.try_into().map_err(|bytes: Vec<u8>| {
        let words = format!("{} bytes instead of 32", bytes.len());
        io::Error::new(io::ErrorKind::InvalidData, words)
    })
}

fn write_new(path: &Path, key: &[u8; 32]) -> io::Result<()> {
    let new = path.with_extension(format!("new-{}", std::process::id()));
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&new)?;
    file.write_all(key)?;
    file.sync_all()?;
    // A link is made or not made; unlike a renaming it never takes the place of another's.
    let linked = fs::hard_link(&new, path);
    fs::remove_file(&new)?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_for_its_owner_alone_and_a_torn_one_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("device.key");
        assert_eq!(key_file(&path, || Ok([7; 32])).unwrap(), [7; 32]);
        assert_eq!(key_file(&path, || panic!("there is one")).unwrap(), [7; 32]);
        write_new(&path, &[8; 32]).unwrap();
        assert_eq!(fs::read(&path).unwrap(), [7; 32], "the first one's key stays");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        fs::write(&path, b"torn").unwrap();
        assert!(key_file(&path, || Ok([9; 32])).is_err());
        assert_eq!(fs::read(&path).unwrap(), b"torn", "nothing is overwritten");
    }
}
