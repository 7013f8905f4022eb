// The first picture: all that the window shows, while the rest is still to come.

import { expect, focused, inState, SCRIPT, settled, SOPHOMORE, test } from './story.mjs';

/** Runs in the page before everything: keeps what the reader sees in the first frame with steps, and how many steps there are. */
function keep() {
  /** What has nothing in it, and where it stands, as far as the window shows it. */
  window.visible = () => {
    const root = document.querySelector('plp-roadmap').shadowRoot;
    const shown = [];
    const map = root.querySelector('.map');
    const edges = map.getBoundingClientRect();
    for (const each of root.querySelectorAll('*')) {
      const { left, top, right, bottom } = each.getBoundingClientRect();
      const inside = !map.contains(each) || (right > edges.left && left < edges.right);
      const folded = each.closest('details:not([open])') && !each.closest('summary');
      const seen = inside && !folded && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight && right > left && bottom > top;
      // A path for many links holds those that are out of sight too.
      if (seen && each.childElementCount === 0) shown.push(`${each.localName} ${each.textContent} ${[left, top, right, bottom].map(Math.round)}`);
    }
    return shown;
  };
  window.steps = () => document.querySelector('plp-roadmap').shadowRoot.querySelectorAll('[part~="step"]').length;
  const look = () => {
    if (!document.querySelector('plp-roadmap')?.shadowRoot?.querySelector('[part~="step"]')) return requestAnimationFrame(look);
    window.first = { visible: window.visible(), steps: window.steps(), busy: document.querySelector('plp-roadmap').shadowRoot.querySelector('section').ariaBusy };
    window.atFirst?.(document.querySelector('plp-roadmap'));
  };
  addEventListener('DOMContentLoaded', look);
}

const page = (attributes = '', story = SOPHOMORE) =>
  `<meta name="viewport" content="width=device-width"><style>body { margin: 0 }</style>${SCRIPT}
   <plp-roadmap src="/plans/${story}.json" today="2026-11-22" ${attributes}></plp-roadmap><p>Below</p>`;

for (const [what, width, height, attributes, story, whole] of [
  ['a map', 1280, 800, ''],
  ['a map from right to left', 1280, 800, 'lang="ar"'],
  ['a compact map on a tablet', 820, 1180, 'density="compact"'],
  ['the map of a junior', 1280, 800, '', 'texas-junior-welding'],
  ['a map that opens in the middle', 820, 1180, '', 'texas-junior-welding'],
  ['a map that opens in the middle, from right to left', 820, 1180, 'lang="ar"', 'texas-junior-welding'],
  ['the list on a phone', 360, 740, ''],
  ['the compact list on a phone', 360, 740, 'density="compact"'],
  ['the list of a plan without dates', 360, 740, '', 'grade-7-competency-based'],
  ['a list of two columns', 700, 900, ''],
  // Wider than the window, and all of its height in sight: what follows it is in sight too.
  ['a map that ends in sight', 820, 3000, '', 'multilingual-learner-english-spanish', 'whole'],
]) {
  test(`${what} shows at once all that the window has room for, and the rest a moment later`, async ({ page: tab, open }) => {
    await tab.setViewportSize({ width, height });
    const roadmap = await open(page(attributes, story), { before: keep });
    await inState(roadmap, 'ready');
    await settled(roadmap);
    const { first, visible, steps } = await tab.evaluate(() => ({ first: window.first, visible: window.visible(), steps: window.steps() }));
    expect(first.visible.length).toBeGreaterThan(20);
    expect(first.visible).toEqual(visible);
    if (whole) expect(first).toMatchObject({ steps, busy: null });
    else expect(first.steps).toBeLessThan(steps * 0.6);
    if (!whole) expect(first.busy).toBe('true');
    await expect(roadmap.locator('section').first()).not.toHaveAttribute('aria-busy');
  });
}

test('who hears that it is ready finds all of it', async ({ page: tab, open }) => {
  const ready = () => {
    addEventListener('plp-load', ({ target, detail }) => {
      window.found = [target.shadowRoot.querySelectorAll('[part~="step"]').length - detail.steps, target.shadowRoot.querySelectorAll('[part~="audit"]').length];
    });
  };
  await open(page(), { before: ready });
  await expect.poll(() => tab.evaluate(() => window.found)).toEqual([0, 1]);
});

test('a step that is asked for before it is drawn is drawn, and has the focus', async ({ page: tab, open }) => {
  await tab.setViewportSize({ width: 1280, height: 800 });
  const ask = () => {
    window.atFirst = roadmap => {
      window.early = roadmap.shadowRoot.querySelector('#s89') === null;
      roadmap.focusStep('first-shift');
    };
  };
  await tab.addInitScript(ask);
  const roadmap = await open(page(), { before: keep });
  await expect.poll(() => focused(tab)).toMatch(/^First shift as a nurse/);
  expect(await tab.evaluate(() => window.early)).toBe(true);
  await expect(roadmap.locator('[part~="step"]')).toHaveCount(90);
});

test('a step that the page opens comes with all of the plan', async ({ page: tab, open }) => {
  await tab.setViewportSize({ width: 1280, height: 800 });
  const roadmap = await open(page('step="first-shift"'), { before: keep });
  await inState(roadmap, 'ready');
  await settled(roadmap);
  await expect(roadmap.locator('.details')).toContainText('First shift as a nurse');
  expect(await tab.evaluate(() => window.first)).toMatchObject({ steps: 90, busy: null });
  await expect(roadmap.locator('[part~="step"]')).toHaveCount(90);
});

test('paper has all of it, however early it is printed', async ({ page: tab, open }) => {
  const print = () => {
    window.atFirst = roadmap => {
      dispatchEvent(new Event('beforeprint'));
      queueMicrotask(() => queueMicrotask(() => setTimeout(() => (window.printed = roadmap.shadowRoot.querySelectorAll('[part~="step"]').length))));
    };
  };
  await tab.setViewportSize({ width: 1280, height: 800 });
  await tab.addInitScript(print);
  await open(page(), { before: keep });
  await tab.waitForFunction(() => window.first);
  expect(await tab.evaluate(() => window.first.steps)).toBeLessThan(90);
  await expect.poll(() => tab.evaluate(() => window.printed)).toBe(90);
  // What is folded is unfolded for it, and folded again.
  const folded = tab.locator('plp-roadmap .base details:not([open], .legend)');
  await expect(folded).toHaveCount(0);
  await tab.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(folded).not.toHaveCount(0);
});

test('nothing stays in part when the roadmap is taken away and put back meanwhile', async ({ page: tab, open }) => {
  await tab.setViewportSize({ width: 1280, height: 800 });
  const move = () => {
    window.atFirst = roadmap => {
      roadmap.remove();
      setTimeout(() => document.body.append(roadmap));
    };
  };
  await tab.addInitScript(move);
  const roadmap = await open(page(), { before: keep });
  await expect(roadmap.locator('[part~="step"]')).toHaveCount(90);
  await expect(roadmap.locator('section').first()).not.toHaveAttribute('aria-busy');
});

test('what opens all opens what is drawn last too, however early it is asked', async ({ open }) => {
  const roadmap = await open(page());
  await roadmap.evaluate(element => element.expandAll());
  expect(await roadmap.evaluate(element => element.shadowRoot.querySelectorAll('details').length)).toBeGreaterThan(1);
  expect(await roadmap.evaluate(element => element.shadowRoot.querySelectorAll('details:not([open])').length)).toBe(0);
});
