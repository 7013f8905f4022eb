// For every reader: found by axe, read as a screen reader hears it, and what axe cannot see.

import AxeBuilder from '@axe-core/playwright';
import { crowded, expect, inState, SCRIPT, settled, SOPHOMORE, test } from './story.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What is the page's to have and not the roadmap's. */
const OF_THE_PAGE = ['region', 'page-has-heading-one', 'landmark-one-main'];

/** What axe finds inside the roadmaps of a page, one line each. */
async function faults(page) {
  // In one frame; nothing to open another page for.
  const axe = new AxeBuilder({ page }).include('plp-roadmap').withTags(TAGS).disableRules(OF_THE_PAGE).setLegacyMode();
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(node => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? ''}`));
}

const COMPETENCIES = 'grade-7-competency-based';
const LOOKS = [
  // what, which story, how it is shown
  ['a map', SOPHOMORE, { width: 1280 }],
  ['a list', COMPETENCIES, { width: 768 }],
  ['a phone', COMPETENCIES, { width: 360 }],
  ['the dark', COMPETENCIES, { attributes: 'theme="dark"', css: 'body { background: #10151d }' }],
  ['high contrast', COMPETENCIES, { attributes: 'theme="contrast"' }],
  ['Spanish', 'multilingual-learner-english-spanish', { attributes: 'lang="es"' }],
  ['Arabic', 'arabic-family', { attributes: 'lang="ar"' }],
  ['a table', COMPETENCIES, { attributes: 'view="table"' }],
  ['a compact map', COMPETENCIES, { attributes: 'density="compact"' }],
];
for (const [what, story, how] of LOOKS) {
  test(`axe finds nothing in ${what}, with a step's details and all else open`, async ({ page, tell }) => {
    test.slow(story === SOPHOMORE);
    const roadmap = await tell(story, how);
    await roadmap.locator('.card').nth(story === SOPHOMORE ? 28 : 8).click();
    await expect(roadmap.locator('.details')).toBeVisible();
    await roadmap.evaluate(element => element.expandAll());
    await settled(roadmap);
    expect(await faults(page)).toEqual([]);
  });
}

test('axe finds nothing in the dark that the reader asked for', async ({ page, tell }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await tell(COMPETENCIES, { css: ':root { color-scheme: dark }' });
  expect(await faults(page)).toEqual([]);
});

test('axe finds nothing in forced colours, and cards and bars keep their edges', async ({ page, tell }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const roadmap = await tell(COMPETENCIES);
  expect(await faults(page)).toEqual([]);
  const edge = selector => roadmap.locator(selector).first().evaluate(each => getComputedStyle(each).borderTopStyle);
  expect(await edge('.card')).toBe('solid');
  expect(await edge('.bar')).toBe('solid');
});

test('in forced colours signs and the overview have the colours of the words, whatever the theme', async ({ page, tell }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  const roadmap = await tell(SOPHOMORE, { attributes: 'theme="contrast"' });
  const unlike = await roadmap.locator('.status, .at-risk').evaluateAll(all =>
    all.filter(each => getComputedStyle(each).color !== getComputedStyle(each.querySelector('.sign')).color).map(each => each.textContent),
  );
  expect(unlike).toEqual([]);
  await roadmap.evaluate(element => {
    element.plan = { format: 'throughline-plan/1', steps: Array.from({ length: 301 }, (_, at) => ({ id: `s${at}`, title: 'Art' })) };
    return element.load();
  });
  const [ground, edge, words] = await roadmap.evaluate(({ shadowRoot }) => {
    const style = part => getComputedStyle(shadowRoot.querySelector(part));
    return [style('.overview').backgroundColor, style('.overview [data-is~="window"]').stroke, style('.base').color];
  });
  expect(edge).toBe(words);
  expect(ground).not.toBe(edge);
});

for (const mood of ['empty', '404', '401']) {
  test(`axe finds nothing where a plan is ${mood}`, async ({ page, open }) => {
    const roadmap = await open(`${SCRIPT}<plp-roadmap src="${open.host(mood)}"></plp-roadmap>`, { says: [/status of 40/, /^\[plp-roadmap\]/] });
    await expect.poll(() => roadmap.evaluate(element => element.state)).toMatch(/empty|error/);
    await settled(roadmap);
    await expect(roadmap.locator('.empty, .failed')).toBeVisible();
    expect(await faults(page)).toEqual([]);
  });
}

test('axe finds nothing while a plan is on its way', async ({ page, open }) => {
  const roadmap = await open(`${SCRIPT}<plp-roadmap src="${open.host('never')}"></plp-roadmap>`);
  await expect(roadmap.getByRole('status')).toHaveText(/on its way/);
  expect(await faults(page)).toEqual([]);
});

test('axe finds nothing in thirty cards: no two have the same name', async ({ page, open }) => {
  const plans = ['washington-sophomore-nursing', 'texas-junior-welding', 'grade-7-competency-based'];
  const cards = Array.from({ length: 30 }, (_, at) => `<li><plp-roadmap view="card" heading-level="3" src="/plans/${plans[at % 3]}.json"></plp-roadmap></li>`);
  await open(`<h1>Caseload</h1><h2>Learners</h2><ul>${cards.join('')}</ul>${SCRIPT}`);
  await expect.poll(() => page.locator('plp-roadmap').evaluateAll(all => all.every(each => each.state === 'ready'))).toBe(true);
  expect(await faults(page)).toEqual([]);
});

test('a screen reader hears the goal as heading, phases and steps as lists, and nothing of the lines', async ({ tell }) => {
  const roadmap = await tell('first-week');
  await expect(roadmap.locator('.base')).toMatchAriaSnapshot({ name: 'first-week.aria.yml' });
});

test('the picture is decoration: every step says in words what its card shows', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE);
  const step = name => roadmap.locator('.step').getByRole('button', { name });
  await expect(step('Biology Now 1 credit Course On the way to the goal')).toHaveCount(1);
  await expect(step('Geometry Now 1 credit Course Needs attention')).toHaveCount(1);
  await expect(step('Washington State History Waived Course')).toHaveCount(1);
  await expect(step('Grade 8 math test Not met 2541 Test')).toHaveCount(1);
  await expect(roadmap.getByRole('heading', { name: /Grade 10.*You are here/ })).toHaveCount(1);
  await expect(roadmap.locator('svg:not([aria-hidden="true"])')).toHaveCount(0);
});

test('phases and steps are ordered lists whose numbers go on', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE);
  const starts = await roadmap.locator('ol.steps').evaluateAll(lists =>
    lists.map(list => [list.start, Number(list.querySelector('.card')?.dataset.number), list.getAttribute('role')]),
  );
  expect(starts.length).toBe(8);
  for (const [start, first, role] of starts) expect([start, role]).toEqual([first, 'list']);
});

test('headings go down one level at a time, from the level that the page gives', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE, { attributes: 'heading-level="3"' });
  await roadmap.locator('.card').first().click();
  const levels = await roadmap.getByRole('heading').evaluateAll(all => all.map(each => Number(each.tagName.slice(1))));
  expect(levels[0]).toBe(3);
  expect(levels.filter((level, at) => at > 0 && level > levels[at - 1] + 1)).toEqual([]);
});

for (const [width, what, attributes] of [[1280, 'a map'], [360, 'a phone'], [360, 'a table', 'view="table"']]) {
  test(`whatever is pressed on ${what} is 24 pixels high and wide at least`, async ({ tell }) => {
    const roadmap = await tell(SOPHOMORE, { width, attributes });
    await roadmap.locator('.card').nth(28).click();
    await roadmap.evaluate(element => element.expandAll());
    await settled(roadmap);
    const small = await roadmap.evaluate(element =>
      [...element.shadowRoot.querySelectorAll('button:not(.skip), summary, a[href]')]
        .filter(each => each.getClientRects().length > 0)
        .map(each => [each.className || each.tagName, each.textContent.trim(), each.getBoundingClientRect()])
        .filter(([, , { width, height }]) => width < 23.9 || height < 23.9)
        .map(([name, text, { width, height }]) => `${name} ${text}: ${Math.round(width)} x ${Math.round(height)}`),
    );
    expect(small).toEqual([]);
  });
}

test('the distances of WCAG 1.4.12 cut nothing off', async ({ tell }) => {
  for (const width of [1280, 360]) {
    const roadmap = await tell(SOPHOMORE, { width });
    await roadmap.evaluate(element => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
      element.shadowRoot.adoptedStyleSheets.push(sheet);
    });
    await settled(roadmap);
    await expect.poll(async () => (await crowded(roadmap)).overlaps).toEqual([]);
    const cut = await roadmap.locator('.card, .destination, .board, [data-is~=phase-heading], .measure').evaluateAll(all => {
      // What scrolls cuts nothing off.
      const high = each => each.scrollHeight > each.clientHeight + 2 && getComputedStyle(each).overflowY !== 'auto';
      return all.filter(each => high(each) || each.scrollWidth > each.clientWidth + 2).map(each => `${each.className} ${each.textContent}`);
    });
    expect(cut).toEqual([]);
  }
});

test('nothing moves for who asked for less motion', async ({ page, tell }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const roadmap = await tell(SOPHOMORE);
  const moving = await roadmap.evaluate(element =>
    [...element.shadowRoot.querySelectorAll('*')]
      .filter(each => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(each);
        return /[1-9]/.test(transitionDuration) || animationName !== 'none' || scrollBehavior === 'smooth';
      })
      .map(each => each.className),
  );
  expect(moving).toEqual([]);
});

test('every text in another language than the reader says which', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE, { attributes: 'lang="es"' });
  const said = roadmap.locator('.step-title', { hasText: 'Algebra II' }).locator('[lang]');
  await expect(said).toHaveAttribute('lang', 'en');
  await expect(roadmap.locator('[data-is~=title] [lang]')).toHaveCount(0);
});

test('on a page in a language that we do not speak, English is English, and the plan is as the page asks', async ({ page, open }) => {
  const roadmap = await open(`<script>document.documentElement.lang = 'fr'; document.documentElement.dir = 'rtl'</script>${SCRIPT}<plp-roadmap></plp-roadmap>`);
  await page.waitForFunction(() => customElements.get('plp-roadmap'));
  await roadmap.evaluate(element => (element.plan = { format: 'throughline-plan/1', steps: [{ id: 'a', title: { en: 'Biology', fr: 'Biologie' }, kind: 'course' }] }));
  await inState(roadmap, 'ready');
  await expect(roadmap.locator('.base')).toHaveAttribute('lang', 'en');
  await expect(roadmap.locator('.base')).toHaveAttribute('dir', 'ltr');
  await expect(roadmap.locator('.step-title [lang=fr]')).toHaveText('Biologie');
  await roadmap.evaluate(element => (element.strings = { fr: { 'kind.course': 'Cours' } }));
  await expect(roadmap.locator('.base')).toHaveAttribute('lang', 'fr');
});

test('the focus is seen on every card, also of a lit group, and on a table under a what-if', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE);
  await roadmap.getByRole('button', { name: 'Washington diploma' }).first().click();
  const card = roadmap.locator('.step[data-is~=lit] .card').first();
  const outline = locator => locator.evaluate(each => getComputedStyle(each).outline);
  const before = await outline(card);
  await page.keyboard.press('Tab');
  await card.focus();
  expect(await outline(card)).not.toBe(before);
  await roadmap.evaluate(element => { element.view = 'table'; return element.compare('paramedic'); });
  const table = roadmap.locator('.table');
  const still = await outline(table);
  await table.focus();
  expect(await outline(table)).not.toBe(still);
});

test('a lane that the school named is said with each step', async ({ tell }) => {
  const roadmap = await tell(COMPETENCIES);
  await roadmap.locator('.card').first().click();
  await expect(roadmap.locator('.details [data-is~=facts], .details .facts').first()).toContainText(/What I can do|Studios|Out in the world|Showing it|Help and to-dos/);
});
