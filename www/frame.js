// frame.html: the element on a page of its own, for hosts that take frames only.
//
// frame.html?src=/api/plans/me&origin=https://lms.example[&view=…&lang=…]. `origin` is the page around us, named
// exactly; it alone hears our height, as { type: 'plp-resize', blockSize }.

import { ATTRIBUTES } from './attributes.js';

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
  // A frame as high as all of it has no window: nothing sticks there, and its height says nothing of what the reader sees.
  roadmap.toggleAttribute('data-fitted', true);
  roadmap.style.setProperty('--_window', '56em');
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
