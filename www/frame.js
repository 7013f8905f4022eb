// frame.html: the element on a page of its own, for hosts that take frames only.
//
// frame.html?src=/api/plans/me&origin=https://lms.example[&view=…&lang=…]. `origin` is the page around us, named
// exactly; it alone hears our height, as { type: 'plp-resize', blockSize }.

import { ATTRIBUTES } from './attributes.js';

/**
 * A frame as high as all of it has no window: nothing sticks there, and its height says nothing of what the reader sees.
 * A panel stands at its card: beside it, or in a list under it; that of a group of steps at the foot of the map.
 */
const FITTED = `
  :host { --_window: 56em; }
  @media not print {
    .stage[data-open] .details {
      position: static;
      max-block-size: none;
      margin-block-start: var(--_at);
      scroll-margin-block-start: 6em;
    }
    @container roadmap (width < 48em) {
      .stage { display: grid; grid-template-columns: minmax(0, 1fr); align-items: start; }
      .stage > :is(.map, .table, .details) { grid-area: 2 / 1; }
    }
  }`;
/** What this is about: the panel, what it stands at, and the card. */
const PARTS = ['.details', '.map, .table', '.card[aria-expanded="true"]'];

const asked = new URLSearchParams(location.search);
const roadmap = document.querySelector('plp-roadmap');

for (const name of [...Object.keys(ATTRIBUTES), 'lang', 'dir']) {
  const value = asked.get(name);
  if (value !== null && name !== 'src') roadmap.setAttribute(name, value);
}
const src = ours(asked.get('src'));
if (src) roadmap.setAttribute('src', src);
else refuse('src must be an address on the origin of this frame');
// A plan's links are for the page around us, not for the frame.
if (!asked.has('link-target')) roadmap.setAttribute('link-target', '_top');

const parent = exactOrigin(asked.get('origin'));
if (!parent && asked.has('origin')) refuse('origin must be an origin and no more, such as https://lms.example');
if (parent && window.parent !== window) {
  customElements.whenDefined('plp-roadmap').then(fit);
  roadmap.addEventListener('plp-resize', event => {
    window.parent.postMessage({ type: 'plp-resize', blockSize: event.detail.blockSize }, parent);
  });
}
for (const name of ['lang', 'dir']) if (asked.get(name)) document.documentElement[name] = asked.get(name);
document.body.style.margin = '0';
// In the reader's language, as the region itself is called.
roadmap.addEventListener('plp-load', () => {
  document.title = roadmap.shadowRoot.querySelector('.base').getAttribute('aria-label');
});
const { title } = document;
roadmap.addEventListener('plp-error', () => {
  // The plan is gone, and its name with it.
  if (roadmap.state === 'error') document.title = title;
});

/** Makes the roadmap ready for a frame that the page around makes as high as all of it. */
function fit() {
  const shadow = roadmap.shadowRoot;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(FITTED);
  const place = () => {
    const [panel, map, open] = PARTS.map(part => shadow.querySelector(part));
    if (!panel) return;
    // What a step led to stands where that stood.
    const card = open ?? shadow.querySelector('.card[data-opener]');
    const [own, around] = [panel, map].map(part => part.getBoundingClientRect());
    const beside = own.left >= around.right || own.right <= around.left;
    const to = card?.getBoundingClientRect()[beside ? 'top' : 'bottom'] ?? around.bottom;
    panel.style.setProperty('--_at', `${Math.max(0, Math.min(to, around.bottom) - around.top)}px`);
  };
  const look = () => {
    // The element puts its own sheets in the place of all, now and then.
    if (!shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets.push(sheet);
    // Once: it stays where it is while a large map is scrolled.
    if (shadow.querySelector('.details:not([style])')) place();
  };
  look();
  new MutationObserver(look).observe(shadow, { childList: true, subtree: true });
  // A panel that opens takes the focus, and is scrolled to then.
  shadow.addEventListener('focusin', look);
  roadmap.addEventListener('plp-resize', place);
}

/** Says to the administrator why the frame does less than they asked. */
function refuse(why) {
  console.warn(`[plp-roadmap] ${why}`);
}

/** The address if it is on our own origin: whoever writes the frame's address shall not choose whom we ask. */
function ours(address) {
  if (!address) return null;
  try {
    const url = new URL(address, location.href);
    return url.origin === location.origin ? url.href : null;
  } catch {
    return null;
  }
}

/** The origin if it is one and nothing else: no path, no wildcard, not `null`. */
function exactOrigin(text) {
  try {
    return text && new URL(text).origin === text ? text : null;
  } catch {
    return null;
  }
}
