//! Bits in and out: the codes of which the shards are made.
//!
//! Bits fill each byte from its high end. Rice codes are a unary quotient (ones,
//! then a zero) and `k` low bits; gamma codes are for small numbers from 1 up.
//! Reading past the end yields zeros, which end every code.

/// Collects bits into bytes.
#[derive(Default)]
pub(crate) struct Writer {
    /// What is written after.
    head: Vec<u8>,
    words: Vec<[u8; 4]>,
    acc: u64,
    held: u32,
}

impl Writer {
    /// Writes after some bytes; about so many more are expected.
    pub(crate) fn after(head: Vec<u8>, expected: usize) -> Self {
        Self { head, words: Vec::with_capacity(expected / 4), acc: 0, held: 0 }
    }

    /// The low `n` bits of `value`, at most 32.
    #[inline]
    pub(crate) fn bits(&mut self, value: u32, n: u32) {
        self.acc = self.acc << n | u64::from(value) & ((1 << n) - 1);
        self.held += n;
        if self.held >= 32 {
            self.held -= 32;
            self.words.push(((self.acc >> self.held) as u32).to_be_bytes());
        }
    }

    /// `n` ones and a zero.
    pub(crate) fn unary(&mut self, mut n: u32) {
        while n >= 24 {
            self.bits(u32::MAX, 24);
            n -= 24;
        }
        self.bits(((1 << n) - 1) << 1, n + 1);
    }

    pub(crate) fn rice(&mut self, value: u32, k: u32) {
        self.rice_and(value, k, 0, 0);
    }

    /// A Rice code and the low `n` bits of `then`, at most 32.
    #[inline]
    pub(crate) fn rice_and(&mut self, value: u32, k: u32, then: u32, n: u32) {
        let ones = value >> k;
        let width = u64::from(ones) + u64::from(1 + k + n);
        if width <= 32 {
            // All parts at once: ones, the zero, the low bits, the others.
            let low = u64::from(value) & ((1 << k) - 1);
            let code = (((1 << ones) - 1) << 1 << k) | low;
            self.bits((code << n) as u32 | then, width as u32);
        } else {
            self.unary(ones);
            self.bits(value, k);
            self.bits(then, n);
        }
    }

    /// `value` from 1 up.
    pub(crate) fn gamma(&mut self, value: u32) {
        let n = value.ilog2();
        self.unary(n);
        self.bits(value, n);
    }

    /// All bits of another writer, which began without bytes.
    pub(crate) fn append(&mut self, other: &Self) {
        other.words.iter().for_each(|&word| self.bits(u32::from_be_bytes(word), 32));
        self.bits(other.acc as u32, other.held);
    }

    /// How many bits were written.
    pub(crate) fn len(&self) -> u32 {
        32 * self.words.len() as u32 + self.held
    }

    /// Takes all of them away.
    pub(crate) fn clear(&mut self) {
        self.words.clear();
        self.held = 0;
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        let rest = (self.acc << (32 - self.held)) as u32;
        self.head.reserve_exact(4 * self.words.len() + 4);
        self.head.extend_from_slice(self.words.as_flattened());
        self.head.extend_from_slice(&rest.to_be_bytes()[..self.held.div_ceil(8) as usize]);
        self.head
    }
}

/// Reads what [`Writer`] wrote.
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Whether more was read than there is.
    pub(crate) fn is_over(&self) -> bool {
        self.at > self.bytes.len() * 8
    }

    fn bit(&mut self) -> u32 {
        let byte = self.bytes.get(self.at >> 3).copied().unwrap_or(0);
        let bit = byte >> (7 - (self.at & 7)) & 1;
        self.at += 1;
        bit.into()
    }

    pub(crate) fn bits(&mut self, n: u32) -> u32 {
        (0..n).fold(0, |value, _| value << 1 | self.bit())
    }

    pub(crate) fn unary(&mut self) -> u32 {
        let mut n = 0;
        while self.bit() == 1 {
            n += 1;
        }
        n
    }

    pub(crate) fn rice(&mut self, k: u32) -> u32 {
        self.unary() << k | self.bits(k)
    }

    pub(crate) fn gamma(&mut self) -> u32 {
        let n = self.unary().min(31);
        1 << n | self.bits(n)
    }
}

/// The Rice parameter for `count` numbers that share the room `range`.
pub(crate) fn rice_k(range: u32, count: u32) -> u32 {
    let mean = u64::from(range) * 11 / (16 * u64::from(count.max(1)));
    mean.checked_ilog2().unwrap_or(0)
}

/// Like FNV-1a with 32 bits, but of four bytes at a time, the low one first, and of single ones at the end: tells a
/// truncated or foreign file from a whole one.
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    let (words, rest) = bytes.as_chunks();
    let words = words.iter().map(|&word| u32::from_le_bytes(word));
    words.chain(rest.iter().map(|&b| b.into())).fold(0x811c_9dc5, |h, word| (h ^ word).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_was_written() {
        let mut w = Writer::default();
        let mut part = Writer::default();
        for v in [0, 1, 7, 100, 5000] {
            part.clear();
            part.rice(v, 3);
            part.gamma(v + 1);
            part.bits(v, 13);
            w.append(&part);
        }
        let len = w.len() as usize;
        let bytes = w.finish();
        assert_eq!(bytes.len(), len.div_ceil(8));
        let mut r = Reader::new(&bytes);
        for v in [0, 1, 7, 100, 5000] {
            assert_eq!((r.rice(3), r.gamma(), r.bits(13)), (v, v + 1, v));
        }
    }
}
