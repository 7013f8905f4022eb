//! Operators that often follow each other, as one byte: deflate has codes for single bytes and looks back 32 kB, so
//! what is shorter packs better. `www/joined.wat` takes the pairs apart.
//!
//! The idea is that of Gage, "A New Algorithm for Data Compression", 1994.

use std::collections::BTreeMap;

/// So many pairs; more save nothing.
const PAIRS: usize = 64;

/// So many bytes at most stand behind one: `joined.wat` writes eight at a time.
const LONGEST: u8 = 8;

/// What each byte stands for (two zeros: for itself), and these bytes with pairs in them, which may be of pairs
/// themselves: those have lower numbers.
pub fn paired(bytes: &[u8]) -> ([[u8; 2]; 256], Vec<u8>) {
    let (mut pairs, mut lengths) = ([[0; 2]; 256], [1; 256]);
    let mut paired = bytes.to_vec();
    let free: Vec<u8> = (0..=u8::MAX).filter(|byte| !bytes.contains(byte)).collect();
    for pair in free.into_iter().take(PAIRS) {
        let Some(best) = best(&paired, &lengths) else { break };
        pairs[usize::from(pair)] = best;
        lengths[usize::from(pair)] = best.iter().map(|&byte| lengths[usize::from(byte)]).sum();
        let mut shorter = Vec::new();
        let mut left = paired.as_slice();
        while let Some((&first, more)) = left.split_first() {
            let found = left.starts_with(&best);
            shorter.push(if found { pair } else { first });
            left = if found { &more[1..] } else { more };
        }
        paired = shorter;
    }
    (pairs, paired)
}

/// The pair that pays most: it is there often, and more often than chance would have it.
fn best(bytes: &[u8], lengths: &[u8; 256]) -> Option<[u8; 2]> {
    let mut single = [0_u32; 256];
    let mut double = BTreeMap::new();
    bytes.iter().for_each(|&byte| single[usize::from(byte)] += 1);
    for pair in bytes.windows(2) {
        *double.entry([pair[0], pair[1]]).or_insert(0_u32) += 1;
    }
    // Two zeros stand for no pair.
    double.retain(|pair, _| {
        *pair != [0, 0] && lengths[usize::from(pair[0])] + lengths[usize::from(pair[1])] <= LONGEST
    });
    let worth = |pair: [u8; 2], times: u32| {
        let [first, second] = pair.map(|byte| f64::from(single[usize::from(byte)]));
        let times = f64::from(times);
        times * ((times * bytes.len() as f64 / (first * second)).log2() + 3.0)
    };
    double
        .into_iter()
        .max_by(|&(one, times), &(other, often)| worth(one, times).total_cmp(&worth(other, often)))
        .map(|(pair, _)| pair)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_come_apart_into_what_they_were() {
        let bytes = b"abcabdab".repeat(100);
        let (pairs, paired) = paired(&bytes);
        assert!(paired.len() < bytes.len() / 4);
        let mut left = paired;
        left.reverse();
        let mut apart = Vec::new();
        while let Some(byte) = left.pop() {
            match pairs[usize::from(byte)] {
                [0, 0] => apart.push(byte),
                [first, second] => left.extend([second, first]),
            }
        }
        assert_eq!(apart, bytes);
    }
}
