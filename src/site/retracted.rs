//! Links to what was taken back: they lead to a notice, and whoever wrote them is told.
//!
//! Advice only, so that a strict build never stands in the way of taking something back.

use super::link::{LinkTargets, Target};
use crate::article::Body;
use crate::note::{Note, codes};

/// Tells of every link of a text that leads to a retracted article.
pub(super) fn notes(body: &Body, targets: &[Target], reachable: &LinkTargets<'_>, notes: &mut Vec<Note>) {
    if reachable.retracted.is_empty() {
        return;
    }
    for (slot, target) in body.slots.iter().zip(targets) {
        if let Target::Route(route, _) = target
            && reachable.retracted.contains(route)
        {
            notes.push(codes::site::link_retracted(slot.place.clone(), &slot.target));
        }
    }
}
