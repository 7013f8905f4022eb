// `<div class="plp-roadmap" data-src="…">`, for editors that strip unknown tags.

import { ATTRIBUTES } from './attributes.js';

const SELECTOR = '.plp-roadmap[data-src]';
const NAMES = Object.keys(ATTRIBUTES);
/** The roadmap of each div. */
const made = new WeakMap();

/** Puts a roadmap into every such div, those that come later too. */
export function upgradeDivs() {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', upgradeThose);
  else upgradeThose();
  // Canvas brings its pages in by script. One look a tenth of a second after a change, however many there were.
  let planned = false;
  new MutationObserver(records => {
    for (const { target, attributeName, addedNodes } of records) {
      if (attributeName?.startsWith('data-')) follow(target, attributeName);
      // At once: a copy would show the plan that it was copied with.
      for (const node of addedNodes) node.querySelectorAll?.('plp-roadmap').forEach(adopt);
    }
    if (planned) return;
    planned = true;
    setTimeout(() => {
      planned = false;
      // A page that is still being written may have written half of one.
      if (document.readyState !== 'loading') upgradeThose();
    }, 100);
  }).observe(document, { childList: true, subtree: true, attributeFilter: ['class', ...NAMES.map(name => `data-${name}`)] });
}

function upgradeThose() {
  for (const div of document.querySelectorAll(SELECTOR)) {
    // A copy of one has a roadmap already; one whose page wrote it anew has none any more.
    const roadmap = div.querySelector('plp-roadmap');
    if (roadmap) adopt(roadmap);
    else upgrade(div);
  }
}

/** The div keeps its place and class; what it held becomes the fallback. */
function upgrade(div) {
  // One that the page has taken out has what its reader has written and opened.
  const before = made.get(div);
  const roadmap = before && !before.isConnected ? before : document.createElement('plp-roadmap');
  roadmap.replaceChildren(...div.childNodes);
  div.append(roadmap);
  belongs(roadmap, div);
}

/** The roadmap is its div's from now on, unless that has one. */
function adopt(roadmap) {
  const div = roadmap.parentNode;
  if (!div.matches?.(SELECTOR) || made.get(div)?.parentNode === div) return;
  belongs(roadmap, div);
}

function belongs(roadmap, div) {
  made.set(div, roadmap);
  for (const name of NAMES) follow(div, `data-${name}`);
}

/** What the page writes on the div holds for its roadmap. */
function follow(div, attribute) {
  const [roadmap, name, value] = [made.get(div), attribute.slice('data-'.length), div.getAttribute(attribute)];
  if (value !== null) roadmap?.setAttribute(name, value);
  else roadmap?.removeAttribute(name);
}
