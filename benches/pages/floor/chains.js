// Phases are given, so every link is a chain of items in neighbouring columns: cards at its ends, waypoints between.

/** Lists of neighbours, all in one array: those of `item` are `list[start[item]]` to `list[start[item + 1] - 1]`. */
function lists(count, whose, others) {
  const start = new Int32Array(count + 1);
  for (const item of whose) start[item + 1] += 1;
  for (let item = 0; item < count; item++) start[item + 1] += start[item];
  const next = start.slice();
  const list = new Int32Array(others.length);
  for (let arc = 0; arc < others.length; arc++) list[next[whose[arc]]++] = others[arc];
  return { start, list };
}

/** The items with their columns, who stands left and right of them, and each link's items in a row. */
export function chainsOf({ steps, links, columns }) {
  const spans = links.map(link => steps[link.to].column - steps[link.from].column);
  const arcs = spans.reduce((sum, span) => sum + span, 0);
  const count = steps.length + arcs - links.length;
  const column = new Int32Array(count);
  steps.forEach((step, at) => (column[at] = step.column));
  const tails = new Int32Array(arcs);
  const heads = new Int32Array(arcs);
  const chains = [];
  let fresh = steps.length;
  let arc = 0;
  links.forEach((link, at) => {
    const chain = [link.from];
    for (let step = 1; step < spans[at]; step++) {
      column[fresh] = column[link.from] + step;
      chain.push(fresh++);
    }
    chain.push(link.to);
    for (let step = 0; step + 1 < chain.length; step++) {
      tails[arc] = chain[step];
      heads[arc++] = chain[step + 1];
    }
    chains.push(chain);
  });
  return { count, cards: steps.length, columns, column, chains, right: lists(count, tails, heads), left: lists(count, heads, tails) };
}
