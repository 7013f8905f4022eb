// One listener of each kind hears what the reader does: by what an element says of itself, and in our own root alone.

import { expect, heard, inState, snippet, SOPHOMORE, test } from './story.mjs';

const unsaid = roadmap => roadmap.evaluate(element =>
  [...element.shadowRoot.querySelectorAll('button:not([data-act])')].map(button => button.outerHTML));

test('every button says what it does, wherever it comes from', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE);
  expect(await unsaid(roadmap)).toEqual([]);
  await roadmap.getByRole('button', { name: /^Algebra II\b/ }).first().click();
  await expect(roadmap.locator('.details')).toBeVisible();
  expect(await unsaid(roadmap)).toEqual([]);
  await roadmap.getByRole('button', { name: 'Side by side' }).click();
  await roadmap.locator('.way').last().click();
  await expect(roadmap.getByRole('table')).toBeVisible();
  expect(await unsaid(roadmap)).toEqual([]);
});

test("what the page itself puts into a slot is the page's", async ({ page, open }) => {
  const inside = '<p slot="header"><button data-act="l1">Open</button> <a href="#mine">Mine</a></p>';
  const roadmap = await open(snippet(open.host('tiny')).replace('</plp-roadmap>', `${inside}</plp-roadmap>`));
  await inState(roadmap, 'ready');
  await roadmap.getByRole('button', { name: 'Open' }).click();
  await roadmap.getByRole('link', { name: 'Mine' }).click();
  await expect(page).toHaveURL(/#mine$/);
  expect(await heard(page, 'plp-select')).toEqual([]);
  expect(await heard(page, 'plp-navigate')).toEqual([]);
  await expect(roadmap.locator('.details')).toHaveCount(0);
});

test('a link is told with its step, and a modifier leaves it to the browser', async ({ page, open }) => {
  const plan = {
    format: 'throughline-plan/1',
    steps: [{ id: 'a', title: 'Algebra', kind: 'course', url: 'https://example.org/algebra' }],
  };
  const roadmap = await open('<script src="/v1/plp-roadmap.js" defer></script><plp-roadmap></plp-roadmap>');
  await page.waitForFunction(() => customElements.get('plp-roadmap'));
  await roadmap.evaluate((element, given) => {
    addEventListener('plp-navigate', event => event.preventDefault());
    // What we do not take is the browser's; here it stays in the page.
    addEventListener('click', event => event.preventDefault());
    element.plan = given;
  }, plan);
  await inState(roadmap, 'ready');
  await roadmap.getByRole('button', { name: /^Algebra/ }).first().click();
  const link = roadmap.locator('.details a');
  await link.click({ modifiers: ['Control'] });
  expect(await heard(page, 'plp-navigate')).toEqual([]);
  await link.click();
  expect((await heard(page, 'plp-navigate')).map(event => event.detail)).toEqual([
    { step: 'a', href: 'https://example.org/algebra', target: '_self' },
  ]);
});
