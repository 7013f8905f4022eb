// frame.html: for hosts that take frames only.

import { expect, inState, test } from './page.mjs';

const FILES = { requests: ['/v1/frame.html', '/v1/frame.js'] };
const LISTEN = `<script>window.posted = []; addEventListener('message', event => window.posted.push(event.data));</script>`;
const framed = (src, origin) =>
  `${LISTEN}<iframe width="600" src="/v1/frame.html?src=${encodeURIComponent(src)}&origin=${encodeURIComponent(origin)}&view=list"></iframe>`;

test('the frame shows the plan and tells its height to the page named', async ({ page, open, server }) => {
  await open(framed(open.host('tiny'), server.origin), FILES);
  const roadmap = page.frameLocator('iframe').locator('plp-roadmap');
  await inState(roadmap, 'ready');
  expect(await roadmap.getAttribute('view')).toBe('list');
  await expect.poll(() => page.evaluate(() => window.posted.length)).toBeGreaterThan(0);
  const [message] = await page.evaluate(() => window.posted);
  expect(message).toEqual({ type: 'plp-resize', blockSize: expect.any(Number) });
  expect(message.blockSize).toBeGreaterThan(20);
});

for (const origin of ['*', 'null', 'https://other.example', 'http://127.0.0.1/path', '']) {
  test(`the frame tells nothing to "${origin}"`, async ({ page, open }) => {
    await open(framed(open.host('tiny'), origin), { ...FILES, says: [/target origin/, /origin must be an origin and no more/] });
    await inState(page.frameLocator('iframe').locator('plp-roadmap'), 'ready');
    await page.waitForTimeout(200);
    expect(await page.evaluate(() => window.posted)).toEqual([]);
  });
}

for (const src of ['https://other.example/plan', '//other.example/plan', 'data:application/json,{}', 'javascript:alert(1)']) {
  test(`the frame asks no other origin: ${src}`, async ({ page, open }) => {
    const says = [/src must be an address on the origin of this frame/, /nothing to show/];
    await open(framed(src, 'https://lms.example'), { ...FILES, says });
    const roadmap = page.frameLocator('iframe').locator('plp-roadmap');
    await inState(roadmap, 'idle');
    expect(await roadmap.getAttribute('src')).toBe(null);
  });
}

const SENTENCE = 'The learning plan is shown here.';
const FAULTS = [
  // what, the frame's src, lines on the console, what goes wrong
  ['an address that is refused', 'https://other.example/plan', [/src must be an address/, /nothing to show/], () => {}],
  ['a script that is not there', '/host/tiny', [/^Failed to load resource/], page => page.route('**/v1/plp-roadmap.js', route => route.abort())],
  ['no WebAssembly', '/host/tiny', [/wasm-unsupported/], page => page.addInitScript(() => { delete window.WebAssembly; })],
];
for (const [what, src, says, wrong] of FAULTS) {
  test(`the frame is not left blank by ${what}`, async ({ page, open }) => {
    await wrong(page);
    await open(framed(src, 'https://lms.example'), { ...FILES, says });
    await expect(page.frameLocator('iframe').getByText(SENTENCE)).toBeVisible();
  });
}

