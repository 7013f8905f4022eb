//! ORDER: what an order costs, in crossings and in travel up and down.

use super::order::Order;

/// What a crossing costs, in rows of vertical travel: a link goes this much further up or down to avoid one.
pub(super) const CROSSING: f64 = 5.0;

impl Order<'_> {
    /// How far an item's links would go up or down if it were at this height; a heavy link by the square of its weight,
    /// so that nothing bends it but many crossings.
    pub(super) fn travel(&self, item: usize, y: f64) -> f64 {
        let mut sum = 0.0;
        for list in &[&self.layers.left, &self.layers.right, &self.layers.beside] {
            for &(other, weight) in list.of(item) {
                sum += f64::from(weight.most * weight.most) * (self.y[other] - y).abs();
            }
        }
        sum
    }

    /// Crossings and travel together.
    pub(super) fn cost(&self) -> f64 {
        let mut travel = 0.0;
        for item in 0..self.y.len() {
            travel += self.travel(item, self.y[item]);
        }
        let mut crossings = 0;
        for column in 1..self.columns() {
            crossings += self.crossings(column);
        }
        CROSSING * crossings as f64 + travel / 2.0
    }

    /// The crossings of all links between a column and the one before, each counted as the product of the two weights.
    ///
    /// Counted exactly by an accumulator tree, as by Barth, Jünger and Mutzel ("Simple and efficient bilayer cross
    /// counting", 2002). O(links log items).
    fn crossings(&self, column: usize) -> u64 {
        let range = self.range(column);
        let mut tree = vec![0u64; range.len() + 1];
        let (mut sum, mut all) = (0, 0);
        for &left in self.layers.column(column - 1) {
            let ends = self.layers.right.of(left);
            for &(right, weight) in ends {
                // What ends above or at this end does not cross it.
                let mut clear = 0;
                let mut at = self.position[right] - range.start + 1;
                while at > 0 {
                    clear += tree[at];
                    at &= at - 1;
                }
                sum += u64::from(weight.sum) * (all - clear);
            }
            for &(right, weight) in ends {
                all += u64::from(weight.sum);
                let mut at = self.position[right] - range.start + 1;
                while at < tree.len() {
                    tree[at] += u64::from(weight.sum);
                    at += at & at.wrapping_neg();
                }
            }
        }
        sum
    }
}
