// Not a peer: what a page could at best come near. Phases as columns, typed arrays, plain SVG, no framework, no interaction.

import { CARD } from '../page.js';
import { drawSvg, told } from '../svg.js';
import { chainsOf } from '../floor/chains.js';
import { order } from '../floor/order.js';
import { place } from '../floor/place.js';

export function draw(graph, box) {
  const before = performance.now();
  const chains = chainsOf(graph);
  const y = place(chains, order(chains));
  const pitch = CARD.width + CARD.gutter;
  const start = item => chains.column[item] * pitch;
  const routes = chains.chains.map(chain =>
    chain.flatMap((item, at) => {
      const points = [[start(item), y[item]], [start(item) + CARD.width, y[item]]];
      if (at === 0) return [points[1]];
      return at === chain.length - 1 ? [points[0]] : points;
    }),
  );
  const middles = graph.steps.map((_, at) => [start(at) + CARD.width / 2, y[at]]);
  const layout = performance.now() - before;
  const height = y.reduce((most, each) => Math.max(most, each), 0) + CARD.height / 2;
  drawSvg(box, graph, middles, routes, { width: graph.columns * pitch - CARD.gutter, height });
  return { layout, links: () => told(graph, routes) };
}
