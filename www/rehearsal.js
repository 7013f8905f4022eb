// A small plan, drawn for nobody while the reader's is on its way. Browsers compile of the wasm only what runs, and only when
// it does: that is a tenth of what a slow computer needs from the plan to its picture.

import { json } from './json.js';
// One of each thing that a first picture shows.
import PLAN from './rehearsal.json';

/** Once on a page: what is compiled serves all its roadmaps. */
let rehearsed = false;

/** `mount(root, place, tell, allow)` is Rust's, with the page's settings and words. */
export function rehearse(mount) {
  if (rehearsed) return;
  rehearsed = true;
  const nothing = () => {};
  const trial = mount(document.createElement('div'), nothing, nothing, nothing);
  trial.read('auto', json(PLAN), Infinity);
  trial.destroy();
}
