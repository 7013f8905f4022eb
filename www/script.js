// plp-roadmap.js: what an administrator pastes.

import { wasmInside } from './wasm-inside.js';
import { define } from './define.js';
import { wasmFrom } from './loader.js';
import { upgradeDivs } from './divs.js';

wasmFrom(wasmInside);
// A second copy leaves the page to the first, divs included.
const first = !customElements.get('plp-roadmap');
define();
if (first) upgradeDivs();
