// What if I became a paramedic instead? By mouse and by keyboard alone, and back to the plan with nothing changed.

import AxeBuilder from '@axe-core/playwright';
import { expect, focused, heard, settled, SOPHOMORE, test } from './story.mjs';

const SENTENCE = 'What if? Paramedic. 52 of its 59 steps carry over; graduation on time; 4 requirements would no longer be covered.';
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** All there is to read and to see: text, what is open, where the cards are, how far the map is scrolled. */
const picture = roadmap =>
  roadmap.evaluate(element => {
    const root = element.shadowRoot;
    const places = [...root.querySelectorAll('.step')].map(step => {
      const { x, width, height } = step.getBoundingClientRect();
      const top = step.offsetTop;
      return [x, top, width, height].map(Math.round).join(' ');
    });
    const open = [...root.querySelectorAll('details')].map(each => each.open);
    // The order of attributes says nothing, and one that went and came again is the last.
    // Nor does it matter what was pressed last.
    const html = root.querySelector('.stage').innerHTML.replaceAll(' data-opener=""', '').replaceAll(/<[^/][^>]*/g, tag => tag.split(/ (?=[\w-]+=")/).sort().join(' '));
    return { text: root.querySelector('.base').textContent, html, places, open, left: root.querySelector('.map').scrollLeft };
  });

const way = (roadmap, name) => roadmap.getByRole('group', { name: 'Career path: what if?' }).getByRole('button', { name });
const status = roadmap => roadmap.locator('.whatif-said');
const told = async page => (await heard(page, 'plp-compare')).map(({ detail }) => detail.pathway);

test('by mouse: choose, read what changes, go back, and all is as before', async ({ page, tell }) => {
  // Where the map is scrolled to is where it will be.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const roadmap = await tell(SOPHOMORE, { width: 900 });
  await roadmap.getByRole('button', { name: /^Chemistry Planned/ }).click();
  await settled(roadmap);
  await roadmap.locator('.map').evaluate(map => { map.scrollLeft = 120; });
  await page.waitForFunction(() => document.querySelector('plp-roadmap').shadowRoot.querySelector('.map').scrollLeft === 120);
  const before = await picture(roadmap);

  await way(roadmap, 'Paramedic').click();
  await expect(status(roadmap)).toHaveText(SENTENCE);
  await expect(roadmap.getByRole('heading', { name: 'What if? Paramedic' })).toBeVisible();
  await expect(roadmap.getByRole('complementary', { name: 'Chemistry' })).toBeVisible();
  await expect(roadmap.locator('.step[data-is~=added] .mark').first()).toHaveText('New');
  await expect(roadmap.locator('.step[data-is~=left] .mark').first()).toHaveText('Left out');
  await roadmap.getByText('What changes').click();
  await roadmap.locator('.changes .section[data-is~=added] .go').first().click();
  await expect(roadmap.locator('.details [data-is=placed]')).toContainText('New');
  await roadmap.locator('.map').evaluate(map => { map.scrollLeft = 0; });

  await roadmap.getByRole('button', { name: 'Stop and go back' }).click();
  await settled(roadmap);
  await expect.poll(() => focused(page)).toBe('No change');
  await expect.poll(() => roadmap.locator('.map').evaluate(map => map.scrollLeft)).toBe(120);
  expect(await picture(roadmap)).toEqual(before);
  expect(await told(page)).toEqual(['p-paramedic', null]);
});

test('by keyboard alone', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE);
  const before = await picture(roadmap);
  const to = async name => {
    for (let pressed = 0; pressed < 40 && (await focused(page)) !== name; pressed += 1) await page.keyboard.press('Tab');
    expect(await focused(page)).toBe(name);
  };
  await to('Paramedic');
  await page.keyboard.press('Enter');
  await expect(status(roadmap)).toHaveText(SENTENCE);
  expect(await focused(page), 'the focus stays where the reader has it').toBe('Paramedic');
  await expect(way(roadmap, 'Paramedic')).toHaveAttribute('aria-pressed', 'true');
  await to('Stop and go back');
  await page.keyboard.press('Space');
  await expect(status(roadmap)).toHaveText('');
  await expect.poll(() => focused(page)).toBe('No change');
  await settled(roadmap);
  expect(await picture(roadmap)).toEqual(before);
});

test('in which order: a step without a phase says when it could be, and why, by keyboard alone', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE);
  await roadmap.evaluate(async element => {
    const plan = await (await fetch(element.src)).json();
    for (const step of plan.steps) {
      if (step.status === 'planned') for (const field of ['phase', 'start', 'end', 'due']) delete step[field];
    }
    element.plan = plan;
  });
  await expect(roadmap.getByText('Proposed times')).toBeAttached();
  await settled(roadmap);
  await roadmap.evaluate(element => element.focusStep('chemistry'));
  await expect(roadmap.getByRole('complementary', { name: 'Chemistry' })).toContainText('Proposed: Grade 11');
  await page.keyboard.press('Escape');
  await expect(roadmap.getByRole('complementary')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(roadmap.getByRole('complementary', { name: 'Chemistry' })).toContainText('Grade 11, ');
});

test('the sentence is in a live region that was there before', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE);
  await expect(status(roadmap)).toHaveAttribute('role', 'status');
  await status(roadmap).evaluate(each => { window.region = each; });
  await way(roadmap, 'Paramedic').click();
  await expect(status(roadmap)).toHaveText(SENTENCE);
  expect(await status(roadmap).evaluate(each => each === window.region)).toBe(true);
});

test('compare() waits for the plan, answers whether there is such a way, and tells', async ({ page, open, server }) => {
  void server;
  const roadmap = await open(`<script src="/v1/plp-roadmap.js" defer></script><plp-roadmap src="/plans/${SOPHOMORE}.json" today="2026-11-22"></plp-roadmap>`, {
    before: () => {
      document.addEventListener('DOMContentLoaded', () => {
        window.early = customElements.whenDefined('plp-roadmap').then(() => document.querySelector('plp-roadmap').compare('p-pta'));
      });
    },
  });
  expect(await page.evaluate(() => window.early)).toBe(true);
  await expect(status(roadmap)).toContainText('Physical Therapist Assistant');
  const compare = id => roadmap.evaluate((element, id) => element.compare(id), id);
  expect([await compare('nobody'), await compare('p-pta'), await compare('g-paramedic'), await compare(null), await compare(null)]).toEqual([false, true, true, true, true]);
  const details = (await heard(page, 'plp-compare')).map(({ detail }) => [detail.pathway, detail.goal]);
  expect(details).toEqual([['p-pta', null], ['p-paramedic', null], [null, null]]);
});

test('from one way the page goes to another, and to a step that only the shown one has', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE);
  const compare = id => roadmap.evaluate((element, id) => element.compare(id), id);
  const find = id => roadmap.evaluate((element, id) => element.focusStep(id), id);
  expect([await compare('p-pta'), await find('emt-class'), await compare('p-paramedic'), await find('emt-class')]).toEqual([true, false, true, true]);
  await expect(status(roadmap)).toContainText('Paramedic');
  await expect(roadmap.getByRole('complementary', { name: 'EMT class' })).toBeVisible();
  expect(await told(page)).toEqual(['p-pta', 'p-paramedic']);
});

test('a page that says in step what plp-select tells does not move the reader, nor what is lit', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE, { width: 500 });
  await roadmap.evaluate(async element => {
    element.addEventListener('plp-select', ({ detail }) => { element.step = detail.step; });
    await element.focusStep('bsn');
    await element.compare('p-paramedic');
    await element.focusStep('emt-class');
  });
  await settled(roadmap);
  await way(roadmap, 'No change').scrollIntoViewIfNeeded();
  await settled(roadmap);
  await way(roadmap, 'No change').click();
  await settled(roadmap);
  await expect.poll(() => roadmap.evaluate(element => element.step)).toBe('bsn');
  await settled(roadmap);
  await expect(way(roadmap, 'No change')).toBeInViewport({ ratio: 1 });
  // Over it a requirement is lit.
  await page.setViewportSize({ width: 1280, height: 900 });
  await roadmap.locator('.entry-said[id^=r]').first().evaluate(each => each.click());
  const open = () => roadmap.locator('#details-title').textContent();
  const lit = await open();
  expect(lit).not.toContain('BSN');
  await roadmap.evaluate(async element => {
    await element.compare('p-paramedic');
    await element.focusStep('emt-class');
  });
  await expect.poll(open).toContain('EMT');
  await roadmap.evaluate(element => element.compare(null));
  await settled(roadmap);
  expect(await open()).toBe(lit);
});

test('a reload keeps the way, and focusStep finds the step on it', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE);
  await roadmap.evaluate(element => element.compare('p-paramedic'));
  await roadmap.evaluate(element => element.reload());
  await expect(status(roadmap)).toHaveText(SENTENCE);
  expect(await roadmap.evaluate(element => element.focusStep('chemistry'))).toBe(true);
  await expect(roadmap.getByRole('complementary', { name: 'Chemistry' })).toBeVisible();
  expect(await told(page)).toEqual(['p-paramedic']);
});

test('what a reader has unfolded stays so, though another way puts a requirement before it', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE);
  const ADMISSION = 'PTA program admission';
  /** By its title: whether a tree is open, and how many of its parts are. */
  const unfolded = () =>
    roadmap.evaluate(element =>
      [...element.shadowRoot.querySelectorAll('.tree')].map(tree => [
        tree.querySelector('.tree-title').textContent,
        tree.open,
        tree.querySelectorAll('.parts[open]').length,
      ]),
    );
  await roadmap.evaluate(element => {
    for (const folded of element.shadowRoot.querySelectorAll('.tree:last-of-type, .tree:first-of-type .parts')) folded.open = true;
  });
  const before = await unfolded();
  expect(before.filter(([, open]) => open).length).toBeGreaterThan(1);
  expect(before[0][2]).toBeGreaterThan(3);
  await roadmap.evaluate(element => element.compare('p-pta'));
  await settled(roadmap);
  const during = await unfolded();
  expect(during.map(([title]) => title)).toContain(ADMISSION);
  expect(during.filter(([title]) => title !== ADMISSION)).toEqual(before);
  await roadmap.evaluate(element => element.compare(null));
  await settled(roadmap);
  expect(await unfolded()).toEqual(before);
});

test('the way is asked for like any other change, and the answer is told', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE);
  await roadmap.evaluate(element => {
    element.addEventListener('plp-change', event => event.preventDefault());
    return element.compare('p-paramedic');
  });
  await roadmap.getByRole('button', { name: 'Ask to go this way' }).click();
  await expect(roadmap.locator('.ways .told')).toHaveText('Sent on to the school.');
  const [{ detail }] = await heard(page, 'plp-change');
  expect([detail.kind, detail.pathway, detail.step]).toEqual(['choose-pathway', 'p-paramedic', undefined]);
});

test('side by side, the ways are a table with headings', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE);
  await roadmap.getByRole('button', { name: 'Side by side' }).click();
  const table = roadmap.getByRole('table', { name: 'Side by side' });
  await expect(table.getByRole('columnheader')).toHaveText(['No change', 'Paramedic', 'Physical Therapist Assistant']);
  await expect(table.getByRole('row', { name: /^Still to take/ }).locator('td')).toContainText(['20 credits', '15.5 credits', '17.5 credits']);
  await table.getByText('7 steps').click();
  await expect(table.getByRole('listitem').filter({ hasText: 'EMT' }).first()).toBeVisible();
});

test('side by side is seen at once, under a way that is laid over too', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE, { width: 360, height: 740 });
  await roadmap.evaluate(element => element.compare('p-paramedic'));
  await roadmap.getByRole('button', { name: 'Side by side' }).click();
  await expect(roadmap.getByRole('rowheader', { name: 'Goal', exact: true })).toBeInViewport();
});

for (const [name, lang] of [['on a phone', 'en'], ['on a phone in Arabic', 'ar']]) {
  test(`${name} nothing scrolls sideways, with all of it open`, async ({ tell }) => {
    const roadmap = await tell(SOPHOMORE, { width: 360, height: 640, attributes: `lang="${lang}"` });
    await roadmap.evaluate(element => element.compare('p-paramedic'));
    await roadmap.locator('.ways .go').first().click();
    await roadmap.evaluate(element => element.expandAll());
    await settled(roadmap);
    const wide = await roadmap.evaluate(element => {
      const all = [...element.shadowRoot.querySelectorAll('.root, .base, .ways, .ways *, .map')];
      const wider = all.filter(each => each.clientWidth > 1 && each.scrollWidth > each.clientWidth + 1).map(each => `${each.className}: ${each.scrollWidth} > ${each.clientWidth}`);
      return [document.documentElement.scrollWidth, ...wider];
    });
    expect(wide).toEqual([360]);
  });
}

for (const [what, how] of [['the map', {}], ['a table', { attributes: 'view="table"' }], ['the dark', { attributes: 'theme="dark"', css: 'body { background: #10151d }' }], ['Arabic', { attributes: 'lang="ar"' }], ['a phone', { width: 360, height: 640 }]]) {
  test(`axe finds nothing in ${what} of another way, with all of it open`, async ({ page, tell }) => {
    test.slow();
    const roadmap = await tell(SOPHOMORE, how);
    await roadmap.evaluate(element => element.compare('p-paramedic'));
    await roadmap.locator('.ways .go').first().click();
    await roadmap.evaluate(element => element.expandAll());
    await settled(roadmap);
    const axe = new AxeBuilder({ page }).include('plp-roadmap').withTags(TAGS).disableRules(['region', 'page-has-heading-one', 'landmark-one-main']).setLegacyMode();
    const { violations } = await axe.analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(node => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? node.all[0]?.message ?? ''}`))).toEqual([]);
  });
}
