//! Word files (.docx), as Word, WPS, LibreOffice and programs write them.
//!
//! In: bytes. Out: drafts, or why there are none. The archive is bounded in entries, sizes and ratio; names that lead
//! out, declarations of entities and pictures outside of the file are refused or told. Insertions that are tracked
//! stay, deletions go; headers, footers and comments are told and left out.

mod body;
mod package;
mod parts;
mod shape;
mod story;
mod xml;

use crate::note::{Note, Place, codes};

use super::draft::Draft;

pub(super) use package::Refusal;

/// The stories of a Word file.
///
/// # Errors
/// The note on why it cannot be read.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Draft>, Note> {
    let place = || Place::file(name);
    let read = || {
        let mut package = package::Package::open(bytes)?;
        let document = body::read(&mut package)?;
        Ok(story::drafts(document, &mut package))
    };
    read().map_err(|refusal| match refusal {
        Refusal::NoDocument => codes::import::import_no_document(place()),
        Refusal::NotWord => codes::import::import_zip(place()),
        Refusal::Locked => codes::import::import_locked(place()),
        Refusal::Broken(reason) => codes::import::import_broken_word(place(), reason),
        Refusal::Bomb(what, most) => codes::import::import_bomb(place(), what, most),
        Refusal::Outside(part) => codes::import::import_outside(place(), part),
        Refusal::Entity => codes::import::import_entity(place()),
    })
}
