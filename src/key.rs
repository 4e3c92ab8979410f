//! Keys: the hash of everything that a value depends on. The only user of xxhash.

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

/// A hash of 128 bits (XXH3): enough to tell a million files apart, and faster than the disk. It is no seal: nothing
/// here depends on its being hard to forge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Key([u8; 16]);

impl Key {
    /// The key of one run of bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(xxh3_128(bytes).to_be_bytes())
    }

    /// The key of several fields, each with its length, so that no two lists of fields share one.
    #[must_use]
    pub fn of_all<'a>(fields: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = Xxh3::new();
        for field in fields {
            hasher.update(&(field.len() as u64).to_le_bytes());
            hasher.update(field);
        }
        Self(hasher.digest128().to_be_bytes())
    }

    /// The key's bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// 32 lower-case hexadecimal digits.
    #[must_use]
    pub fn hex(&self) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        self.0.iter().flat_map(|b| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]]).map(char::from).collect()
    }

    /// The first 8 digits: for file names that may be cached for ever.
    #[must_use]
    pub fn short(&self) -> String {
        self.hex()[..8].to_owned()
    }

    /// Reads what [`hex`](Self::hex) wrote.
    #[must_use]
    pub fn from_hex(hex: &str) -> Option<Self> {
        let bytes = hex.as_bytes();
        if bytes.len() != 32 {
            return None;
        }
        let mut key = [0; 16];
        for (byte, pair) in key.iter_mut().zip(bytes.chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(key))
    }
}
