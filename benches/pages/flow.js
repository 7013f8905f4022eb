// What React Flow and Svelte Flow have in common: they are one library in two frameworks.

import { CARD, becomes } from './page.js';
import { pathsOf } from './paths.js';

/** Cards at dagre's places. */
export const flowNodes = ({ steps }, { middles }, { Left, Right }) =>
  steps.map((step, at) => ({
    id: step.id,
    data: { label: step.title },
    position: { x: middles[at][0] - CARD.width / 2, y: middles[at][1] - CARD.height / 2 },
    width: CARD.width,
    height: CARD.height,
    sourcePosition: Right,
    targetPosition: Left,
  }));

/** Links with an arrowhead. */
export const flowEdges = ({ steps, links }, { ArrowClosed }) =>
  links.map(link => ({ id: link.id, source: steps[link.from].id, target: steps[link.to].id, markerEnd: { type: ArrowClosed } }));

/** Resolves when every card is visible and every link is there: links come only after the cards were measured. */
export async function flowDrawn(box, graph, name) {
  const all = part => box.getElementsByClassName(`${name}__${part}`);
  await becomes(() => {
    const cards = all('node');
    if (cards.length < graph.steps.length || all('edge').length < graph.links.length) return false;
    return getComputedStyle(cards[0]).visibility === 'visible';
  });
  return () => {
    const routes = new Map([...all('edge')].map(edge => [edge.dataset.id, pathsOf(edge.querySelector('path'))[0]]));
    return graph.links.map(link => [link.from, link.to, routes.get(link.id)]);
  };
}
