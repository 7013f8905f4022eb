// plp-roadmap.js: what an administrator pastes.

// First: it begins with the styles, which amid code cost gzip half a kilobyte more.
import './stage.js';
import { define } from './define.js';
import { upgradeDivs } from './divs.js';
import { wasmFrom } from './loader.js';
import { wasmInside } from './wasm-inside.js';
import { packed } from 'workshop/packed.js';

define();
// Once, however many copies there are; but the class may be that of index.js, which looks for none.
const used = customElements.get('plp-roadmap');
if (!used.divs) upgradeDivs();
used.divs = true;
// Behind all other text, amid which it costs gzip 1 kB more. Roadmaps ask for it once this script has ended.
wasmFrom(wasmInside, packed);
