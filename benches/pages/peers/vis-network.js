// vis-network with its hierarchical layout, on canvas. It is told each step's phase, which it calls a level.

import { Network } from 'vis-network/standalone';
import { CARD } from '../page.js';
import { straight } from '../straight.js';

const inner = length => length - 10;
const OPTIONS = {
  physics: false,
  nodes: { shape: 'box', font: { size: 12 }, widthConstraint: inner(CARD.width), heightConstraint: inner(CARD.height), scaling: { label: { drawThreshold: 1 } } },
  edges: { arrows: 'to', smooth: false },
  layout: {
    hierarchical: {
      enabled: true, direction: 'LR', sortMethod: 'directed',
      levelSeparation: CARD.width + CARD.gutter, nodeSpacing: CARD.height + CARD.gap,
    },
  },
};

export function draw(graph, box) {
  const nodes = graph.steps.map((step, at) => ({ id: at, label: step.title, level: step.column }));
  const edges = graph.links.map(({ from, to }) => ({ from, to }));
  return new Promise(resolve => {
    const network = new Network(box, { nodes, edges }, OPTIONS);
    network.once('afterDrawing', () => {
      resolve({
        links: () => {
          const middles = network.getPositions();
          return straight(graph, at => middles[at]);
        },
      });
    });
  });
}
