//! Sources that change while they are looked at.

use std::path::PathBuf;
use std::time::Duration;

use crate::disk;
use crate::error::Error;

/// So often a site is looked at anew when a file vanishes between two looks.
const LOOKS: u32 = 4;
/// An editor that saves by removing and writing anew is given this long, and longer each time.
const WAIT: Duration = Duration::from_millis(20);

/// Looks at the sources, and anew as long as files vanish between two looks. Gives the files that did.
pub(super) fn until_settled<T>(mut look: impl FnMut() -> Result<T, Error>) -> Result<(T, Vec<PathBuf>), Error> {
    let mut gone = Vec::new();
    for turn in 1..LOOKS {
        match look() {
            Ok(seen) => return Ok((seen, gone)),
            Err(Error::Io { path, source }) if disk::is_nothing(&source) => gone.push(path),
            Err(error) => return Err(error),
        }
        std::thread::sleep(WAIT * turn);
    }
    look().map(|seen| (seen, gone))
}
