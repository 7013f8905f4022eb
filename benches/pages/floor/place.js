// How far down each item stands: as near to its neighbours' mean as the order and the gaps allow.

import { CARD } from '../page.js';

const SWEEPS = 8;
/** A waypoint pulls more than a card, so that long links run level. */
const PULL = 4;

/** The middle of each item. */
export function place({ count, cards, left, right }, standing) {
  const y = new Float64Array(count);
  // Where an item stands when its column is packed from 0.
  const packed = new Float64Array(count);
  for (const items of standing) {
    let end = 0;
    for (const item of items) {
      const half = (item < cards ? CARD.height : 2) / 2;
      packed[item] = end + half;
      end += 2 * half + CARD.gap;
    }
    for (const item of items) y[item] = packed[item] - end / 2;
  }
  for (let turn = 0; turn < SWEEPS; turn++) {
    const way = turn % 2 === 0 ? standing : standing.toReversed();
    const beside = turn + 2 >= SWEEPS ? [left, right] : [turn % 2 === 0 ? left : right];
    for (const items of way) settle(items, y, packed, cards, beside);
  }
  const top = Math.min(...standing.map(items => (items.length ? y[items[0]] : 0)));
  return y.map(each => each - top + CARD.height / 2);
}

/** The best places of a column: items that want to pass each other become one block, at the mean of their wishes. */
function settle(items, y, packed, cards, beside) {
  const blocks = [];
  for (let at = 0; at < items.length; at++) {
    const item = items[at];
    let [sum, links] = [0, 0];
    for (const { start, list } of beside) {
      for (let k = start[item]; k < start[item + 1]; k++) sum += y[list[k]];
      links += start[item + 1] - start[item];
    }
    const weight = links === 0 ? 0.01 : item < cards ? links : links * PULL;
    let block = { wish: (links ? sum / links : y[item]) - packed[item], weight, first: at };
    while (blocks.length > 0 && blocks.at(-1).wish > block.wish) {
      const above = blocks.pop();
      const both = above.weight + block.weight;
      block = { wish: (above.wish * above.weight + block.wish * block.weight) / both, weight: both, first: above.first };
    }
    blocks.push(block);
  }
  blocks.forEach((block, at) => {
    const end = blocks[at + 1]?.first ?? items.length;
    for (let k = block.first; k < end; k++) y[items[k]] = block.wish + packed[items[k]];
  });
}
