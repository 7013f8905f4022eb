// frame.html: for hosts that take frames only.

import { expect, heard, inState, snippet, test } from './page.mjs';

const FILES = { requests: ['/v1/frame.html', '/v1/frame.js'] };
const LISTEN = `<script>window.posted = []; addEventListener('message', event => window.posted.push(event.data));</script>`;
const framed = (src, origin) =>
  `${LISTEN}<iframe width="600" src="/v1/frame.html?src=${encodeURIComponent(src)}&origin=${encodeURIComponent(origin)}&view=list"></iframe>`;

test('the frame shows the plan and tells its height to the page named', async ({ page, open, server }) => {
  await open(framed(open.host('tiny'), server.origin), FILES);
  const roadmap = page.frameLocator('iframe').locator('plp-roadmap');
  await inState(roadmap, 'ready');
  expect(await roadmap.getAttribute('view')).toBe('list');
  expect(await page.frame({ url: /frame/ }).title()).toBe('Tiny plan');
  await expect.poll(() => page.evaluate(() => window.posted.length)).toBeGreaterThan(0);
  const [message] = await page.evaluate(() => window.posted);
  expect(message).toEqual({ type: 'plp-resize', blockSize: expect.any(Number) });
  expect(message.blockSize).toBeGreaterThan(20);
});

test('what an entrance scales is told as high as it is laid out', async ({ page, open }) => {
  const roadmap = await open(`<div style="transform: scale(0.5)">${snippet(open.host('tiny'))}</div>`);
  await inState(roadmap, 'ready');
  const height = await roadmap.evaluate(element => element.offsetHeight);
  await expect.poll(async () => (await heard(page, 'plp-resize')).at(-1)?.detail.blockSize).toBe(height);
});

test('the name of the frame goes with the plan', async ({ page, open }) => {
  await open(framed(open.host('plan-then-401'), ''), { ...FILES, says: [/auth/, /^Failed to load resource/, /origin must be an origin/] });
  const roadmap = page.frameLocator('iframe').locator('plp-roadmap');
  await inState(roadmap, 'ready');
  const title = () => page.frame({ url: /frame/ }).title();
  expect(await title()).toBe('Tiny plan');
  await roadmap.evaluate(element => element.reload());
  await inState(roadmap, 'error');
  expect(await title()).toBe('Learning plan');
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

/** A page around the frame that makes it as high as it is told, and keeps what it was told. */
const fitting = src => `<style>body { margin: 0 } iframe { inline-size: 100%; border: 0 }</style>
  <p style="height: 200px">Above</p><iframe height="900" src="${src}"></iframe><p style="height: 200px">Below</p>
  <script>
    window.posted = [];
    addEventListener('message', ({ data }) => {
      window.posted.push(data.blockSize);
      document.querySelector('iframe').style.blockSize = data.blockSize + 'px';
    });
  </script>`;

/** Once nothing moves any more: where a part of the roadmap is in the window of the page around. */
async function inWindow(page, part) {
  await page.waitForTimeout(600);
  const { y } = await page.locator('iframe').boundingBox();
  const { top, bottom } = await part.evaluate(each => each.getBoundingClientRect().toJSON());
  const height = page.viewportSize().height;
  const inner = await page.frames()[1].evaluate(() => document.scrollingElement.scrollTop);
  return { top: y + top, bottom: y + bottom, seen: y + top < height && y + bottom > 0, inner };
}

for (const [width, view] of [[1280, 'map'], [900, 'map'], [400, 'map'], [400, 'table']]) {
  test(`in a frame as high as its content, a step opens at its card and closes there: ${view} at ${width} px`, async ({ page, open, server }) => {
    await page.setViewportSize({ width, height: 800 });
    const src = `/v1/frame.html?src=/plans/washington-sophomore-nursing.json&today=2026-11-22&view=${view}&origin=${server.origin}`;
    await open(fitting(src), FILES);
    const roadmap = page.frameLocator('iframe').locator('plp-roadmap');
    await inState(roadmap, 'ready');
    for (const number of [5, 40, 89]) {
      const card = roadmap.locator('.card').nth(number);
      await card.scrollIntoViewIfNeeded();
      await page.waitForTimeout(300);
      const before = await page.evaluate(() => scrollY);
      await card.click();
      const title = roadmap.locator('#details-title');
      await expect(title).toBeVisible();
      expect(await inWindow(page, title), `title of ${number}`).toMatchObject({ seen: true, inner: 0 });
      expect(await inWindow(page, card), `card ${number}`).toMatchObject({ seen: true });
      // What the step leads to stands where it stood.
      const to = roadmap.locator('.details .go[aria-pressed]').first();
      if (await to.count()) {
        await to.click();
        await expect(roadmap.locator('.details .go[data-act^=l]').first()).toBeVisible();
        expect(await inWindow(page, card), `card of ${number} beside its group`).toMatchObject({ seen: true });
        await page.keyboard.press('Escape');
        await expect(title).toBeVisible();
      }
      await page.keyboard.press('Escape');
      await expect(title).toHaveCount(0);
      expect(await inWindow(page, card), `card ${number} again`).toMatchObject({ seen: true });
      expect(Math.abs((await page.evaluate(() => scrollY)) - before)).toBeLessThan(800);
    }
  });
}

test('a large plan in such a frame tells each height once', async ({ page, open, server }) => {
  const steps = Array.from({ length: 400 }, (_, at) => ({ id: `s${at}`, title: `Course ${at}`, kind: 'course', phase: `p${at % 4}` }));
  const phases = Array.from({ length: 4 }, (_, at) => ({ id: `p${at}`, title: `Year ${at}` }));
  await page.route('**/host/large', route => route.fulfill({ json: { format: 'throughline-plan/1', phases, steps } }));
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(fitting(`/v1/frame.html?src=/host/large&origin=${server.origin}`), FILES);
  await inState(page.frameLocator('iframe').locator('plp-roadmap'), 'ready');
  await page.waitForTimeout(1_000);
  const posted = await page.evaluate(() => window.posted);
  expect(posted).toEqual([...new Set(posted)]);
  expect(posted.length).toBeLessThan(5);
  expect(posted.at(-1)).toBeLessThan(1_500);
});
