// dagre's layout, for all that have none of their own.

import { Graph, layout } from '@dagrejs/dagre';
import { CARD } from './page.js';

/** The middle of each card, the points of each link, the size of all, and how long that took. */
export function dagre({ steps, links }) {
  const before = performance.now();
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: CARD.gap, ranksep: CARD.gutter });
  steps.forEach((_, at) => graph.setNode(String(at), { width: CARD.width, height: CARD.height }));
  for (const link of links) graph.setEdge(String(link.from), String(link.to), {});
  layout(graph);
  const middles = steps.map((_, at) => graph.node(String(at))).map(({ x, y }) => [x, y]);
  const routes = links.map(link => graph.edge(String(link.from), String(link.to)).points.map(({ x, y }) => [x, y]));
  const { width, height } = graph.graph();
  return { middles, routes, width, height, layout: performance.now() - before };
}
