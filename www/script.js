// plp-roadmap.js: what an administrator pastes.

import { wasmInside } from './wasm-inside.js';
import { define } from './define.js';
import { wasmFrom } from './loader.js';
import { upgradeDivs } from './divs.js';

wasmFrom(wasmInside);
define();
// Once, however many copies there are; but the class may be that of index.js, which looks for none.
const used = customElements.get('plp-roadmap');
if (!used.divs) upgradeDivs();
used.divs = true;
