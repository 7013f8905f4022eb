// Makes one folder for each page under target/bench/pages: its HTML, and all that it loads.

import { build } from 'esbuild';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const PAGES = join(ROOT, 'benches/pages');
export const OUT = join(ROOT, 'target/bench/pages');

const html = (name, head, body = '') => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${name}</title>
<link rel="icon" href="data:,"><style>body{margin:0}</style>${head}${body}</html>
`;

/** The page of a peer: its own script, ours round it. */
async function peer(name, file) {
  const folder = join(OUT, name);
  // Mermaid loads each kind of diagram when it meets one; in one file all kinds would be counted.
  const split = name === 'mermaid';
  const plugins = [];
  if (name === 'svelte-flow') {
    const { default: svelte } = await import('esbuild-svelte');
    plugins.push(svelte({ compilerOptions: { css: 'injected' } }));
  }
  const made = await build({
    stdin: {
      contents: `import { page } from './page.js'; import { draw } from './peers/${file}'; page({ draw });`,
      resolveDir: PAGES,
    },
    outdir: folder,
    entryNames: 'page',
    bundle: true,
    minify: true,
    legalComments: 'none',
    format: split ? 'esm' : 'iife',
    splitting: split,
    target: 'es2022',
    jsx: 'automatic',
    mainFields: ['svelte', 'browser', 'module', 'main'],
    conditions: ['svelte', 'browser', 'production'],
    define: { 'process.env.NODE_ENV': '"production"', 'global': 'globalThis' },
    plugins,
    logLevel: 'error',
    metafile: true,
  });
  const css = Object.keys(made.metafile.outputs).some(path => path.endsWith('.css'));
  const style = css ? '<link rel="stylesheet" href="page.css">' : '';
  await writeFile(join(folder, 'index.html'), html(name, `${style}<script ${split ? 'type="module"' : 'defer'} src="page.js"></script>`));
}

/** Runs in our pages, after the tag: says when the window shows its picture, which is when the first steps are painted
 *  (`first.spec.mjs` holds that nothing is missing in it), and when all roadmaps are whole. */
const TOLD = `<script>
  const query = new URLSearchParams(location.search);
  const count = Number(query.get('count') ?? 1);
  const roadmaps = [];
  if (count === 1) {
    const roadmap = document.createElement('plp-roadmap');
    roadmap.setAttribute('src', query.get('plan'));
    roadmaps.push(roadmap);
    document.body.append(roadmap);
    requestAnimationFrame(look);
    addEventListener('plp-ready', tell, { once: true });
  } else {
    many();
  }
  async function many() {
    const plan = await (await fetch(query.get('plan'))).json();
    await customElements.whenDefined('plp-roadmap');
    for (let at = 0; at < count; at++) {
      const roadmap = document.createElement('plp-roadmap');
      roadmap.setAttribute('view', 'card');
      roadmap.style.cssText = 'width:320px;display:inline-block';
      roadmap.plan = plan;
      roadmaps.push(roadmap);
    }
    document.body.append(...roadmaps);
    await Promise.all(roadmaps.map(roadmap => roadmap.ready));
    tell();
  }
  let picture = null;
  function look() {
    if (!roadmaps[0].shadowRoot?.querySelector('[part~="step"]')) return requestAnimationFrame(look);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (picture = performance.now());
    port2.postMessage(null);
  }
  function tell() {
    const at = performance.now();
    window.done = { picture: picture ?? at, at, layout: null };
  }
</script>`;

/** Our pages: what is published, as it is published, in the two ways the README tells. */
async function ours(name, files, script) {
  const folder = join(OUT, name);
  await mkdir(folder, { recursive: true });
  for (const file of files) await cp(join(ROOT, 'dist', file), join(folder, file));
  await writeFile(join(folder, 'index.html'), html(name, script, `<body>${TOLD}</body>`));
}

const OURS = {
  'throughline': () => ours('throughline', ['plp-roadmap.js'], '<script src="plp-roadmap.js" defer></script>'),
  'throughline-module': () =>
    ours(
      'throughline-module',
      ['index.js', 'plp-roadmap.wasm'],
      `<link rel="modulepreload" href="./index.js"><link rel="preload" href="./plp-roadmap.wasm" as="fetch" crossorigin>` +
        `<script type="module">import { define } from './index.js'; define();</script>`,
    ),
};

/** Bundles these pages, or all there are; their names. */
export async function bundle(names) {
  const files = (await readdir(join(PAGES, 'peers'))).filter(file => ['.js', '.jsx'].includes(extname(file)));
  const peers = new Map(files.map(file => [basename(file, extname(file)), file]));
  for (const name of names) {
    await rm(join(OUT, name), { recursive: true, force: true });
    if (OURS[name]) await OURS[name]();
    else if (peers.has(name)) await peer(name, peers.get(name));
    else throw new Error(`there is no page ${name}: ${[...Object.keys(OURS), ...peers.keys()].join(', ')}`);
  }
  const made = await build({
    entryPoints: [join(PAGES, 'ours.js')],
    bundle: true, format: 'iife', globalName: 'reader', write: false,
  });
  return made.outputFiles[0].text;
}
