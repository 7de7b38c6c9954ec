//! Passwords: hashed with argon2, compared in a time that says nothing about names.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use crate::hex::{NoRandomness, random};

/// Letters and digits that nobody mixes up when reading them aloud.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789A";

/// A hash that no password has: verified in place of an unknown name's.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hash(&generate().ok()?));

/// Makes what [`verify`] compares with when there is no hash.
pub fn prepare() {
    LazyLock::force(&NOBODY);
}

/// Hashes a password; `None` when the system gives no random salt.
#[must_use]
pub fn hash(password: &str) -> Option<String> {
    let hashed = Argon2::default().hash_password(password.as_bytes()).ok()?;
    Some(hashed.to_string())
}

/// Whether the password is the one behind the hash. Without a hash the work is the same.
#[must_use]
pub fn verify(password: &str, hashed: Option<&str>) -> bool {
    let known = hashed.or(NOBODY.as_deref());
    let fits = known
        .and_then(|known| PasswordHash::new(known).ok())
        .is_some_and(|known| {
            let argon2 = Argon2::default();
            argon2.verify_password(password.as_bytes(), &known).is_ok()
        });
    fits && hashed.is_some()
}

/// A fresh password of 80 bits: four groups of four.
///
/// # Errors
/// [`NoRandomness`].
pub fn generate() -> Result<String, NoRandomness> {
    let bytes: [u8; 16] = random()?;
    let letters = bytes
        .iter()
        .filter_map(|byte| LETTERS.get(usize::from(byte % 32)))
        .map(|letter| char::from(*letter));
    let letters: Vec<char> = letters.collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    Ok(groups.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_password_of_a_known_name_fits() {
        let password = generate().unwrap();
        assert_eq!(password.len(), 19);
        let hashed = hash(&password).unwrap();
        assert!(hashed.starts_with("$argon2id$"));
        assert!(verify(&password, Some(&hashed)));
        assert!(!verify("another", Some(&hashed)));
        assert!(!verify(&password, None));
    }
}
