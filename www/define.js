// Naming the tag, once.

import { PlpRoadmap } from './element.js';

/** Defines the element under this tag. Calling it again does nothing. */
export function define(tag = 'plp-roadmap') {
  // On a server there is nothing to define, and a page that is written there says so again in the browser.
  if (typeof customElements === 'undefined') return;
  const there = customElements.get(tag);
  if (!there) {
    // One class can have one name, so every further tag gets its own.
    const taken = tag !== 'plp-roadmap';
    customElements.define(tag, taken ? class extends PlpRoadmap {} : PlpRoadmap);
  } else if (there !== PlpRoadmap && !(there.prototype instanceof PlpRoadmap)) {
    const line = `[plp-roadmap] included twice: ${there.version ?? 'another element'} is in use, ${PlpRoadmap.version} is ignored`;
    // Each copy has a memory of its own; the class that all of them find there is one.
    if (there.told !== line) console.warn(line);
    there.told = line;
  }
}
