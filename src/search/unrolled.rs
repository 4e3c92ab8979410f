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
    last: u32,
    len: usize,
}

impl UnrolledLists {
    pub(super) fn new(count: usize) -> Self {
        Self { blocks: Vec::new(), next: Vec::new(), lists: vec![List::default(); count] }
    }

    pub(super) fn push(&mut self, list: usize, value: u64) {
        let Self { blocks, next, lists } = self;
        let list = &mut lists[list];
        let at = list.len % PIECE;
        if at == 0 {
            let piece = next.len();
            if piece / BLOCK == blocks.len() {
                blocks.push(vec![0; BLOCK * PIECE].into());
            }
            next.push(0);
            match list.len {
                0 => list.first = piece as u32,
                _ => next[list.last as usize] = piece as u32,
            }
            list.last = piece as u32;
        }
        let piece = list.last as usize;
        blocks[piece / BLOCK][piece % BLOCK * PIECE + at] = value;
        list.len += 1;
    }

    pub(super) fn len(&self, list: usize) -> usize {
        self.lists[list].len
    }

    /// The numbers of a list, piece by piece.
    pub(super) fn pieces(&self, list: usize) -> impl Iterator<Item = &[u64]> {
        let List { first, len, .. } = self.lists[list];
        let mut piece = first as usize;
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
