// Cytoscape with its dagre layout, on canvas.

import cytoscape from 'cytoscape';
import dagre from 'cytoscape-dagre';
import { CARD } from '../page.js';
import { straight } from '../straight.js';

cytoscape.use(dagre);

const STYLE = [
  {
    selector: 'node',
    style: {
      'shape': 'round-rectangle', 'width': CARD.width, 'height': CARD.height, 'label': 'data(title)', 'font-size': 12,
      'text-valign': 'center', 'background-color': '#fff', 'border-width': 1, 'border-color': '#334',
    },
  },
  {
    selector: 'edge',
    style: { 'width': 1, 'line-color': '#556', 'curve-style': 'bezier', 'target-arrow-shape': 'triangle', 'target-arrow-color': '#556' },
  },
];

export function draw(graph, box) {
  const { steps, links } = graph;
  const nodes = steps.map(step => ({ data: { id: step.id, title: step.title } }));
  const edges = links.map(link => ({ data: { id: link.id, source: steps[link.from].id, target: steps[link.to].id } }));
  const drawing = cytoscape({ container: box, elements: { nodes, edges }, style: STYLE, layout: { name: 'preset' }, minZoom: 0.01 });
  const before = performance.now();
  const settings = { name: 'dagre', rankDir: 'LR', nodeSep: CARD.gap, rankSep: CARD.gutter, animate: false, fit: true };
  return new Promise(resolve => {
    const layout = drawing.layout(settings);
    layout.one('layoutstop', () => {
      const took = performance.now() - before;
      const middle = at => drawing.getElementById(steps[at].id).position();
      drawing.one('render', () => resolve({ layout: took, links: () => straight(graph, middle) }));
      drawing.forceRender();
    });
    layout.run();
  });
}
