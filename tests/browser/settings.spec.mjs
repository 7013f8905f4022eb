// What a page can set, seen.

import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, heard, inState, snippet, SOPHOMORE, SCRIPT, settled, test } from './story.mjs';
import { TINY } from './server.mjs';

test('step opens a step, and the page hears of it', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE, { attributes: 'step="algebra-2"' });
  await expect(roadmap.getByRole('complementary', { name: 'Algebra II' })).toBeVisible();
  await roadmap.evaluate(element => element.setAttribute('step', 'statistics'));
  await expect(roadmap.getByRole('complementary', { name: 'Statistics' })).toBeVisible();
});

test('a step that is not there leaves the plan as it is', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE, { attributes: 'step="no-such-step"' });
  await expect(roadmap.getByRole('complementary')).toHaveCount(0);
  await expect(roadmap.locator('.step')).toHaveCount(90);
});

test('a step that is set beside another plan is one of that plan', async ({ page, open }) => {
  const roadmap = await open(`${SCRIPT}<plp-roadmap src="/host/tiny"></plp-roadmap>`);
  await inState(roadmap, 'ready');
  const selected = async () => (await heard(page, 'plp-select')).map(({ detail }) => detail.step);
  const [older, newer] = [TINY, { ...TINY, steps: [...TINY.steps, { id: 'n1', title: 'Newer', kind: 'course' }, { id: 'n2', title: 'Newest', kind: 'course' }] }];
  const details = name => roadmap.getByRole('complementary', { name });
  await roadmap.evaluate((element, plan) => { element.plan = plan; element.step = 'n1'; }, newer);
  await expect(details('Newer')).toBeVisible();
  await roadmap.evaluate((element, plan) => { element.step = null; element.plan = plan; }, older);
  await expect(roadmap).not.toContainText('Newest');
  await roadmap.evaluate((element, plan) => { element.step = 'n2'; element.plan = plan; }, newer);
  await expect(details('Newest')).toBeVisible();
  // Once: in a newer state the reader is where they are.
  await details('Newest').getByRole('button', { name: 'Close' }).click();
  await roadmap.evaluate((element, plan) => { element.plan = plan; }, { ...newer, title: 'Once more' });
  await expect(roadmap).toContainText('Once more');
  await expect(roadmap.getByRole('complementary')).toHaveCount(0);
  expect((await selected()).filter(Boolean)).toEqual(['n1', 'n2']);
  await roadmap.evaluate(element => { element.plan = null; element.src = '/host/other'; element.step = 'x'; });
  await expect(details('Welding I')).toBeVisible();
  await roadmap.evaluate(element => { element.step = 'geometry'; element.src = '/host/tiny'; });
  await expect(details('Geometry')).toBeVisible();
  expect((await selected()).filter(Boolean)).toEqual(['n1', 'n2', 'x', 'geometry']);
});

test('a step that was waited for in a load that is given up does not open in a later one', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('tiny')));
  await inState(roadmap, 'ready');
  const opened = await roadmap.evaluate(async (element, plan) => {
    element.fetcher = () => new Promise(() => {});
    element.reload();
    element.step = 'new';
    await null;
    element.abort();
    await element.focusStep('geometry');
    element.fetcher = async () => Response.json({ ...plan, steps: [...plan.steps, { id: 'new', title: 'New', kind: 'course' }] });
    await element.reload();
    return element.shadowRoot.querySelector('#details-title').textContent;
  }, TINY);
  expect(opened).toBe('Geometry');
});

test('what closes with a way or with a newer plan is told like what the reader closes', async ({ page, open }) => {
  const roadmap = await open(`${SCRIPT}<plp-roadmap></plp-roadmap>`);
  const pathways = [{ id: 'own', title: 'Own', current: true, steps: ['algebra'] }, { id: 'short', title: 'Short', steps: [], add: [{ id: 'cna', title: 'Aide' }] }];
  await roadmap.evaluate(async (element, plan) => {
    element.plan = plan;
    await element.ready;
    await element.compare('short');
    await element.focusStep('cna');
    await element.compare(null);
    await element.focusStep('geometry');
    element.plan = { ...plan, steps: plan.steps.filter(step => step.id !== 'geometry'), edges: [] };
    await element.focusStep('algebra');
  }, { ...TINY, pathways });
  expect((await heard(page, 'plp-select')).map(({ detail }) => detail.step)).toEqual(['cna', null, 'geometry', null, 'algebra']);
});

test('a call in the same breath as a plan is answered from that plan', async ({ open }) => {
  const roadmap = await open(`${SCRIPT}<plp-roadmap></plp-roadmap>`);
  await roadmap.evaluate((element, plan) => { element.plan = plan; return element.ready; }, TINY);
  const newer = id => ({ ...TINY, steps: [...TINY.steps, { id, title: 'Newer', kind: 'course' }] });
  for (const [id, ask] of [['n1', "focusStep('n1')"], ['n2', "trace('n2')"], ['n3', "exportPlan().then(file => file.text()).then(text => text.includes('n3'))"]]) {
    expect(await roadmap.evaluate((element, [plan, ask]) => { element.plan = plan; return eval(`element.${ask}`); }, [newer(id), ask]), ask).toBe(true);
  }
});

test('a card has no step to go to, and says so; the one that the page named opens on the map', async ({ page, open }) => {
  const roadmap = await open(`${SCRIPT}<plp-roadmap view="card" src="/host/tiny"></plp-roadmap>`);
  await inState(roadmap, 'ready');
  const ask = call => roadmap.evaluate((element, call) => eval(`element.${call}`), call);
  for (const call of ["focusStep('algebra')", "trace('algebra')", 'trace(null)', "focusStep('nothing')"]) expect(await ask(call), call).toBe(false);
  expect((await heard(page)).map(event => event.type)).not.toContain('plp-select');
  await roadmap.evaluate(element => { element.step = 'geometry'; element.view = 'map'; });
  await expect(roadmap.getByRole('complementary')).toContainText('Geometry');
  expect(await ask("focusStep('algebra')")).toBe(true);
});

test('a card says what is only a what-if, of a plan without a goal too', async ({ open }) => {
  const roadmap = await open(`${SCRIPT}<plp-roadmap view="card"></plp-roadmap>`);
  const { goals, edges, ...plan } = TINY;
  await roadmap.evaluate((element, plan) => { element.plan = plan; }, { ...plan, pathways: [{ id: 'p', title: 'Short', steps: [plan.steps[0].id] }] });
  await inState(roadmap, 'ready');
  const title = roadmap.locator('[part=title]');
  await expect(title).not.toContainText('What if?');
  expect(await roadmap.evaluate(element => element.compare('p'))).toBe(true);
  await expect(title).toHaveText(/^What if\? ./);
});

test('a name takes no figure of the day after it', async ({ open }) => {
  const roadmap = await open(`${SCRIPT}<plp-roadmap lang="es" step="a"></plp-roadmap>`);
  await roadmap.evaluate((element, plan) => { element.plan = plan; }, {
    format: 'throughline-plan/1', people: [{ id: 'm', name: 'مريم', role: 'teacher' }],
    steps: [{ id: 'a', title: 'A', notes: [{ id: 'n', text: 'N', by: 'm', at: '2026-11-03T10:00:00Z' }] }],
  });
  const bits = roadmap.locator('.details [data-is~=notes] .bit');
  await expect(bits).toHaveText([/مريم/, /^3 nov/]);
  const [name, day] = await bits.evaluateAll(bits => bits.map(bit => bit.getBoundingClientRect().left));
  expect(name).toBeLessThan(day);
});

const DAYS = [
  ['2026-11-22', 'Grade 10'],
  ['2028-01-10', 'Grade 11'],
  ['2028-07-10', 'Summer 2028'],
];
test('today tells where you are', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE);
  for (const [today, phase] of DAYS) {
    await roadmap.evaluate((element, day) => { element.today = day; }, today);
    await expect(roadmap.locator('[data-is~=phase-heading]', { hasText: 'You are here' })).toContainText(phase);
  }
});

test('view is a map, a list, a table or a card', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE);
  const place = () => roadmap.locator('.phase').evaluateAll(all => all.slice(0, 2).map(each => Math.round(each.getBoundingClientRect().x)));
  const show = async view => {
    await roadmap.evaluate((element, to) => { element.view = to; }, view);
    await expect(roadmap.locator('.base')).toHaveAttribute('data-view', view);
    await settled(roadmap);
  };
  const [first, second] = await place();
  expect(second).toBeGreaterThan(first);
  await show('list');
  const [above, below] = await place();
  expect(above).toBe(below);
  await show('table');
  await expect(roadmap.getByRole('row')).toHaveCount(91);
  await expect(roadmap.getByRole('columnheader')).toHaveText(['No.', 'Step', 'Kind', 'When', 'Status', 'Amount or result']);
  await show('card');
  await expect(roadmap.locator('.step')).toHaveCount(0);
  await expect(roadmap).toContainText('Registered Nurse');
  await show('map');
  await expect(roadmap.locator('.step')).toHaveCount(90);
});

for (const view of ['map', 'list', 'table']) {
  test(`a compact ${view} is lower`, async ({ tell }) => {
    const roadmap = await tell(SOPHOMORE, { attributes: `view="${view}"` });
    const height = () => roadmap.locator('.stage').evaluate(stage => stage.getBoundingClientRect().height);
    const comfortable = await height();
    await roadmap.evaluate(element => { element.density = 'compact'; });
    await settled(roadmap);
    expect(await height()).toBeLessThan(comfortable * 0.94);
  });
}

test('trace() shows the line in a table too', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE, { attributes: 'view="table"' });
  const rows = roadmap.locator('tr[data-is~=lit]');
  await expect(rows).toHaveCount(0);
  expect(await roadmap.evaluate(element => element.trace('geometry'))).toBe(true);
  await expect(rows.filter({ hasText: 'Algebra I' }).first()).toHaveCSS('outline-style', 'solid');
  await expect(rows.filter({ hasText: 'English 9' })).toHaveCount(0);
});

test('label names the region', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE, { attributes: 'label="Your way"' });
  await expect(roadmap.getByRole('region', { name: 'Your way' })).toHaveCount(1);
});

test('heading-level is where headings start', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE, { attributes: 'heading-level="4"' });
  await expect(roadmap.getByRole('heading', { name: 'Registered Nurse', level: 4 })).toHaveCount(1);
  await expect(roadmap.getByRole('heading', { name: 'Grade 9', level: 5 })).toHaveCount(1);
});

test('link-target is where links open, and a new window learns nothing of this one', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE, { attributes: 'link-target="_blank"' });
  const links = await roadmap.getByRole('link').evaluateAll(all => all.map(each => [each.target, each.rel]));
  expect(links.length).toBeGreaterThan(1);
  expect([...new Set(links.map(String))]).toEqual(['_blank,noopener']);
});

test('urlPolicy narrows links and cannot widen them', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE);
  await roadmap.evaluate(element => {
    element.urlPolicy = href => (href.includes('/504') ? href : href.includes('/ml') ? 'javascript:alert(1)' : null);
  });
  await expect(roadmap.getByRole('link')).toHaveCount(1);
  await expect(roadmap.getByRole('link')).toHaveText('504 plan');
  await expect(roadmap).toContainText('Multilingual learner plan');
});

test("strings are the host's own words, in any language", async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE);
  await roadmap.evaluate(element => { element.strings = { en: { 'board.next': 'Up next', here: 'Today' }, es: { 'board.next': 'Lo siguiente' } }; });
  await expect(roadmap.getByRole('heading', { name: 'Up next' })).toBeVisible();
  await expect(roadmap.locator('.here')).toHaveText('Today');
  await roadmap.evaluate(element => { element.lang = 'es'; });
  await expect(roadmap.getByRole('heading', { name: 'Lo siguiente' })).toBeVisible();
  // What a page's own catalogue does not have is said in ours.
  const ours = JSON.parse(readFileSync(new URL('../../www/locales/es.json', import.meta.url), 'utf8'))['board.next'];
  for (const none of ['undefined', 'null', '5']) {
    await roadmap.evaluate((element, none) => { element.strings = { es: { 'board.next': eval(none), here: none } }; }, none);
    await expect(roadmap.locator('.here')).toHaveText(none);
    await expect(roadmap.getByRole('heading', { name: ours, exact: true })).toBeVisible();
  }
});

test('dates in a language that the browser does not know have no words of another', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE);
  expect(await roadmap.evaluate(() => Intl.DateTimeFormat.supportedLocalesOf('so'))).toEqual([]);
  await roadmap.evaluate(element => {
    element.strings = { so: { 'date.due': 'waa {date}' } };
    element.lang = 'so';
  });
  await expect(roadmap.locator('.board[data-is=next]')).toContainText('waa 2026-12-03');
});

test('theme sets the ground, whatever the reader has; auto follows the reader', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE);
  const ground = async () => {
    const said = await roadmap.locator('.root').evaluate(root => getComputedStyle(root).backgroundColor);
    return Number(said.match(/\d+/)[0]) > 127 ? 'light' : 'dark';
  };
  const rows = [];
  for (const theme of ['auto', 'light', 'dark', 'contrast']) {
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await roadmap.evaluate((element, to) => { element.theme = to; }, theme);
      rows.push([theme, colorScheme, await ground()].join(' '));
    }
  }
  expect(rows).toEqual([
    'auto light light', 'auto dark dark',
    'light light light', 'light dark light',
    'dark light dark', 'dark dark dark',
    'contrast light light', 'contrast dark light',
  ]);
});

test('auto follows a reader who asks for more contrast, but for those who read in the dark', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE);
  const border = () => roadmap.locator('.root').evaluate(root => getComputedStyle(root).getPropertyValue('--_border'));
  await page.emulateMedia({ contrast: 'more', colorScheme: 'light' });
  expect(await border()).toMatch(/^#0{3,6}$/);
  await page.emulateMedia({ contrast: 'more', colorScheme: 'dark' });
  expect(await border()).not.toMatch(/^#0{3,6}$/);
  await page.emulateMedia({ contrast: 'more', colorScheme: 'light' });
  await roadmap.evaluate(element => { element.theme = 'light'; });
  expect(await border()).not.toMatch(/^#0{3,6}$/);
});

test('paper is light, whatever the theme', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE, { attributes: 'theme="light"' });
  await page.emulateMedia({ media: 'print' });
  const ink = () => roadmap.locator('h2, .name, .sentence, .measure-more').evaluateAll(all => all.map(each => getComputedStyle(each).color));
  const light = await ink();
  await roadmap.evaluate(element => { element.theme = 'dark'; });
  expect(await ink()).toEqual(light);
  await page.emulateMedia({ media: 'screen' });
  expect(await ink()).not.toEqual(light);
});

test('no words of a small card touch its edge', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE, { attributes: 'view="card"', css: 'body { background: #cde }' });
  const edge = await roadmap.boundingBox();
  const all = await roadmap.locator('.small > *').evaluateAll(all => all.map(each => each.getBoundingClientRect().toJSON()));
  const room = Math.min(...all.flatMap(({ left, right, top, bottom }) => [left - edge.x, edge.x + edge.width - right, top - edge.y, edge.y + edge.height - bottom]));
  expect(room).toBeGreaterThanOrEqual(8);
});

test("what stands there until the plan does has the page's colours, whatever the theme", async ({ page, open }) => {
  for (const colorScheme of ['light', 'dark']) {
    const css = `<style>:root { color-scheme: ${colorScheme} }</style><p>Until then: <a href="/plan">my plan</a></p>`;
    for (const theme of ['light', 'dark', 'contrast']) {
      await open(`${css}${SCRIPT}<plp-roadmap theme="${theme}"><p>Until then: <a href="/plan">my plan</a></p></plp-roadmap>`);
      await page.waitForFunction(() => customElements.get('plp-roadmap'));
      const colours = await page.locator('p, a').evaluateAll(all => all.map(each => getComputedStyle(each).color));
      expect(colours.slice(2), `${colorScheme} ${theme}`).toEqual(colours.slice(0, 2));
    }
  }
});

test('tokens are the brand of the page', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE, { css: 'plp-roadmap { --plp-bg: rgb(255, 250, 240); --plp-radius: 3px; --plp-font: Georgia }' });
  const look = await roadmap.locator('.card').first().evaluate(card => [getComputedStyle(card.closest('.root')).backgroundColor, getComputedStyle(card).borderRadius, getComputedStyle(card).fontFamily]);
  expect(look).toEqual(['rgb(255, 250, 240)', '3px', 'Georgia']);
});

test("a token may be one of the page's own variables, whatever that is called", async ({ tell }) => {
  const names = ['bg', 'surface', 'text', 'muted', 'border', 'accent', 'on-accent', 'focus', 'done', 'active', 'planned', 'risk', 'line'];
  const css = ['brand', 'card', ...names].map(name => `:root { --${name}: rgb(1, 2, 3) }`).concat(names.map(name => `plp-roadmap { --plp-${name}: var(--${name}) }`)).join(' ');
  const roadmap = await tell(SOPHOMORE, { css: `${css} plp-roadmap { --plp-accent: var(--brand) }` });
  const look = await roadmap.locator('.root').evaluate(root => [getComputedStyle(root).color, getComputedStyle(root).backgroundColor, getComputedStyle(root.querySelector('.line')).stroke]);
  expect(look).toEqual(Array(3).fill('rgb(1, 2, 3)'));
  const own = await roadmap.evaluate(({ shadowRoot }) => {
    const within = rule => [...(rule.style ?? [])].concat(...[...(rule.cssRules ?? [])].map(within));
    return [...new Set(shadowRoot.adoptedStyleSheets.flatMap(within))].filter(name => name.startsWith('--'));
  });
  expect(own.length).toBeGreaterThan(20);
  expect(own.filter(name => !name.startsWith('--_'))).toEqual([]);
});

test('parts are where the page can reach in', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE, { css: 'plp-roadmap::part(title) { font-variant-caps: small-caps }' });
  expect(await roadmap.locator('[data-is~=title]').evaluate(title => getComputedStyle(title).fontVariantCaps)).toBe('small-caps');
});

test('lang and dir of the nearest ancestor count, and change with it', async ({ page, open }) => {
  const roadmap = await open(`${SCRIPT}<main lang="es"><plp-roadmap src="/plans/${SOPHOMORE}.json"></plp-roadmap></main>`);
  await inState(roadmap, 'ready');
  await expect(roadmap.locator('.base')).toHaveAttribute('lang', 'es');
  await expect(roadmap.locator('.base')).toHaveAttribute('dir', 'ltr');
  await roadmap.evaluate(element => { element.dir = 'rtl'; });
  await expect(roadmap.locator('.base')).toHaveAttribute('dir', 'rtl');
});

test('a card is as high as its own language asks, whatever was read before', async ({ open }) => {
  const phases = ['9', '10', '11', '12'].map(id => ({ id, title: id, kind: 'grade' }));
  // Dashes may break, which is not foreseen: only the browser finds how high that is.
  const title = { en: 'Art', es: `${'—————— '.repeat(6)}7` };
  const steps = phases.map(({ id }) => ({ id: `s${id}`, title, kind: 'course', phase: id, status: 'not-met' }));
  const plan = JSON.stringify({ format: 'throughline-plan/1', language: 'en', phases, steps });
  const heights = async lang => {
    const roadmap = await open(`${SCRIPT}<plp-roadmap lang="${lang}"></plp-roadmap><script>
      document.querySelector('plp-roadmap').plan = ${plan};</script>`);
    await inState(roadmap, 'ready');
    await settled(roadmap);
    if (lang === 'es') await roadmap.evaluate(element => element.setAttribute('lang', 'en'));
    await settled(roadmap);
    return roadmap.locator('.step').evaluateAll(steps => steps.map(step => step.offsetHeight));
  };
  expect(await heights('es')).toEqual(await heights('en'));
});

test('a language is read in the direction of its script, named or not', async ({ open }) => {
  const roadmap = await open(`${SCRIPT}<plp-roadmap src="/host/tiny"></plp-roadmap>`);
  await inState(roadmap, 'ready');
  // Of languages that there are words in.
  const tags = { 'pa-Arab': 'rtl', 'pa': 'ltr', 'az-Arab': 'rtl', 'ku-Arab': 'rtl', 'ms-Arab': 'rtl', 'ar': 'rtl', 'ar-EG': 'rtl', 'he': 'rtl', 'fa-Latn': 'ltr', 'ar-Latn': 'ltr', 'ur': 'rtl', 'es': 'ltr', 'es-Arab': 'rtl', 'EN-us': 'ltr', 'es-419': 'ltr' };
  await roadmap.evaluate((element, tags) => { element.strings = Object.fromEntries(tags.map(tag => [tag, { plan: tag }])); }, Object.keys(tags));
  for (const [lang, dir] of Object.entries(tags)) {
    await roadmap.evaluate((element, lang) => { element.lang = lang; }, lang);
    await expect(roadmap.locator('.base')).toHaveAttribute('lang', lang);
    await expect(roadmap.locator('.base'), lang).toHaveAttribute('dir', dir);
  }
  // Our Arabic words are in Arabic letters.
  await roadmap.evaluate(element => { element.strings = null; element.lang = 'ar-Latn'; });
  await expect(roadmap.locator('.base')).toHaveAttribute('lang', 'en');
});

test('a page that misspells its language has a roadmap all the same', async ({ tell }) => {
  for (const lang of ['es_MX', 'e', 'xx-1', 'العربية', 'en-US-u-']) {
    const roadmap = await tell(SOPHOMORE, { attributes: `lang="${lang}"` });
    await expect(roadmap.getByText(lang === 'es_MX' ? 'Usted está aquí' : 'You are here').first(), lang).toBeAttached();
  }
});

test('numbers and dates are those of the browser, in American English without asking it', async ({ page, open }) => {
  const numbers = [0.5, 0.25, 1.1, 7.07, 0.29, 999, 999.5, 1000, 2581, 12345.5, 1234567, 0.125];
  const months = Array.from({ length: 12 }, (_, at) => `2026-${String(at + 1).padStart(2, '0')}`);
  const days = [...months.map(month => `${month}-09`), '2027-11-30', '2028-02-29'];
  const plan = {
    format: 'throughline-plan/1',
    phases: [{ id: 'p', title: 'Now' }],
    steps: numbers.map((credits, at) => ({ id: `s${at}`, title: `Course ${at}`, kind: 'course', phase: 'p', status: 'planned', credits })),
    goals: [...months, ...days, '2031'].map((due, at) => ({ id: `g${at}`, title: `Goal ${at}`, kind: 'personal', due })),
  };
  const shown = {};
  // What is said of American English is said by `en-US-u-nu-latn`, too, and that asks the browser.
  for (const lang of ['en-US', 'en', 'en-US-u-nu-latn', 'en-GB']) {
    const roadmap = await open(`${SCRIPT}<plp-roadmap lang="${lang}" today="2026-11-22"></plp-roadmap>`, { before: () => {
      window.asked = 0;
      for (const name of ['NumberFormat', 'DateTimeFormat']) {
        const real = Intl[name];
        Intl[name] = new Proxy(real, { construct: (...given) => (window.asked++, Reflect.construct(...given)) });
      }
    } });
    await page.waitForFunction(() => customElements.get('plp-roadmap'));
    await roadmap.evaluate((element, plan) => (element.plan = plan), plan);
    await inState(roadmap, 'ready');
    await settled(roadmap);
    shown[lang] = { text: await roadmap.evaluate(element => element.shadowRoot.querySelector('.root').textContent), asked: await page.evaluate(() => window.asked) };
  }
  expect(shown['en-US'].text).toContain('2,581 credits');
  expect(shown['en-US'].text).toContain('Nov 30, 2027');
  expect(shown['en-US'].text).toBe(shown['en-US-u-nu-latn'].text);
  expect(shown.en.text).toBe(shown['en-US'].text);
  expect(shown['en-GB'].text).toContain('30 Nov 2027');
  // Once, for what has to be rounded.
  expect([shown['en-US'].asked, shown['en-US-u-nu-latn'].asked > 3]).toEqual([1, true]);
});

test('it hears itself loaded once, with counts', async ({ page, tell }) => {
  await tell(SOPHOMORE);
  await expect.poll(() => heard(page, 'plp-load')).toMatchObject([{ detail: { steps: 90, phases: 8, problems: 0 } }]);
});

test("a page that is always light, or always dark, is readable in its own colours", async ({ page, tell }) => {
  const colours = names => `plp-roadmap { ${Object.entries(names).map(([name, value]) => `--plp-${name}: ${value}`).join('; ')} }`;
  const light = { bg: '#ffffff', surface: '#f2f2f2', text: '#111111', muted: '#444444', border: '#cccccc', accent: '#7a1f5c', 'on-accent': '#ffffff', focus: '#000000', done: '#0b5d2a', active: '#7a1f5c', planned: '#555555', risk: '#8a3a00', line: '#999999' };
  const dark = { bg: '#000000', surface: '#1a1a1a', text: '#eeeeee', muted: '#bbbbbb', border: '#444444', accent: '#e58fc6', 'on-accent': '#000000', focus: '#ffffff', done: '#7fdca8', active: '#e58fc6', planned: '#aaaaaa', risk: '#ffb765', line: '#666666' };
  // And where the brand is for the other ground.
  const other = [['dark', 'light', { accent: '#7a1f5c', 'on-accent': '#fff' }], ['light', 'dark', { accent: '#ffd000', 'on-accent': '#000' }], ['light', 'dark', { accent: '#ffff00', 'on-accent': '#0000ff' }]];
  for (const [theme, colorScheme, tokens] of [['light', 'dark', light], ['dark', 'light', dark], ['light', 'dark', { bg: '#fff8e7' }], ...other]) {
    await page.emulateMedia({ colorScheme });
    const roadmap = await tell(SOPHOMORE, { css: colours(tokens), attributes: `theme="${theme}"` });
    const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze();
    expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html.slice(0, 80))), theme).toEqual([]);
    const ground = await roadmap.locator('.card').first().evaluate(card => [card, card.closest('.root')].map(each => getComputedStyle(each).backgroundColor));
    if (tokens.bg) expect(ground[0]).toBe(ground[1]);
  }
});

test("what a page says of its own words does not reach ours", async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE, { width: 390, css: 'body { white-space: nowrap; word-spacing: 2em; text-indent: 3em; text-shadow: 0 0 1px red }' });
  expect(await roadmap.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const title = roadmap.locator('.step-title').first();
  for (const [name, value] of [['white-space-collapse', 'collapse'], ['text-wrap-mode', 'wrap'], ['word-spacing', '0px'], ['text-indent', '0px'], ['text-shadow', 'none']]) {
    await expect(title).toHaveCSS(name, value);
  }
});

test('on a page that runs against the language, a sentence still runs as its words do', async ({ open }) => {
  const roadmap = await open(`${SCRIPT}<plp-roadmap src="/host/tiny" dir="rtl"></plp-roadmap>`);
  await inState(roadmap, 'ready');
  await expect(roadmap.locator('.base')).toHaveAttribute('dir', 'rtl');
  const sentence = roadmap.locator('.sentence');
  await expect(sentence).toHaveText(/^\W*Geometry.*Registered Nurse\W*$/);
  const order = await sentence.evaluate(line => {
    const left = word => {
      const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      while (!texts.nextNode().data.includes(word));
      const text = texts.currentNode;
      const range = document.createRange();
      range.setStart(text, text.data.indexOf(word));
      range.setEnd(text, text.data.indexOf(word) + word.length);
      return range.getBoundingClientRect().left;
    };
    return left('Geometry') < left('Registered');
  });
  expect(order).toBe(true);
  // The names of lanes stand where the map begins, and bits of a line follow each other as in a sentence.
  const edges = await roadmap.locator('.band > span').first().evaluate(name => [name, name.closest('.map')].map(each => each.getBoundingClientRect().right));
  expect(edges[1] - edges[0]).toBeLessThan(40);
  await expect(roadmap.locator('.bit').first()).not.toHaveCSS('unicode-bidi', 'plaintext');
  // Firefox scrolls what is so in the direction of its words: all of a map but its beginning would be out of reach.
  await expect(roadmap.locator('.map')).not.toHaveCSS('unicode-bidi', 'plaintext');
  await roadmap.evaluate(element => { element.view = 'table'; });
  await expect(roadmap.locator('.table')).not.toHaveCSS('unicode-bidi', 'plaintext');
});

test('a language that is said nearer than a direction is read its own way', async ({ open }) => {
  for (const [around, lang, direction] of [['dir="ltr"', 'ar', 'rtl'], ['dir="rtl" lang="ar"', 'en', 'ltr'], ['lang="en"', 'ar" dir="ltr', 'ltr'], ['dir="rtl"', 'en" dir="auto', 'ltr']]) {
    const roadmap = await open(`${SCRIPT}<div ${around}><plp-roadmap src="/host/tiny" lang="${lang}"></plp-roadmap></div>`);
    await inState(roadmap, 'ready');
    await expect(roadmap.locator('.base'), `${around} ${lang}`).toHaveAttribute('dir', direction);
  }
});

test('a language in which nothing of ours is said is not spoken', async ({ page, open }) => {
  const roadmap = await open(`${SCRIPT}<plp-roadmap src="/host/tiny" lang="de"></plp-roadmap>`);
  await inState(roadmap, 'ready');
  for (const [words, language] of [[{}, 'en'], [{ 'board.nxet': 'Als Nächstes' }, 'en'], [{ 'board.next': null, find: null }, 'en'], [{ constructor: 'Was' }, 'en'], [{ 'board.next': 'Als Nächstes' }, 'de']]) {
    await roadmap.evaluate((element, de) => { element.strings = { de }; }, words);
    await expect(roadmap.locator('.base')).toHaveAttribute('lang', language);
  }
});

test('what a page says of its own words is not heard in ours, and a reset leaves the map', async ({ page, open }) => {
  const said = `word-break: break-all; -webkit-text-fill-color: red; text-align-last: center; font-variant: small-caps;
    user-select: none; cursor: wait; letter-spacing: 1em; text-transform: uppercase`;
  const roadmap = await open(`<style>body { ${said} } * { all: revert; box-sizing: border-box }</style>${SCRIPT}<plp-roadmap src="/host/tiny"></plp-roadmap>`);
  await inState(roadmap, 'ready');
  await expect(roadmap.locator('.band').first()).toBeVisible();
  const found = await roadmap.locator('.step-title').first().evaluate(title => {
    const style = getComputedStyle(title);
    return [style.wordBreak, style.textAlignLast, style.fontVariant, style.userSelect, style.letterSpacing, style.textTransform, style.webkitTextFillColor === style.color];
  });
  expect(found).toEqual(['normal', 'auto', 'normal', 'auto', 'normal', 'none', true]);
  // What hides us does.
  await page.evaluate(() => { document.body.style.visibility = 'hidden'; });
  await expect(roadmap.locator('.step-title').first()).toBeHidden();
});
