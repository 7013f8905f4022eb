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
}
