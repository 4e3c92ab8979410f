//! Unrolled linked lists: thousands of lists of numbers that grow side by side to sizes that nobody knows before.
//!
//! Each list is a chain of small pieces of a few large blocks: nothing is moved while they grow, and little stays
//! unused. Numbers stay in the order in which they came.

/// Numbers in one piece.
const PIECE: usize = 64;
/// Pieces in one block.
const BLOCK: usize = 512;

pub(super) struct UnrolledLists {
    blocks: Vec<Box<[u64]>>,
    /// For each piece the one that follows it in its list.
    next: Vec<u32>,
    lists: Vec<List>,
}

#[derive(Clone, Default)]
struct List {
    first: u32,
    /// How many pieces it has.
    pieces: u32,
    /// Where the next number goes, counted over all blocks; at the beginning of a piece, a piece is wanted first.
    end: usize,
}

impl UnrolledLists {
    pub(super) fn new(count: usize) -> Self {
        Self { blocks: Vec::new(), next: Vec::new(), lists: vec![List::default(); count] }
    }

    #[inline]
    pub(super) fn push(&mut self, list: usize, value: u64) {
        if self.lists[list].end.is_multiple_of(PIECE) {
            self.grow(list);
        }
        let end = &mut self.lists[list].end;
        self.blocks[*end / (BLOCK * PIECE)][*end % (BLOCK * PIECE)] = value;
        *end += 1;
    }

    /// Adds a piece to a list.
    #[cold]
    fn grow(&mut self, list: usize) {
        let Self { blocks, next, lists } = self;
        let list = &mut lists[list];
        let piece = next.len();
        if piece / BLOCK == blocks.len() {
            blocks.push(vec![0; BLOCK * PIECE].into());
        }
        next.push(0);
        match list.pieces {
            0 => list.first = piece as u32,
            _ => next[(list.end - 1) / PIECE] = piece as u32,
        }
        list.pieces += 1;
        list.end = piece * PIECE;
    }

    pub(super) fn len(&self, list: usize) -> usize {
        let List { pieces, end, .. } = self.lists[list];
        match pieces.checked_sub(1) {
            None => 0,
            Some(full) => full as usize * PIECE + (end - 1) % PIECE + 1,
        }
    }

    /// The numbers of a list, piece by piece.
    pub(super) fn pieces(&self, list: usize) -> impl Iterator<Item = &[u64]> {
        let len = self.len(list);
        let mut piece = self.lists[list].first as usize;
        (0..len).step_by(PIECE).map(move |from| {
            let start = piece % BLOCK * PIECE;
            let numbers = &self.blocks[piece / BLOCK][start..start + PIECE.min(len - from)];
            piece = self.next[piece] as usize;
            numbers
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_back_what_was_put_in() {
        let mut lists = UnrolledLists::new(700);
        let values = |list: usize| (0..list as u64 * 3 % 997).map(move |n| n << 32 | list as u64);
        for round in 0..997 {
            for list in 0..700 {
                values(list).nth(round).into_iter().for_each(|value| lists.push(list, value));
            }
        }
        for list in 0..700 {
            assert_eq!(lists.pieces(list).flatten().copied().collect::<Vec<_>>(), values(list).collect::<Vec<_>>());
            assert_eq!(lists.len(list), values(list).count());
        }
    }
}
