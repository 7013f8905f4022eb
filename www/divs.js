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
    for (const { target, attributeName } of records) if (attributeName?.startsWith('data-')) follow(target, attributeName);
    if (planned) return;
    planned = true;
    setTimeout(() => {
      planned = false;
      upgradeThose();
    }, 100);
  }).observe(document, { childList: true, subtree: true, attributeFilter: ['class', ...NAMES.map(name => `data-${name}`)] });
}

function upgradeThose() {
  for (const div of document.querySelectorAll(SELECTOR)) {
    // A copy of one has a roadmap already; one whose page wrote it anew has none any more.
    if (!div.querySelector('plp-roadmap')) upgrade(div);
  }
}

/** The div keeps its place and class; what it held becomes the fallback. */
function upgrade(div) {
  const roadmap = document.createElement('plp-roadmap');
  made.set(div, roadmap);
  for (const name of NAMES) follow(div, `data-${name}`);
  roadmap.append(...div.childNodes);
  div.append(roadmap);
}

/** What the page writes on the div holds for its roadmap. */
function follow(div, attribute) {
  const [roadmap, name, value] = [made.get(div), attribute.slice('data-'.length), div.getAttribute(attribute)];
  if (value !== null) roadmap?.setAttribute(name, value);
  else roadmap?.removeAttribute(name);
}
