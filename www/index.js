// The ES module, for vendors: importing it changes nothing on the page.

import { Failure } from './failure.js';
import { wasmFrom } from './loader.js';

wasmFrom(() => {
  const said = 'a classic script cannot tell where plp-roadmap.wasm is: let the bundler write an ES module';
  if (!import.meta.url) throw new Failure('script', said);
  // Bundlers know this expression and take the file along.
  return fetch(new URL('plp-roadmap.wasm', import.meta.url));
});

export { define } from './define.js';
export { PlpRoadmap } from './element.js';
export const version = VERSION;
