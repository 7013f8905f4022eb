// The plainest drawing there is: a rectangle and a text for each step, a path for each link.

import { CARD } from './page.js';

const NAMES = 'http://www.w3.org/2000/svg';
let drawings = 0;

function make(parent, name, attributes) {
  const element = document.createElementNS(NAMES, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent.append(element);
  return element;
}

/** Draws cards at these middles, `[x, y]`, and links through these points, from the top left at 0, 0. */
export function drawSvg(box, graph, middles, routes, { width, height }) {
  const { width: wide, height: high } = CARD;
  const svg = document.createElementNS(NAMES, 'svg');
  const edges = { viewBox: `-4 -4 ${width + 8} ${height + 8}`, width: '100%', height: '100%', role: 'img', 'aria-label': 'Plan' };
  for (const [key, value] of Object.entries(edges)) svg.setAttribute(key, value);
  const head = `head-${drawings++}`;
  const marker = make(make(svg, 'defs', {}), 'marker', {
    id: head, viewBox: '0 0 6 6', refX: 6, refY: 3, markerWidth: 6, markerHeight: 6, orient: 'auto',
  });
  make(marker, 'path', { d: 'M0 0 6 3 0 6z', fill: '#556' });
  const lines = make(svg, 'g', { fill: 'none', stroke: '#556' });
  for (const points of routes) {
    const d = 'M' + points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L');
    make(lines, 'path', { d, 'marker-end': `url(#${head})` });
  }
  const cards = make(svg, 'g', { 'font-family': 'sans-serif', 'font-size': 12, 'text-anchor': 'middle' });
  graph.steps.forEach((step, at) => {
    const [x, y] = middles[at];
    const card = make(cards, 'g', { transform: `translate(${x - wide / 2} ${y - high / 2})` });
    make(card, 'rect', { width: wide, height: high, rx: 6, fill: '#fff', stroke: '#334' });
    make(card, 'text', { x: wide / 2, y: high / 2 + 4 }).textContent = step.title;
  });
  box.replaceChildren(svg);
}

/** The links as the bench counts them. */
export const told = (graph, routes) => graph.links.map((link, at) => [link.from, link.to, routes[at]]);
