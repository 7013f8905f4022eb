// Links of those that draw on canvas: straight, from the right side of a card to the left side of the next.

import { CARD } from './page.js';

/** The links between cards with these middles. */
export const straight = (graph, middle) =>
  graph.links.map(({ from, to }) => {
    const [a, b] = [middle(from), middle(to)];
    return [from, to, [[a.x + CARD.width / 2, a.y], [b.x - CARD.width / 2, b.y]]];
  });
