//! The device's key on a host without a key service: a file for its owner's eyes alone, apart from the database, so that a
//! copy of the records is no copy of the person's signature.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// The secret in the folder's `device.key`. If there is none, `before` (where older versions kept it) or what `generate`
/// makes goes into it, whole or not at all.
///
/// # Errors
/// If the file can be neither read nor made.
pub fn device_key(
    folder: &Path,
    before: Option<Vec<u8>>,
    generate: impl FnOnce() -> io::Result<[u8; 32]>,
) -> io::Result<Vec<u8>> {
    let path = folder.join("device.key");
    match fs::read(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        read => return read,
    }
    let secret = match before {
        Some(secret) => secret,
        None => generate()?.to_vec(),
    };
    let new = folder.join("device.key.new");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&new)?;
    file.write_all(&secret)?;
    file.sync_all()?;
    fs::rename(&new, &path)?;
    Ok(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_stays_moves_out_of_the_database_and_is_nobody_elses_to_read() {
        for before in [None, Some(vec![7; 32])] {
            let folder = tempfile::tempdir().unwrap();
            let folder = folder.path();
            let made = device_key(folder, before.clone(), || Ok([1; 32])).unwrap();
            assert_eq!(made, before.unwrap_or_else(|| vec![1; 32]));
            let again = device_key(folder, Some(vec![9; 32]), || Ok([2; 32])).unwrap();
            assert_eq!(again, made, "the file's word is the last");
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt as _;
                let mode = fs::metadata(folder.join("device.key"))
                    .unwrap()
                    .permissions()
                    .mode();
                assert_eq!(mode & 0o777, 0o600);
            }
            assert_eq!(fs::read_dir(folder).unwrap().count(), 1);
        }
    }
}
