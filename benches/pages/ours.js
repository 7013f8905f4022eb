// Reads the drawn links out of a roadmap, to count their crossings. Not part of the measured page: it comes in afterwards.

import { pathsOf } from './paths.js';

/** How far a link's end may be from the card it belongs to, in pixels. */
const NEAR = 3;

/** The links as `[from, to, points]`; an end is the number of the card it touches, or null. For paper a large map is drawn
 *  whole, and so it is for this. */
export async function drawnLinks() {
  dispatchEvent(new Event('beforeprint'));
  // Thousands of cards are not there at once.
  const cards = () => document.querySelector('plp-roadmap').shadowRoot.querySelectorAll('[part~="step"]').length;
  for (let before = -1, same = 0; same < 3; ) {
    await new Promise(resolve => setTimeout(resolve, 300));
    same = cards() === before ? same + 1 : 0;
    before = cards();
  }
  const links = readLinks();
  dispatchEvent(new Event('afterprint'));
  return links;
}

function readLinks() {
  const root = document.querySelector('plp-roadmap').shadowRoot;
  const svg = root.querySelector('svg[part~="connector"]');
  if (!svg) return [];
  const sheet = svg.getBoundingClientRect();
  const { width, height } = svg.viewBox.baseVal;
  const cards = [...root.querySelectorAll('[part~="step"], [part~="destination"]')].map(card => {
    const { left, right, top, bottom } = card.getBoundingClientRect();
    const x = at => ((at - sheet.left) * width) / sheet.width;
    const y = at => ((at - sheet.top) * height) / sheet.height;
    return { left: x(left), right: x(right), top: y(top), bottom: y(bottom) };
  });
  const touched = side => {
    const columns = new Map();
    cards.forEach((card, at) => {
      const key = Math.round(card[side]);
      columns.set(key, [...(columns.get(key) ?? []), at]);
    });
    return ([x, y]) => {
      const near = Array.from({ length: 2 * NEAR + 1 }, (_, at) => columns.get(Math.round(x) + at - NEAR) ?? []).flat();
      return near.find(at => cards[at].top - NEAR <= y && y <= cards[at].bottom + NEAR) ?? null;
    };
  };
  const [leaves, reaches] = [touched('right'), touched('left')];
  // What a click has lit is drawn over the same link once more.
  const routes = [...svg.querySelectorAll('path:not([data-is~=lit])')].flatMap(pathsOf);
  return routes.filter(points => points.length > 1).map(points => [leaves(points[0]), reaches(points.at(-1)), points]);
}
