// The smallest honest page that a vendor would write by hand: dagre and plain SVG.

import { dagre } from '../dagre.js';
import { drawSvg, told } from '../svg.js';

export function draw(graph, box) {
  const found = dagre(graph);
  drawSvg(box, graph, found.middles, found.routes, found);
  return { layout: found.layout, links: () => told(graph, found.routes) };
}
