// maxGraph with its hierarchical layout.

import { Graph, HierarchicalLayout } from '@maxgraph/core';
import { CARD } from '../page.js';

export function draw({ steps, links }, box) {
  const graph = new Graph(box);
  const parent = graph.getDefaultParent();
  const size = [CARD.width, CARD.height];
  let layout = 0;
  let edges = [];
  graph.batchUpdate(() => {
    const cards = steps.map(step => graph.insertVertex({ parent, value: step.title, position: [0, 0], size, style: { rounded: true } }));
    edges = links.map(({ from, to }) => graph.insertEdge({ parent, source: cards[from], target: cards[to] }));
    const before = performance.now();
    const hierarchy = new HierarchicalLayout(graph, 'west');
    hierarchy.intraCellSpacing = CARD.gap;
    hierarchy.interRankCellSpacing = CARD.gutter;
    hierarchy.execute(parent);
    layout = performance.now() - before;
  });
  const points = edge => graph.view.getState(edge).absolutePoints.map(({ x, y }) => [x, y]);
  return { layout, links: () => links.map(({ from, to }, at) => [from, to, points(edges[at])]) };
}
