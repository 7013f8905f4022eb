// index.js and its wasm: what a vendor imports.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, heard, inState, test } from './page.mjs';

const FILES = { requests: ['/v1/index.js', '/v1/plp-roadmap.wasm'] };
const vendor = (src, more = '') => `<plp-roadmap src="${src}"></plp-roadmap>
  <script type="module">const { define, version } = await import('/v1/index.js'); window.version = version; define(); define(); ${more}</script>`;

test('importing and defining shows the plan', async ({ page, open }) => {
  const roadmap = await open(vendor(open.host('tiny')), FILES);
  await inState(roadmap, 'ready');
  expect(await page.evaluate(() => window.version === customElements.get('plp-roadmap').version)).toBe(true);
});

test('what the head preloads is asked for once', async ({ open }) => {
  const plan = open.host('tiny');
  const links = `<link rel="preload" href="${plan}" as="fetch" crossorigin><link rel="modulepreload" href="/v1/index.js">
    <link rel="preload" href="/v1/plp-roadmap.wasm" as="fetch" crossorigin>`;
  const roadmap = await open(links + vendor(plan), FILES);
  await inState(roadmap, 'ready');
  expect(open.requests().slice(1).sort()).toEqual([...FILES.requests, plan].sort());
});

test('importing alone defines nothing', async ({ page, open }) => {
  await open(`<script type="module">await import('/v1/index.js'); window.done = true;</script>`, FILES);
  await page.waitForFunction(() => window.done);
  expect(await page.evaluate(() => customElements.get('plp-roadmap') === undefined)).toBe(true);
});

test('another tag may bear it as well', async ({ page, open }) => {
  await open(vendor(open.host('tiny'), `define('x-plp'); document.body.append(Object.assign(document.createElement('x-plp'), { src: '${open.host('other')}' }));`), FILES);
  await inState(page.locator('x-plp'), 'ready');
  await inState(page.locator('plp-roadmap'), 'ready');
});

test('wasm served as text/plain works, with a warning', async ({ page, open }) => {
  await page.route('**/plp-roadmap.wasm', async route => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), 'content-type': 'text/plain' } });
  });
  const roadmap = await open(vendor(open.host('tiny')), { ...FILES, says: [/does not serve Wasm/] });
  await inState(roadmap, 'ready');
});

test('wasm that is not there is told as script, and reload tries again', async ({ page, open }) => {
  let gone = true;
  await page.route('**/plp-roadmap.wasm', route => (gone ? route.fulfill({ status: 404 }) : route.continue()));
  const roadmap = await open(vendor(open.host('tiny')), { ...FILES, says: [/^Failed to load/, /\[plp-roadmap\] script/] });
  await inState(roadmap, 'error');
  expect((await heard(page, 'plp-error'))[0].detail).toMatchObject({ code: 'script', retryable: true });
  gone = false;
  await roadmap.evaluate(element => element.reload());
  await inState(roadmap, 'ready');
});

test('bundled as a classic script, it says what to change', async ({ page, open, server }) => {
  const stdin = { contents: "import { define } from '../../dist/index.js'; define();", resolveDir: import.meta.dirname };
  const { outputFiles: [{ text }] } = await build({ stdin, bundle: true, write: false, logLevel: 'error' });
  server.put('/classic.js', text, { 'content-type': 'text/javascript' });
  await open(`<plp-roadmap src="${open.host('tiny')}"></plp-roadmap><script src="/classic.js"></script>`, {
    requests: ['/classic.js'], says: [/script: a classic script/],
  });
  await expect.poll(() => heard(page, 'plp-error')).toMatchObject([{ detail: { code: 'script', message: expect.stringMatching(/ES module/) } }]);
});

test('the optimised wasm asks for no feature that a browser lacks', async () => {
  const bytes = readFileSync(join(import.meta.dirname, '../../dist/plp-roadmap.wasm'));
  expect(WebAssembly.validate(bytes)).toBe(true);
});
