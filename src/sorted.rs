//! Indices in order: one sort for the whole widget, because every type that is sorted on its own costs 2 kB.

use std::cmp::Ordering;

/// The indices below `count`, in the order of what they stand for; equals in their own order. O(count log count).
///
/// ```ignore
/// let ranks = [30, 10, 20];
/// assert_eq!(sorted(3, &|a, b| ranks[a].cmp(&ranks[b])), [1, 2, 0]);
/// ```
pub(crate) fn sorted(count: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut indices: Vec<usize> = (0..count).collect();
    sort(&mut indices, order);
    indices
}

/// Puts indices in the order of what they stand for; equals stay as they stood. O(indices log indices).
#[inline(never)]
pub(crate) fn sort(indices: &mut [usize], order: &dyn Fn(usize, usize) -> Ordering) {
    indices.sort_by(|&a, &b| order(a, b));
}

/// The indices below `count` that have a word, those of the same word together, each behind the first of them; the
/// words in the order in which they come first. O(count log count).
pub(crate) fn by_word<'w>(count: usize, word: &dyn Fn(usize) -> Option<&'w str>) -> Vec<(usize, usize)> {
    let mut firsts = vec![0; count];
    let mut first = 0;
    for &index in &sorted(count, &|a, b| word(a).cmp(&word(b))) {
        if word(index) != word(first) {
            first = index;
        }
        firsts[index] = first;
    }
    let mut together = Vec::with_capacity(count);
    for &index in &sorted(count, &|a, b| firsts[a].cmp(&firsts[b])) {
        if word(index).is_some() {
            together.push((firsts[index], index));
        }
    }
    together
}

#[cfg(test)]
mod tests {
    #[test]
    fn equals_stay_as_they_stood() {
        let ranks = [3, 1, 2, 1, 3, 1];
        assert_eq!(super::sorted(6, &|a, b| ranks[a].cmp(&ranks[b])), [1, 3, 5, 2, 0, 4]);
        let mut some = [5, 0, 3, 4];
        super::sort(&mut some, &|a, b| ranks[a].cmp(&ranks[b]));
        assert_eq!(some, [5, 3, 0, 4]);
    }

    #[test]
    fn the_same_words_stand_together_behind_the_first() {
        let words = [Some("b"), None, Some("a"), Some("b"), Some("a")];
        assert_eq!(super::by_word(5, &|at| words[at]), [(0, 0), (0, 3), (2, 2), (2, 4)]);
    }
}
