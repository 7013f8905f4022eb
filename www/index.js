// The ES module, for vendors: importing it changes nothing on the page.

import { wasmFrom } from './loader.js';

// Bundlers know this expression and take the file along.
wasmFrom(() => fetch(new URL('plp-roadmap.wasm', import.meta.url)));

export { define } from './define.js';
export { PlpRoadmap } from './element.js';
export const version = VERSION;
