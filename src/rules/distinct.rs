//! The same numbers, each once.

use crate::sorted::sort;

/// The same numbers in order, each once.
pub(crate) fn distinct(all: &[usize]) -> Vec<usize> {
    let mut sorted = all.to_vec();
    sort(&mut sorted, &|a, b| a.cmp(&b));
    let mut distinct = Vec::with_capacity(all.len());
    for &one in &sorted {
        if distinct.last() != Some(&one) {
            distinct.push(one);
        }
    }
    distinct
}
