// `<div class="plp-roadmap" data-src="…">`, for editors that strip unknown tags.

import { ATTRIBUTES } from './attributes.js';

const SELECTOR = '.plp-roadmap[data-src]';
const seen = new WeakSet();

/** Puts a roadmap into every such div, those that come later too. */
export function upgradeDivs() {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', upgradeThose);
  else upgradeThose();
  // Canvas brings its pages in by script. One look a tenth of a second after a change, however many there were.
  let planned = false;
  new MutationObserver(() => {
    if (planned) return;
    planned = true;
    setTimeout(() => {
      planned = false;
      upgradeThose();
    }, 100);
  }).observe(document.documentElement, { childList: true, subtree: true });
}

function upgradeThose() {
  for (const div of document.querySelectorAll(SELECTOR)) {
    // A copy of one has a roadmap already.
    if (!seen.has(div) && !div.querySelector('plp-roadmap')) upgrade(div);
  }
}

/** The div keeps its place and class; what it held becomes the fallback. */
function upgrade(div) {
  seen.add(div);
  const roadmap = document.createElement('plp-roadmap');
  for (const name of Object.keys(ATTRIBUTES)) {
    const value = div.getAttribute(`data-${name}`);
    if (value !== null) roadmap.setAttribute(name, value);
  }
  roadmap.append(...div.childNodes);
  div.append(roadmap);
}
