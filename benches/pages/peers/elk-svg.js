// elkjs, layered, drawn with plain SVG.

import ELK from 'elkjs/lib/elk.bundled.js';
import { CARD } from '../page.js';
import { drawSvg, told } from '../svg.js';

const elk = new ELK();
const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'POLYLINE',
  'elk.spacing.nodeNode': String(CARD.gap),
  'elk.layered.spacing.nodeNodeBetweenLayers': String(CARD.gutter),
};

export async function draw(graph, box) {
  const before = performance.now();
  const { width, height } = CARD;
  const found = await elk.layout({
    id: 'plan',
    layoutOptions: OPTIONS,
    children: graph.steps.map((_, at) => ({ id: `s${at}`, width, height })),
    edges: graph.links.map((link, at) => ({ id: `l${at}`, sources: [`s${link.from}`], targets: [`s${link.to}`] })),
  });
  const middles = found.children.map(({ x, y }) => [x + width / 2, y + height / 2]);
  const routes = found.edges.map(({ sections: [{ startPoint, bendPoints = [], endPoint }] }) =>
    [startPoint, ...bendPoints, endPoint].map(({ x, y }) => [x, y]),
  );
  const layout = performance.now() - before;
  drawSvg(box, graph, middles, routes, found);
  return { layout, links: () => told(graph, routes) };
}
