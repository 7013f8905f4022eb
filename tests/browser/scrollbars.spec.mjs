// With scrollbars that take room, as in most browsers on Windows and Linux; those of the other tests lie over the page.

import { expect, SOPHOMORE, test } from './story.mjs';

test.use({
  launchOptions: [async ({ launchOptions }, use) => use({ ...launchOptions, ignoreDefaultArgs: ['--hide-scrollbars'] }), { scope: 'worker' }],
});

test('while a map with a scrollbar passes by, the headings of its phases stay in the window to its end', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE, { width: 1280 });
  expect(await page.evaluate(() => innerWidth - document.documentElement.clientWidth)).toBeGreaterThan(0);
  const bar = await roadmap.locator('.map').evaluate(map => map.offsetHeight - map.clientHeight - 2);
  expect(bar).toBeGreaterThan(0);
  const tops = () => roadmap.locator('[data-is~=phase-heading]').evaluateAll(all => [...new Set(all.map(each => Math.round(each.getBoundingClientRect().top)))]);
  const { top, height } = await roadmap.locator('.map').evaluate(map => map.getBoundingClientRect().toJSON());
  // Beside the heading there is room for a card still.
  for (const part of [0.3, 0.6, 0.9]) {
    await page.evaluate(y => scrollTo({ top: y, behavior: 'instant' }), top + part * (height - 64));
    await expect.poll(tops, `at ${part}`).toEqual([0]);
  }
});
