// A district's whole catalogue in one roadmap: only what is near the reader is drawn, and the rest is a step away. In one file,
// since all of it is about the one catalogue that is made here.

import AxeBuilder from '@axe-core/playwright';
import { crowded, expect, focused, inState, SCRIPT, settled, test as base } from './story.mjs';

/** A catalogue of so many courses in 40 terms and four subjects, each after the one before it in its subject. */
function catalogue(count) {
  const terms = 40;
  const subjects = ['Algebra', 'Biology', 'Ceramics', 'Español'];
  const steps = Array.from({ length: count }, (_, at) => {
    const subject = subjects[at % subjects.length];
    const phase = `t${Math.floor((at * terms) / count)}`;
    return { id: `s${at}`, title: `${subject} ${at}`, kind: 'course', code: `C-${at}`, subject, phase, lane: subject, status: at < 40 ? 'completed' : 'planned', credits: 1 };
  });
  return {
    format: 'throughline-plan/1',
    id: 'catalogue',
    title: 'Courses of the district',
    goals: [{ id: 'rn', title: 'Registered Nurse', kind: 'career', primary: true }],
    phases: Array.from({ length: terms }, (_, at) => ({ id: `t${at}`, title: `Term ${at + 1}` })),
    lanes: subjects.map(title => ({ id: title, title })),
    steps,
    edges: [...steps.slice(4).map((step, at) => ({ from: `s${at}`, to: step.id, kind: 'requires' })), { from: `s${count - 1}`, to: 'rn', kind: 'leads-to' }],
  };
}

const test = base.extend({
  /** `show(count, attributes, width, change)` puts a catalogue on a page, with this change. */
  show: async ({ page, open }, use) => {
    await use(async (count, attributes = '', width = 1280, change = plan => plan) => {
      await page.setViewportSize({ width, height: 900 });
      const roadmap = await open(`<meta name="viewport" content="width=device-width"><style>body { margin: 0 }</style>${SCRIPT}<plp-roadmap today="2026-11-22" ${attributes}></plp-roadmap>`, { says: [/nothing to show/] });
      // On a busy machine the plan comes later than a page is given for it without a word on the console.
      await page.waitForFunction(() => customElements.get('plp-roadmap'));
      await roadmap.evaluate((element, plan) => (element.plan = plan), change(catalogue(count)));
      await inState(roadmap, 'ready');
      await settled(roadmap);
      return roadmap;
    });
  },
});

/** Whether a step's card is drawn within what the reader sees of the map. */
const visible = (roadmap, name) =>
  roadmap.evaluate((element, title) => {
    const root = element.shadowRoot;
    const card = [...root.querySelectorAll('.card')].find(each => each.querySelector('.step-title').textContent === title);
    if (!card) return false;
    const [one, map] = [card.getBoundingClientRect(), root.querySelector('.map').getBoundingClientRect()];
    return one.left >= map.left - 1 && one.right <= map.right + 1 && one.top >= map.top - 1 && one.bottom <= map.bottom + 1;
  }, name);

test('a large map that opens in its middle shows first what the window shows, and the rest a moment later', async ({ page, open }) => {
  const roadmap = await open(`<style>body { margin: 0 }</style>${SCRIPT}<plp-roadmap today="2026-11-22"></plp-roadmap>`, { before: () => {
    window.counts = [];
    const look = () => {
      const count = document.querySelector('plp-roadmap')?.shadowRoot?.querySelectorAll('.card').length;
      if (count && count !== window.counts.at(-1)) window.counts.push(count);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  } });
  const plan = catalogue(5_000);
  plan.phases.forEach((phase, at) => Object.assign(phase, { start: `${2007 + at}-08`, end: `${2008 + at}-07` }));
  for (const width of [1280, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    await page.reload();
    await page.waitForFunction(() => customElements.get('plp-roadmap'));
    await roadmap.evaluate((element, plan) => (element.plan = plan), plan);
    await inState(roadmap, 'ready');
    await settled(roadmap);
    expect(await roadmap.locator('.map').evaluate(map => map.scrollLeft)).toBeGreaterThan(1_000);
    const counts = await page.evaluate(() => window.counts);
    expect(counts, `at ${width}`).toHaveLength(2);
    expect(counts[0], `at ${width}`).toBeLessThan(counts[1] * 0.8);
  }
});

/** Whether the boards below are laid out. */
const laid = roadmap => roadmap.locator('.boards .board').first().evaluate(board => board.firstElementChild.checkVisibility({ contentVisibilityAuto: true }));

const titles = roadmap => roadmap.locator('.step-title').allTextContents();
const scroll = (roadmap, x, y) => roadmap.locator('.map').evaluate((map, to) => map.scrollTo(...to), [x, y]);

test('ten thousand steps are a page of fifteen hundred elements', async ({ show }) => {
  const roadmap = await show(10_000);
  const elements = await roadmap.evaluate(element => element.shadowRoot.querySelectorAll('*').length);
  // As measured, and 15 % more: cards near the reader, 40 terms, tools and boards.
  expect(elements).toBeLessThanOrEqual(1_660);
});

test('what the reader scrolls to is drawn, and what is far away is not', async ({ show }) => {
  const roadmap = await show(2_000);
  expect(await titles(roadmap)).toContain('Algebra 0');
  await scroll(roadmap, 99_999, 99_999);
  await expect.poll(() => titles(roadmap)).toContain('Español 1999');
  expect(await titles(roadmap)).not.toContain('Algebra 0');
  await scroll(roadmap, 0, 0);
  await expect.poll(() => visible(roadmap, 'Algebra 0')).toBe(true);
});

test('cards that are scrolled to have the room that they need, in a font of the page too', async ({ page, show }) => {
  const roadmap = await show(400, '', 1280, plan => ({
    ...plan,
    lanes: undefined,
    steps: plan.steps.map((step, at) => ({ ...step, title: at % 2 ? 'Introduction to Health Sciences' : 'English 10', lane: undefined, phase: `t${Math.floor(at / 50)}` })),
  }));
  await page.addStyleTag({ content: 'plp-roadmap::part(step) { font-size: 1.3em }' });
  await expect.poll(async () => (await crowded(roadmap)).overlaps).toEqual([]);
  for (const top of [400, 2_500, 4_000]) {
    await roadmap.locator('.map').evaluate((map, top) => (map.scrollTop = top), top);
    await settled(roadmap);
    await expect.poll(async () => (await crowded(roadmap)).overlaps, `at ${top}`).toEqual([]);
  }
});

test('who scrolls a large map on does not wait for what comes next, which is drawn when there is time', async ({ show }) => {
  const roadmap = await show(10_000);
  const scrolled = () =>
    roadmap.evaluate(async element => {
      const map = element.shadowRoot.querySelector('.map');
      let drawn = 0;
      const observer = new MutationObserver(changes => (drawn += changes.length));
      observer.observe(map, { childList: true, subtree: true });
      map.scrollTop += map.clientHeight / 2 - 20;
      // Scrolling is told just before this.
      await new Promise(requestAnimationFrame);
      const [at, then] = [map.scrollTop, drawn];
      await new Promise(requestIdleCallback);
      await new Promise(resolve => setTimeout(resolve, 200));
      observer.disconnect();
      return [at, then > 0, drawn > 0];
    });
  // The map is opened with as much around as most screens see.
  const [begun] = await scrolled();
  const [first, second] = [await scrolled(), await scrolled()];
  expect(second[0]).toBeGreaterThan(begun + 600);
  expect([first, second].map(([, waited, drawn]) => [waited, drawn])).toEqual(Array(2).fill([false, true]));
});

test('each of many steps of one name is found, in a list that scrolls', async ({ page, show }) => {
  const roadmap = await show(2_000);
  await roadmap.getByLabel('Find a step').fill('espanol 15');
  const list = roadmap.locator('.find .entries');
  const count = await list.locator('li').count();
  expect(count).toBeGreaterThan(8);
  await expect(roadmap.getByText(`Steps found: ${count}`)).toBeVisible();
  expect((await list.boundingBox()).height).toBeLessThan(300);
  const last = list.getByRole('button').last();
  const name = await last.textContent();
  await last.focus();
  await expect(last).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect.poll(() => visible(roadmap, name)).toBe(true);

  // Or by the school's code.
  await roadmap.getByLabel('Find a step').fill('c-150');
  await expect(list.getByRole('listitem').first()).toHaveText(/^Ceramics 150\s*C-150\s*Term 4$/);

  // Of more than a hundred it says that they are not all there.
  const few = roadmap.getByText('Not all of them are listed');
  await expect(few).toHaveCount(0);
  await roadmap.getByLabel('Find a step').fill('algebra');
  await expect(roadmap.getByText('Steps found: 500.')).toBeVisible();
  await expect(list.locator('li')).toHaveCount(100);
  await expect(few).toBeVisible();
});

test('a step is found whatever blanks, quotes and hyphens its name has', async ({ show }) => {
  const roadmap = await show(500, '', 1280, plan => {
    plan.steps[7].title = 'Children\u2019s\u00a0Pre\u2011Reading  II';
    return plan;
  });
  for (const sought of ["children's pre-reading ii", 'reading children\u2019s', 'CHILDRENS  pre reading']) {
    await roadmap.getByLabel('Find a step').fill(sought);
    await expect(roadmap.getByText('Steps found: 1', { exact: true }), sought).toBeVisible();
  }
});

test('a step is found by its name, without its accents, and shown', async ({ page, show }) => {
  const roadmap = await show(2_000);
  await roadmap.getByLabel('Find a step').fill('espanol 9999');
  await expect(roadmap.getByRole('status').filter({ hasText: 'Steps found' })).toHaveText('Steps found: 0');
  await roadmap.getByLabel('Find a step').fill('espanol 151');
  await expect(roadmap.getByText('Steps found: 4')).toBeVisible();
  await roadmap.getByRole('button', { name: 'Español 1515' }).click();
  await expect.poll(() => visible(roadmap, 'Español 1515')).toBe(true);
  expect(await focused(page)).toBe('Español 1515');
  await expect(roadmap.getByText('Steps found')).toHaveCount(0);
});

test('a phase that is found is not broken within a word on a phone, and no line is seen between headings', async ({ page, show }) => {
  const roadmap = await show(1000);
  await roadmap.locator('.map').evaluate(map => map.scrollTo(0, 600));
  const between = await roadmap.evaluate(({ shadowRoot }) => {
    const { right, top } = shadowRoot.querySelector('[data-is~=phase-heading]').getBoundingClientRect();
    return shadowRoot.elementFromPoint(right + 12, top + 20).className;
  });
  expect(between).toBe('phases');
  await page.setViewportSize({ width: 360, height: 740 });
  await roadmap.getByRole('searchbox').fill('a');
  await settled(roadmap);
  const broken = await roadmap.locator('.find .bit').evaluateAll(all => all.filter(bit => bit.getBoundingClientRect().height > 30).length);
  expect(broken).toBe(0);
});

test('a card that is scrolled away keeps the focus', async ({ page, show }) => {
  const roadmap = await show(2_000);
  const on = () => roadmap.evaluate(element => element.shadowRoot.activeElement?.querySelector('.step-title').textContent);
  await roadmap.locator('.card').nth(1).focus();
  const before = await on();
  await scroll(roadmap, 99_999, 99_999);
  await expect.poll(() => titles(roadmap)).toContain('Español 1999');
  expect(await on()).toBe(before);
  await page.keyboard.press('ArrowRight');
  await expect.poll(on).not.toBe(before);
  await expect.poll(async () => visible(roadmap, await on())).toBe(true);
});

test('arrows walk on where the drawn part ends', async ({ page, show }) => {
  const roadmap = await show(2_000);
  await roadmap.locator('.card').first().focus();
  const here = () => roadmap.evaluate(element => element.shadowRoot.activeElement?.closest('.step').id);
  for (let at = 0; at < 30; at++) {
    const before = await here();
    await page.keyboard.press('ArrowRight');
    await expect.poll(here).not.toBe(before);
  }
  const [, term] = await roadmap.evaluate(element => {
    const step = element.shadowRoot.activeElement.closest('.step');
    return [step.id, step.closest('.phase').querySelector('.phase-title').textContent];
  });
  expect(term).toBe('Term 31');
  expect(await visible(roadmap, await roadmap.evaluate(element => element.shadowRoot.activeElement.querySelector('.step-title').textContent))).toBe(true);
});

test('focusStep and trace reach a step that is not drawn', async ({ page, show }) => {
  const roadmap = await show(2_000);
  expect(await roadmap.evaluate(element => element.focusStep('s1777'))).toBe(true);
  await expect.poll(() => visible(roadmap, 'Biology 1777')).toBe(true);
  expect(await roadmap.evaluate(element => element.trace('s3'))).toBe(true);
  await expect.poll(() => roadmap.locator('.overview [data-is=lit]').getAttribute('d')).toMatch(/^M/);
});

test('a card says where among all of its term it stands', async ({ show }) => {
  const roadmap = await show(2_000);
  await scroll(roadmap, 0, 99_999);
  await expect.poll(() => titles(roadmap)).toContain('Español 47');
  const places = await roadmap.locator('#p0 .step').evaluateAll(all => all.map(each => [each.ariaPosInSet, each.ariaSetSize]));
  expect(places.length).toBeGreaterThan(0);
  expect(places.at(-1)).toEqual(['50', '50']);
});

test('the overview leads to where it is pressed', async ({ show }) => {
  for (const dir of ['ltr', 'rtl']) {
    const roadmap = await show(2_000, `dir="${dir}"`);
    const { width, height } = await roadmap.locator('.overview').boundingBox();
    // Not on the rounded corner.
    const far = dir === 'rtl' ? 6 : width - 6;
    await roadmap.locator('.overview').click({ position: { x: far, y: height - 6 } });
    await expect.poll(() => titles(roadmap), dir).toContain('Español 1999');
  }
});

test('a smaller map shows more terms, and stays where it was', async ({ show }) => {
  const roadmap = await show(2_000);
  await roadmap.evaluate(element => element.focusStep('s1001'));
  await expect.poll(() => visible(roadmap, 'Biology 1001')).toBe(true);
  const terms = () => roadmap.locator('.phase:has(.step)').count();
  const before = await terms();
  await roadmap.getByRole('button', { name: 'Smaller map' }).click();
  await roadmap.getByRole('button', { name: 'Smaller map' }).click();
  await expect.poll(terms).toBeGreaterThan(before);
  await expect.poll(() => visible(roadmap, 'Biology 1001')).toBe(true);
  await roadmap.getByRole('button', { name: 'Larger map' }).click();
  await expect.poll(() => visible(roadmap, 'Biology 1001')).toBe(true);
});

test('at half its size each card keeps to its place and says how far its step is, in a word and a shape', async ({ show }) => {
  const roadmap = await show(1_000, '', 1280, plan => {
    plan.steps.forEach((step, at) => at % 3 && (step.title = `Honors Tiếng Việt III, Semester ${at}`));
    Object.assign(plan.steps[4], { risk: { level: 'high' }, due: '2026-10-01', status: 'planned' });
    return plan;
  });
  for (let at = 0; at < 2; at++) await roadmap.getByRole('button', { name: 'Smaller map' }).click();
  await settled(roadmap);
  expect((await crowded(roadmap)).overlaps).toEqual([]);
  await expect(roadmap.getByRole('button', { name: /^Algebra 0 Done 1 credit Course/ })).toHaveCount(1);
  await expect(roadmap.getByRole('button', { name: 'Semester 4 Planned 1 credit Course Past due' })).toHaveCount(1);
  const signs = await roadmap.locator('.card').evaluateAll(all => all.map(card => {
    const within = card.getBoundingClientRect();
    return [...card.querySelectorAll('.sign')].filter(sign => {
      const { top, bottom, left, right, width } = sign.getBoundingClientRect();
      return width > 6 && left >= within.left && right <= within.right && top >= within.top && bottom <= within.bottom;
    }).length;
  }));
  expect(signs.filter(count => !count)).toEqual([]);
  expect(Math.max(...signs)).toBe(2);
});

test('on a smaller map no card is seen beside the second line of a heading', async ({ show }) => {
  const roadmap = await show(1_000, '', 1280, plan => {
    plan.phases.forEach((phase, at) => Object.assign(phase, { title: 'After graduation', start: `${2027 + at}-09`, end: `${2028 + at}-06` }));
    return plan;
  });
  for (const zoom of ['75', '50']) {
    await roadmap.getByRole('button', { name: 'Smaller map' }).click();
    await expect(roadmap.locator(`[data-zoom="${zoom}"]`)).toHaveCount(1);
    const [lines, lower] = await roadmap.locator('#p1').evaluate(phase => {
      const [heading, title] = ['[data-is~=phase-heading]', '.phase-title'].map(name => phase.querySelector(name));
      const size = parseFloat(getComputedStyle(title).fontSize);
      return [title.offsetHeight / size, heading.offsetHeight - parseFloat(getComputedStyle(phase.parentElement, '::before').height)];
    });
    expect(lines, zoom).toBeGreaterThan(2);
    expect(lower, zoom).toBeLessThanOrEqual(1);
  }
});

test('the map is no larger than its largest, which its button says, and keeps the focus', async ({ page, show }) => {
  const roadmap = await show(500);
  const [smaller, larger] = ['Smaller map', 'Larger map'].map(name => roadmap.getByRole('button', { name }));
  const ended = () => Promise.all([smaller, larger].map(button => button.getAttribute('aria-disabled')));
  expect(await ended()).toEqual([null, 'true']);
  await smaller.focus();
  await page.keyboard.press('Enter');
  await expect.poll(ended).toEqual([null, null]);
  await page.keyboard.press('Enter');
  await expect.poll(ended).toEqual(['true', null]);
  expect(await focused(page)).toBe('Smaller map');
});

test('all of it can be read as a list', async ({ show }) => {
  const roadmap = await show(500);
  await roadmap.getByRole('button', { name: 'As a list' }).click();
  await expect(roadmap.locator('.step')).toHaveCount(200);
  await roadmap.getByRole('button', { name: 'Show more after these (300)' }).click();
  await roadmap.getByRole('button', { name: 'Show more after these (100)' }).click();
  await expect(roadmap.locator('.step')).toHaveCount(500);
  await expect(roadmap.getByRole('button', { name: /Show more/ })).toHaveCount(0);
  await roadmap.getByRole('button', { name: 'As a list' }).click();
  expect(await roadmap.locator('.step').count()).toBeLessThan(300);
});

test('the open step is there in the list too, and on the map again', async ({ show }) => {
  const roadmap = await show(2_000);
  await scroll(roadmap, 99_999, 99_999);
  await expect.poll(() => titles(roadmap)).toContain('Español 1999');
  await roadmap.getByRole('button', { name: 'Español 1999' }).click();
  await roadmap.getByRole('button', { name: 'As a list' }).click();
  await expect.poll(() => titles(roadmap)).toEqual(expect.arrayContaining(['Español 1991', 'Español 1999']));
  await roadmap.getByRole('button', { name: 'As a list' }).click();
  await expect.poll(() => visible(roadmap, 'Español 1999')).toBe(true);
});

test('the open step is in the run of a list that a narrow window makes', async ({ show }) => {
  const roadmap = await show(600);
  await scroll(roadmap, 99_999, 99_999);
  await expect.poll(() => titles(roadmap)).toContain('Español 599');
  await roadmap.getByRole('button', { name: 'Español 599' }).click();
  await roadmap.page().setViewportSize({ width: 700, height: 900 });
  await expect.poll(() => titles(roadmap)).toEqual(expect.arrayContaining(['Español 591', 'Español 599']));
});

test('signs alone are in the name of no step', async ({ show }) => {
  const roadmap = await show(600, '', 1280, plan => ({ ...plan, steps: plan.steps.map(({ code, ...step }) => step) }));
  await roadmap.getByLabel('Find a step').fill('.');
  await expect(roadmap.getByText('Steps found: 0')).toBeVisible();
});

test('a narrow page and a table show two hundred, and the rest when asked', async ({ show }) => {
  for (const [attributes, width] of [['', 360], ['view="table"', 1280]]) {
    const roadmap = await show(1_000, attributes, width);
    const rows = roadmap.locator(attributes ? 'tbody tr' : '.step');
    await expect(rows).toHaveCount(200);
    await roadmap.getByRole('button', { name: 'Show more after these (800)' }).click();
    await expect(rows).toHaveCount(400);
    expect(await roadmap.evaluate(element => element.ownerDocument.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});

test('what comes near at the end of a long list never makes the page shorter, which would move what a finger is on', async ({ page, show }) => {
  for (const [attributes, width] of [['', 360], ['view="table"', 1280]]) {
    const roadmap = await show(1_000, attributes, width);
    const height = () => page.evaluate(() => document.documentElement.scrollHeight);
    const first = await height();
    await roadmap.getByRole('button', { name: 'Show more after these (800)' }).scrollIntoViewIfNeeded();
    await expect.poll(() => laid(roadmap)).toBe(true);
    expect(await height()).toBeGreaterThanOrEqual(first);
  }
});

test('more before what is there leaves that in sight', async ({ page, show }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const roadmap = await show(3_000);
  await roadmap.getByLabel('Find a step').fill('algebra 1232');
  await roadmap.getByRole('button', { name: 'Algebra 1232' }).first().click();
  await roadmap.getByRole('button', { name: 'As a list' }).click();
  await settled(roadmap);
  const before = roadmap.getByRole('button', { name: /^Show more before these/ });
  await before.scrollIntoViewIfNeeded();
  const first = (await titles(roadmap))[0];
  await before.click();
  await expect.poll(async () => (await titles(roadmap)).indexOf(first)).toBe(200);
  await expect(roadmap.locator('.card', { hasText: first }).first()).toBeInViewport();
});

test('clicks that follow quickly on one button all count', async ({ show }) => {
  const roadmap = await show(3_000);
  const zoom = async () => Number(await roadmap.locator('.canvas').getAttribute('data-zoom'));
  const smaller = roadmap.getByRole('button', { name: 'Smaller' });
  const before = await zoom();
  await smaller.click();
  const once = await zoom();
  await roadmap.getByRole('button', { name: 'Larger' }).click();
  await expect.poll(zoom).toBe(before);
  await smaller.click({ clickCount: 2 });
  await expect.poll(zoom).toBeLessThan(once);
});

test('Escape empties the field before it closes the panel', async ({ page, show }) => {
  const roadmap = await show(3_000);
  const field = roadmap.getByLabel('Find a step');
  await field.fill('algebra 1232');
  await roadmap.getByRole('button', { name: 'Algebra 1232' }).first().click();
  await field.fill('bio');
  await page.keyboard.press('Escape');
  await expect(field).toHaveValue('');
  await expect(roadmap.locator('.details')).toHaveCount(1);
  expect(await focused(page)).toBe('');
  await page.keyboard.press('Escape');
  await expect(roadmap.locator('.details')).toHaveCount(0);
});

test('paper has every step, and after it the map is where it was', async ({ page, show }) => {
  const roadmap = await show(500);
  await scroll(roadmap, 99_999, 99_999);
  await expect.poll(() => titles(roadmap)).toContain('Español 499');
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await expect(roadmap.locator('.step')).toHaveCount(500);
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect.poll(() => roadmap.locator('.step').count()).toBeLessThan(300);
  await expect.poll(() => titles(roadmap)).toContain('Español 499');
});

test('on paper no columns stand in columns, which would begin on a page of their own', async ({ page, show }) => {
  const roadmap = await show(500);
  await page.emulateMedia({ media: 'print' });
  const [outer, inner] = ['[data-is~=next] .entries:has(.rest)', '[data-is~=next] .rest .entries'].map(name => roadmap.locator(name).first());
  await expect(outer).not.toHaveCSS('column-width', 'auto');
  await expect(inner).toHaveCSS('column-width', 'auto');
});

test('axe finds nothing on a large map, while one looks for a step', async ({ page, show }) => {
  const roadmap = await show(2_000);
  await roadmap.getByLabel('Find a step').fill('biology 12');
  await expect(roadmap.getByText(/Steps found/)).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('plp-roadmap').analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(node => node.target.flat().join(' '))])).toEqual([]);
});

test('Tab goes over every card of a large map in the order of their numbers', async ({ page, show }) => {
  const roadmap = await show(450);
  const number = () => roadmap.evaluate(element => Number(element.shadowRoot.activeElement?.dataset.number));
  await roadmap.locator('.card').first().focus();
  await page.keyboard.press('Shift');
  const first = await number();
  for (let at = 1; at <= 40; at++) {
    await page.keyboard.press('Tab');
    await expect.poll(number).toBe(first + at);
    // The window follows, a frame later.
    await settled(roadmap);
  }
  for (let at = 39; at >= 20; at--) {
    await page.keyboard.press('Shift+Tab');
    await expect.poll(number).toBe(first + at);
    await settled(roadmap);
  }
});

test('who asks for more of a long list goes on where it ended', async ({ page, show }) => {
  const roadmap = await show(450, '', 360);
  await roadmap.getByRole('button', { name: /more after/ }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => roadmap.evaluate(element => element.shadowRoot.activeElement?.dataset.number)).toBe('201');
});
