// d3-dag by simplex, drawn with plain SVG. It lays out from the top, so x and y change places.

import { coordSimplex, decrossTwoLayer, graphStratify, layeringSimplex, sugiyama } from 'd3-dag';
import { CARD } from '../page.js';
import { drawSvg, told } from '../svg.js';

export function draw(graph, box) {
  const before = performance.now();
  const rows = graph.steps.map((_, at) => ({ id: String(at), parentIds: [] }));
  for (const { from, to } of graph.links) rows[to].parentIds.push(String(from));
  const dag = graphStratify()(rows);
  const layOut = sugiyama()
    .layering(layeringSimplex())
    .decross(decrossTwoLayer())
    .coord(coordSimplex())
    .nodeSize([CARD.height, CARD.width])
    .gap([CARD.gap, CARD.gutter]);
  const { width, height } = layOut(dag);
  const middles = [];
  for (const node of dag.nodes()) middles[Number(node.data.id)] = [node.y, node.x];
  const found = new Map();
  for (const link of dag.links()) {
    found.set(`${link.source.data.id}-${link.target.data.id}`, link.points.map(([x, y]) => [y, x]));
  }
  const routes = graph.links.map(({ from, to }) => found.get(`${from}-${to}`));
  const layout = performance.now() - before;
  drawSvg(box, graph, middles, routes, { width: height, height: width });
  return { layout, links: () => told(graph, routes) };
}
