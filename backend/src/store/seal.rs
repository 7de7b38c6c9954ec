//! Personal data: encrypted with a key for each case, which a master key encrypts.
//!
//! The master key lies outside the data folder: a copy of the folder alone
//! tells nothing about anybody. Erasing the key of a case erases the person
//! and leaves the chain of events whole.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};

use super::StoreError;
use crate::hex::{hex, random, sha256};

const NONCE: usize = 24;
/// Bytes by which an encrypted text is longer than the text.
pub const SEAL: usize = NONCE + 16;

/// A key that encrypts and decrypts.
#[derive(Clone)]
pub struct SealKey([u8; 32]);

impl SealKey {
    /// A fresh key.
    ///
    /// # Errors
    /// [`StoreError::NoRandomness`].
    pub fn fresh() -> Result<Self, StoreError> {
        Ok(Self(random()?))
    }

    /// Reads the master key, or makes one that only the owner can read.
    ///
    /// # Errors
    /// [`StoreError::File`], when there is no such file and none can be made, or when it holds no key.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        match Self::read(path) {
            Err(StoreError::KeyMissing(_)) => {
                let key = Self::fresh()?;
                create_private(path, &format!("{}\n", hex(&key.0)))
                    .map_err(|error| file_error(path, &error.to_string()))?;
                Ok(key)
            }
            read => read,
        }
    }

    /// Reads the master key.
    ///
    /// # Errors
    /// [`StoreError::KeyMissing`]; [`StoreError::File`], when the file cannot be read or holds no key.
    pub fn read(path: &Path) -> Result<Self, StoreError> {
        match fs::read_to_string(path) {
            Ok(text) => from_hex(text.trim()).ok_or_else(|| file_error(path, "no key in it")),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Err(StoreError::KeyMissing(path.display().to_string()))
            }
            Err(error) => Err(file_error(path, &error.to_string())),
        }
    }

    /// Encrypts; `about` says what the text belongs to and must be said again to decrypt.
    ///
    /// # Errors
    /// [`StoreError::NoRandomness`].
    pub fn seal(&self, about: &str, text: &[u8]) -> Result<Vec<u8>, StoreError> {
        let nonce: [u8; NONCE] = random()?;
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), payload(about, text))
            .map_err(|_| StoreError::Record(about.to_owned()))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Decrypts what [`SealKey::seal`] made.
    ///
    /// # Errors
    /// [`StoreError::Record`], when key, text or `about` is another.
    pub fn open_sealed(&self, about: &str, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        let broken = || StoreError::Record(about.to_owned());
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or_else(broken)?;
        self.cipher()
            .decrypt(&XNonce::from(*nonce), payload(about, sealed))
            .map_err(|_| broken())
    }

    /// Encrypts the key of a case.
    ///
    /// # Errors
    /// [`StoreError::NoRandomness`].
    pub fn wrap(&self, case: &str, key: &Self) -> Result<Vec<u8>, StoreError> {
        self.seal(&format!("key of {case}"), &key.0)
    }

    /// Decrypts the key of a case.
    ///
    /// # Errors
    /// [`StoreError::Record`].
    pub fn unwrap_key(&self, case: &str, wrapped: &[u8]) -> Result<Self, StoreError> {
        let key = self.open_sealed(&format!("key of {case}"), wrapped)?;
        let key = key
            .try_into()
            .map_err(|_| StoreError::Record(case.to_owned()))?;
        Ok(Self(key))
    }

    /// Names a text by a hash that nobody without the key can guess back.
    #[must_use]
    pub fn name(&self, text: &[u8]) -> String {
        let inner = sha256(&[&self.0, b"name", text]);
        sha256(&[&self.0, inner.as_bytes()])
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&Key::from(self.0))
    }
}

fn file_error(path: &Path, cause: &str) -> StoreError {
    StoreError::File {
        path: path.display().to_string(),
        cause: cause.to_owned(),
    }
}

fn payload<'a>(about: &'a str, text: &'a [u8]) -> Payload<'a, 'a> {
    Payload {
        msg: text,
        aad: about.as_bytes(),
    }
}

fn from_hex(text: &str) -> Option<SealKey> {
    let digits: Option<Vec<u8>> = text
        .chars()
        .map(|c| c.to_digit(16).and_then(|it| u8::try_from(it).ok()))
        .collect();
    let bytes: Vec<u8> = digits?
        .chunks_exact(2)
        .filter_map(|pair| Some(pair.first()? * 16 + pair.last()?))
        .collect();
    (text.len() == 64).then_some(())?;
    bytes.try_into().ok().map(SealKey)
}

/// Writes a file that must not exist yet and that only its owner can read.
///
/// # Errors
/// As the system says.
pub fn create_private(path: &Path, text: &str) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_key_and_purpose_together_open_a_record() {
        let (key, other) = (SealKey::fresh().unwrap(), SealKey::fresh().unwrap());
        let sealed = key
            .seal("XD-2026-000001/form", "王小明".as_bytes())
            .unwrap();
        assert_eq!(
            key.open_sealed("XD-2026-000001/form", &sealed).unwrap(),
            "王小明".as_bytes()
        );
        assert!(key.open_sealed("XD-2026-000002/form", &sealed).is_err());
        assert!(other.open_sealed("XD-2026-000001/form", &sealed).is_err());
        let mut changed = sealed;
        *changed.last_mut().unwrap() ^= 1;
        assert!(key.open_sealed("XD-2026-000001/form", &changed).is_err());
    }

    #[test]
    fn the_master_key_is_made_once_and_only_its_owner_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data.key");
        let first = SealKey::open(&path).unwrap();
        assert_eq!(SealKey::open(&path).unwrap().0, first.0);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
        fs::write(&path, "nonsense").unwrap();
        assert!(matches!(SealKey::open(&path), Err(StoreError::File { .. })));
    }
}
