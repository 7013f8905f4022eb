// Who stands above whom: sweeps by the mean of the neighbours, then sifting.

const SWEEPS = 24;
const PATIENCE = 4;
const SIFTS = 5;

/** The items of each column from the top. */
export function order({ count, columns, column, right, left }) {
  const standing = begin(count, columns, column, right, left);
  const place = new Int32Array(count);
  const number = items => {
    for (let at = 0; at < items.length; at++) place[items[at]] = at;
  };
  standing.forEach(number);

  const mean = new Float64Array(count);
  const sweep = (items, beside) => {
    for (const item of items) {
      const [from, to] = [beside.start[item], beside.start[item + 1]];
      let sum = 0;
      for (let at = from; at < to; at++) sum += place[beside.list[at]];
      mean[item] = to > from ? sum / (to - from) : place[item];
    }
    items.sort((a, b) => mean[a] - mean[b] || place[a] - place[b]);
    number(items);
  };
  const count_ = counter(standing, place, right);
  let fewest = count_();
  let best = standing.map(items => items.slice());
  for (let turn = 0, since = 0; turn < SWEEPS && since < PATIENCE && fewest > 0; turn++) {
    if (turn % 2 === 0) for (let at = 1; at < columns; at++) sweep(standing[at], left);
    else for (let at = columns - 2; at >= 0; at--) sweep(standing[at], right);
    const crossings = count_();
    since = crossings < fewest ? 0 : since + 1;
    if (since === 0) [fewest, best] = [crossings, standing.map(items => items.slice())];
  }
  best.forEach(number);
  for (let round = 0; round < SIFTS; round++) {
    let gained = 0;
    for (const items of best) gained += sift(items, place, left, right);
    if (gained === 0) break;
  }
  return best;
}

/** A first order, in which those that are linked come near each other. */
function begin(count, columns, column, right, left) {
  const found = Array.from({ length: columns }, () => []);
  const seen = new Uint8Array(count);
  const visit = root => {
    const open = [root];
    while (open.length > 0) {
      const item = open.pop();
      if (seen[item]) continue;
      seen[item] = 1;
      found[column[item]].push(item);
      for (let at = right.start[item]; at < right.start[item + 1]; at++) open.push(right.list[at]);
    }
  };
  for (let item = 0; item < count; item++) if (left.start[item] === left.start[item + 1]) visit(item);
  return found.map(items => Int32Array.from(items));
}

/** Counts the crossings between neighbouring columns with a tree of sums (Barth, Jünger and Mutzel). */
function counter(standing, place, right) {
  const sums = new Int32Array(Math.max(1, ...standing.map(items => items.length)) + 2);
  return () => {
    let crossings = 0;
    for (let at = 0; at + 1 < standing.length; at++) {
      const size = standing[at + 1].length;
      sums.fill(0, 0, size + 1);
      let before = 0;
      for (const item of standing[at]) {
        const ends = right.list.subarray(right.start[item], right.start[item + 1]);
        for (const end of ends) {
          let above = 0;
          for (let node = place[end] + 1; node > 0; node -= node & -node) above += sums[node];
          crossings += before - above;
        }
        for (const end of ends) for (let node = place[end] + 1; node <= size; node += node & -node) sums[node] += 1;
        before += ends.length;
      }
    }
    return crossings;
  };
}

/** How many more crossings there are with `a` above `b` than the other way round. */
function price(a, b, place, { start, list }) {
  let sum = 0;
  for (let i = start[a]; i < start[a + 1]; i++) {
    for (let j = start[b]; j < start[b + 1]; j++) sum += Math.sign(place[list[i]] - place[list[j]]);
  }
  return sum;
}

/** Moves each item of a column to where it crosses least; how many crossings that took away. */
function sift(items, place, left, right) {
  const swap = (a, b) => price(a, b, place, left) + price(a, b, place, right);
  let gained = 0;
  for (const item of items.slice()) {
    const from = place[item];
    let [least, to] = [0, from];
    for (let at = from + 1, sum = 0; at < items.length; at++) {
      sum -= swap(item, items[at]);
      if (sum < least) [least, to] = [sum, at];
    }
    for (let at = from - 1, sum = 0; at >= 0; at--) {
      sum -= swap(items[at], item);
      if (sum < least) [least, to] = [sum, at];
    }
    if (to === from) continue;
    if (to > from) items.copyWithin(from, from + 1, to + 1);
    else items.copyWithin(to + 1, to, from);
    items[to] = item;
    for (let at = Math.min(from, to); at <= Math.max(from, to); at++) place[items[at]] = at;
    gained -= least;
  }
  return gained;
}
