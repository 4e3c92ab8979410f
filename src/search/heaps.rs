//! Numbers in many heaps, in the order in which they came.
//!
//! Thousands of heaps grow side by side to sizes that nobody knows before. Each is a chain of small pieces of a
//! few large blocks: nothing is moved while they grow, and little stays unused.

/// Numbers in one piece.
const PIECE: usize = 64;
/// Pieces in one block.
const BLOCK: usize = 512;

pub(super) struct Heaps {
    blocks: Vec<Box<[u64]>>,
    /// For each piece the one that follows it in its heap.
    next: Vec<u32>,
    heaps: Vec<Heap>,
}

#[derive(Clone, Default)]
struct Heap {
    first: u32,
    last: u32,
    len: usize,
}

impl Heaps {
    pub(super) fn new(count: usize) -> Self {
        Self { blocks: Vec::new(), next: Vec::new(), heaps: vec![Heap::default(); count] }
    }

    pub(super) fn push(&mut self, heap: usize, value: u64) {
        let Self { blocks, next, heaps } = self;
        let heap = &mut heaps[heap];
        let at = heap.len % PIECE;
        if at == 0 {
            let piece = next.len();
            if piece / BLOCK == blocks.len() {
                blocks.push(vec![0; BLOCK * PIECE].into());
            }
            next.push(0);
            match heap.len {
                0 => heap.first = piece as u32,
                _ => next[heap.last as usize] = piece as u32,
            }
            heap.last = piece as u32;
        }
        let piece = heap.last as usize;
        blocks[piece / BLOCK][piece % BLOCK * PIECE + at] = value;
        heap.len += 1;
    }

    pub(super) fn len(&self, heap: usize) -> usize {
        self.heaps[heap].len
    }

    /// The numbers of a heap, piece by piece.
    pub(super) fn pieces(&self, heap: usize) -> impl Iterator<Item = &[u64]> {
        let Heap { first, len, .. } = self.heaps[heap];
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
        let mut heaps = Heaps::new(700);
        let values = |heap: usize| (0..heap as u64 * 3 % 997).map(move |n| n << 32 | heap as u64);
        for round in 0..997 {
            for heap in 0..700 {
                values(heap).nth(round).into_iter().for_each(|value| heaps.push(heap, value));
            }
        }
        for heap in 0..700 {
            assert_eq!(heaps.pieces(heap).flatten().copied().collect::<Vec<_>>(), values(heap).collect::<Vec<_>>());
            assert_eq!(heaps.len(heap), values(heap).count());
        }
    }
}
