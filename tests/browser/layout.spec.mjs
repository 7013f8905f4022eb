// What the eye sees, measured in a browser with its own fonts.
//
// It is one file, since each test measures the same picture: cards, lines and words, at the widths there are.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crowded, expect, inState, SCRIPT, settled, SOPHOMORE, STORIES, test } from './story.mjs';

/** Words of headings that lie on others or leave their column. */
const headings = roadmap =>
  roadmap.evaluate(element => {
    const places = [...element.shadowRoot.querySelectorAll('[data-is~=phase-heading]')].map(each => ({
      text: each.textContent,
      right: Math.max(...[...each.children].map(child => child.getBoundingClientRect().right)),
      ...each.getBoundingClientRect().toJSON(),
    }));
    const first = Math.min(...[...element.shadowRoot.querySelectorAll('.card')].map(card => card.getBoundingClientRect().top));
    return places.filter(place => place.bottom > first + 1).map(place => `${place.text} reaches the cards`);
  });

/** The reader's own font size: the browser's setting, which no page may overrule. */
async function standardFont(page, size) {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Page.enable');
  await browser.send('Page.setFontSizes', { fontSizes: { standard: size, fixed: size } });
}

const FACES = [
  // what, the reader's font size in pixels, the page's styles
  ['as it is', 16, ''],
  ['in a wide face', 16, 'plp-roadmap { --plp-font: "DejaVu Sans Mono", "Courier New", monospace }'],
  ['twice as large', 32, ''],
];
const WIDTHS = [
  [1280, FACES],
  [1000, FACES.slice(0, 1)],
];
for (const story of STORIES) {
  for (const [width, faces] of WIDTHS) {
    test(`${story} at ${width} px: no card lies on another, none cuts words off, in any face and size`, async ({ page, tell }) => {
      for (const [what, size, css] of faces) {
        await standardFont(page, size);
        const roadmap = await tell(story, { width, attributes: story === 'arabic-family' ? 'lang="ar"' : '', css });
        expect(await roadmap.evaluate(element => getComputedStyle(element).fontSize)).toBe(`${size}px`);
        expect(await crowded(roadmap), what).toEqual({ overlaps: [], cut: [] });
        // At 200 % these widths hold a list, whose headings stand above their own steps.
        if (size === 16) expect(await headings(roadmap), what).toEqual([]);
      }
    });
  }
}

/** Runs in the page before everything: what moves there, from where to where. */
function watch() {
  window.moved = [];
  // An observer of sizes that itself changes them is told so there.
  window.addEventListener('error', ({ message }) => window.moved.push([message]));
  new PerformanceObserver(list => {
    for (const { value, sources } of list.getEntries()) {
      const places = sources.map(({ node, previousRect, currentRect }) => `${node?.id} ${JSON.stringify(previousRect)} ${JSON.stringify(currentRect)}`);
      window.moved.push([value, ...places]);
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

test('nothing moves when the script comes late, where the page keeps room as the README says', async ({ page, open }) => {
  const readme = await readFile(join(import.meta.dirname, '../../README.md'), 'utf8');
  const [css] = readme.match(/@media \(scripting: enabled\) \{[^`]*/);
  const below = moved => moved.flat().filter(place => /^below/.test(place));
  for (const [width, fallback] of [[1280, ''], [360, ''], [1280, '<p>More of it</p>']]) {
    await page.setViewportSize({ width, height: 800 });
    for (const style of ['', css]) {
      const roadmap = await open(
        `<style>body { margin: 0 } ${style}</style><script src="/v1/plp-roadmap.js?after=600" defer></script><p>Above</p>
         <plp-roadmap src="/plans/${SOPHOMORE}.json?after=300" today="2026-11-22"><a href="/plans/me">Open my learning plan</a>${fallback}</plp-roadmap>
         <p id="below">Below</p>`,
        { before: watch },
      );
      await expect.poll(() => roadmap.evaluate(element => element.state)).toBe('ready');
      await settled(roadmap);
      const moved = await page.evaluate(() => window.moved);
      if (style) expect(moved, `at ${width}`).toEqual([]);
      else expect(below(moved)).not.toEqual([]);
    }
  }
});

test('nothing on the page moves when the plan takes the place of what is waited with', async ({ page, open }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  const roadmap = await open(
    `<style>body { margin: 0 }</style>${SCRIPT}<p>Above</p>
     <plp-roadmap src="/plans/${SOPHOMORE}.json?after=900" today="2026-11-22">
       <p slot="header">Ask your counselor</p><p slot="footer">Help</p>
     </plp-roadmap><p id="below">Below</p>`,
    { before: watch },
  );
  await expect(roadmap.getByRole('status')).toBeVisible();
  // What the page says around it is there from the first, and whatever comes of the plan.
  for (const own of ['Ask your counselor', 'Help']) await expect(page.getByText(own)).toBeVisible();
  await page.evaluate(() => { window.moved.length = 0; });
  await expect.poll(() => roadmap.evaluate(element => element.state)).toBe('ready');
  await settled(roadmap);
  expect(await page.evaluate(() => window.moved)).toEqual([]);
});

test('what is next stands beside the map on a wide page, and an opened step takes its place and nothing of the map', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE, { width: 1280 });
  const place = selector => roadmap.locator(selector).evaluate(each => each.getBoundingClientRect().toJSON());
  const [map, next] = [await place('.map'), await place('.board[data-is=next]')];
  expect(Math.abs(next.top - map.top)).toBeLessThan(2);
  expect(next.left).toBeGreaterThan(map.right);
  // Of a small laptop's window, half is left for the map.
  expect(map.top).toBeLessThan(768 / 2);
  await roadmap.getByRole('button', { name: /^First résumé/ }).first().click();
  expect(await place('.map')).toMatchObject({ left: map.left, width: map.width, height: map.height });
  const details = await place('.details');
  expect([details.left, details.right]).toEqual([next.left, next.right]);
  // What it covers is nobody's to reach.
  await expect(roadmap.locator('.board[data-is=next]')).toBeHidden();
  await roadmap.press('Escape');
  await expect(roadmap.locator('.board[data-is=next]')).toBeVisible();
});

test('all of a long list of next steps is a press away', async ({ tell }) => {
  for (const width of [1280, 360]) {
    const roadmap = await tell(SOPHOMORE, { width });
    const ready = roadmap.locator('[data-is=next] [data-is=ready]');
    const more = ready.getByText('and 16 more');
    await expect(ready.getByRole('button')).toHaveCount(3);
    await more.click();
    await expect(ready.getByRole('button')).toHaveCount(19);
    await ready.getByRole('button').last().click();
    await expect(roadmap.getByRole('complementary')).toBeVisible();
  }
});

// In Firefox, and in Safari before 26, an animation without a timeline is at its end at once: the headings were at the
// foot of the map.
test('what scrolling drives is only for browsers where it does', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE);
  const driven = await roadmap.evaluate(({ shadowRoot }) => {
    const within = (rules, known) => [...rules].flatMap(rule => [
      ...(rule.style?.animationTimeline?.startsWith('--') ? [known] : []),
      ...within(rule.cssRules ?? [], known || rule.conditionText?.startsWith('(view-timeline:')),
    ]);
    return within(shadowRoot.adoptedStyleSheets[0].cssRules, false);
  });
  expect(driven).toEqual([true]);
});

test('while a map passes by, the headings of its phases stay in the window', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE, { width: 1280 });
  const tops = () => roadmap.locator('[data-is~=phase-heading]').evaluateAll(all => [...new Set(all.map(each => Math.round(each.getBoundingClientRect().top)))]);
  const [start] = await tops();
  await page.evaluate(() => scrollTo(0, 1000));
  await expect.poll(tops).toEqual([0]);
  await page.evaluate(() => scrollTo(0, 0));
  await expect.poll(tops).toEqual([start]);
});

test('a step that is opened from the board beside the map is not under the headings that stay', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE, { width: 1280, css: 'html { scroll-padding-top: 60px }' });
  for (const start of [900, 1300]) {
    await page.evaluate(y => scrollTo({ top: y, behavior: 'instant' }), start);
    // By itself: a click of ours would scroll there first.
    await roadmap.locator('[data-is~=next]').getByRole('button', { name: 'Geometry', exact: true }).evaluate(button => button.click());
    await expect(roadmap.locator('.details')).toBeVisible();
    const card = roadmap.locator('[data-is~=chosen] .card');
    await expect.poll(async () => {
      const bottom = await roadmap.locator('[data-is~=phase-heading]').evaluateAll(all => Math.max(...all.map(each => each.getBoundingClientRect().bottom)));
      return (await card.boundingBox()).y >= bottom;
    }, `from ${start}`).toBe(true);
    await page.keyboard.press('Escape');
  }
});

test('no heading reaches the name of the first band, or a card', async ({ tell }) => {
  for (const story of STORIES) {
    for (const width of [1000, 1280]) {
      const roadmap = await tell(story, { width });
      const covered = await roadmap.evaluate(element => {
        const root = element.shadowRoot;
        const tops = [...root.querySelectorAll('.band > span, .card')].map(each => each.getBoundingClientRect()).filter(({ width }) => width > 0);
        const top = Math.min(...tops.map(({ top }) => top));
        const parts = root.querySelectorAll('.phase-title, .phase .dates, .here');
        return [...parts].filter(part => part.getBoundingClientRect().bottom > top + 1).map(part => part.textContent);
      });
      expect(covered, `${story} ${width}`).toEqual([]);
    }
  }
});

test("a lane's long name is one line over the phases, and covers neither card nor goal", async ({ page, open }) => {
  const title = 'Work-based learning and community service, and whatever else there is outside of the school. '.repeat(2);
  const roadmap = await open(`<style>body { margin: 0 }</style>${SCRIPT}<plp-roadmap></plp-roadmap>`);
  for (const [width, phases] of [[1280, 1], [800, 2], [768, 9]]) {
    await page.setViewportSize({ width, height: 900 });
    await roadmap.evaluate(async (element, { title, phases, width }) => {
      await customElements.whenDefined('plp-roadmap');
      const phase = `p${phases - 1}`;
      element.plan = {
        format: 'throughline-plan/1', id: title + width, goals: [{ id: 'g', title: 'Welder', kind: 'career' }],
        phases: Array.from({ length: phases }, (_, at) => ({ id: `p${at}`, title: `Year ${at}` })),
        lanes: [{ id: 'a', title: 'Courses' }, { id: 'b', title }, { id: 'c', title }],
        steps: ['a', 'b', 'c'].map(lane => ({ id: lane, title: 'Biology', lane, phase })),
        edges: [{ from: 'a', to: 'g' }, { from: 'b', to: 'g' }],
      };
      await element.load();
    }, { title, phases, width });
    await settled(roadmap);
    const found = await roadmap.evaluate(element => {
      const places = name => [...element.shadowRoot.querySelectorAll(name)].map(each => each.getBoundingClientRect());
      const on = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
      const names = places('.band > span');
      const covered = names.flatMap(name => places('.card, .destination').filter(each => on(name, each)));
      return { names: names.length, covered: covered.length, beyond: names.filter(name => name.right > innerWidth).length };
    });
    expect(found, `${width} px`).toEqual({ names: 3, covered: 0, beyond: 0 });
  }
});

test('no card lies on another when the page has its own face only later', async ({ page, tell }) => {
  const css = 'plp-roadmap { --plp-font: Later, "Liberation Sans Narrow", sans-serif }';
  const roadmap = await tell(SOPHOMORE, { css });
  await page.evaluate(async () => {
    const face = new FontFace('Later', 'local("DejaVu Sans Mono"), local("Liberation Mono"), local("Courier New")');
    document.fonts.add(await face.load());
  });
  await settled(roadmap);
  await expect.poll(() => crowded(roadmap)).toEqual({ overlaps: [], cut: [] });
});

for (const css of [
  '::part(destination) { font-size: 1.3em }',
  '::part(now) { font-size: 20px }',
  '::part(phase) { font-size: 1.2em }',
  '::part(step) { font-size: 1.3em }',
  '::part(lane) { font-size: 1.2em }',
]) {
  test(`a part in a font of its own has the room that it needs: ${css}`, async ({ tell }) => {
    const roadmap = await tell(SOPHOMORE, { css: `plp-roadmap${css}` });
    expect((await crowded(roadmap)).overlaps).toEqual([]);
    const seen = await roadmap.evaluate(({ shadowRoot }) => {
      const [canvas, goals] = ['.canvas', '.phase:last-child'].map(name => shadowRoot.querySelector(name).getBoundingClientRect());
      return canvas.right - goals.right;
    });
    expect(seen).toBeGreaterThanOrEqual(0);
  });
}

test('a part that grows with the room that it is given does not hold the page up', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE, { css: 'plp-roadmap::part(destination) { height: 105% }' });
  await expect(roadmap.locator('.destination').first()).toBeVisible();
});

for (const css of ['::part(step) { padding: 24px }', '::part(step-title) { font-size: 1.4em }']) {
  test(`no card lies on another when the page has its theme only later: ${css}`, async ({ page, tell }) => {
    const roadmap = await tell(SOPHOMORE);
    await page.addStyleTag({ content: `plp-roadmap${css}` });
    await expect.poll(() => crowded(roadmap).then(({ overlaps }) => overlaps)).toEqual([]);
  });
}

test('a roadmap that comes after the face of the page has cards as high as that face needs', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE, { css: 'plp-roadmap { --plp-font: Later, "DejaVu Sans Mono", monospace }' });
  await page.evaluate(async () => {
    const done = new Promise(resolve => document.fonts.addEventListener('loadingdone', resolve));
    document.head.append(Object.assign(document.createElement('style'), {
      textContent: '@font-face { font-family: Later; src: local("Liberation Sans Narrow"), local("Liberation Sans"), local("DejaVu Sans"), local("Arial") }',
    }));
    await done;
    const later = document.querySelector('plp-roadmap').cloneNode();
    later.id = 'later';
    document.body.append(later);
  });
  const later = page.locator('#later');
  await inState(later, 'ready');
  await settled(later);
  const high = each => each.locator('.canvas').evaluate(canvas => canvas.offsetHeight);
  // What stands there gets no lower than it is.
  expect(await high(later)).toBeLessThan(await high(roadmap));
});

test('no word of a title breaks inside a card that may be wide enough for it', async ({ tell }) => {
  const roadmap = await tell('texas-junior-welding', { width: 1280 });
  const broken = await roadmap.evaluate(element =>
    [...element.shadowRoot.querySelectorAll('.card .step-title')].flatMap(title => {
      const text = title.firstChild;
      return [...text.data.matchAll(/[^\s-]+/g)].flatMap(({ 0: word, index }) => {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        return new Set([...range.getClientRects()].map(line => line.top)).size > 1 ? [word] : [];
      });
    }),
  );
  expect(broken).toEqual([]);
});

for (const lang of ['en', 'ar']) {
  test(`a map of few phases has lanes to its edge, and its links end at their cards (${lang})`, async ({ tell }) => {
    const roadmap = await tell('first-week', { width: 1280, attributes: `lang="${lang}"` });
    const seen = await roadmap.evaluate(element => {
      const find = css => element.shadowRoot.querySelector(css);
      const [map, lane] = ['.map', '.band:last-child'].map(css => find(css).getBoundingClientRect());
      const path = find('.line');
      const from = path.getPointAtLength(0).matrixTransform(path.getScreenCTM());
      const cards = [...element.shadowRoot.querySelectorAll('.card')].map(card => card.getBoundingClientRect());
      const end = card => (find('.base').dir === 'rtl' ? card.left : card.right);
      const touched = cards.filter(card => Math.abs(end(card) - from.x) < 1 && card.top < from.y && from.y < card.bottom);
      return { short: Math.abs(map.width - lane.width), touched: touched.length };
    });
    expect(seen.short).toBeLessThan(1);
    expect(seen.touched).toBe(1);
  });
}

test('the last link ends at its goal, however high the map is', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE);
  await roadmap.evaluate(element => {
    const titles = ['Summer before grade 9', 'Grade 9', 'Grade 10', 'Grade 11', 'Grade 12', 'Community college', 'University transfer'];
    element.plan = {
      format: 'throughline-plan/1',
      goals: [{ id: 'g', title: 'Registered Nurse', kind: 'career' }],
      phases: titles.map((title, at) => ({ id: `p${at}`, title, start: `${2024 + at}-09`, end: `${2025 + at}-06` })),
      steps: titles.map((_, at) => ({ id: `s${at}`, title: `Math ${at}`, kind: 'course', phase: `p${at}` })),
      edges: [{ from: 's6', to: 'g' }],
    };
    return element.load();
  });
  await settled(roadmap);
  const short = await roadmap.evaluate(({ shadowRoot }) => {
    const path = shadowRoot.querySelector('.line');
    const end = path.getPointAtLength(path.getTotalLength()).matrixTransform(path.getScreenCTM());
    return Math.abs(end.x - shadowRoot.querySelector('.destination').getBoundingClientRect().left);
  });
  expect(short).toBeLessThan(1);
});

test('the frame around now is seen on both sides, around the first phase too', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE);
  await roadmap.evaluate(element => { element.today = '2024-11-22'; });
  await settled(roadmap);
  const [map, frame, card] = await roadmap.evaluate(({ shadowRoot }) =>
    ['.map', '[data-is~=now] [data-is~=phase-heading]', '[data-is~=now] .card'].map(name => {
      const { left, right } = shadowRoot.querySelector(name).getBoundingClientRect();
      return [left, right];
    }));
  const sides = [map[0] <= frame[0], frame[0] < card[0], card[1] < frame[1], frame[1] <= map[1]];
  expect(sides).toEqual([true, true, true, true]);
});

test('a plan of ninety steps stays small: elements and listeners', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE);
  const elements = await roadmap.evaluate(element => element.shadowRoot.querySelectorAll('*').length);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  // Those of a request that has ended are nobody's, and go with the garbage.
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const { JSEventListeners: listeners } = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  // 10 % above what it was when a sign came to be one element, and one listener of each kind to hear for all: 2,222 and 46.
  expect(elements).toBeLessThanOrEqual(2_450);
  expect(listeners).toBeLessThanOrEqual(51);
});

test('where a line is lit, browsers style its steps anew and not all that is in them', async ({ browser, page, tell }) => {
  const roadmap = await tell(SOPHOMORE);
  // From none to one all others step back.
  await roadmap.evaluate(element => element.trace('geometry'));
  await settled(roadmap);
  const states = () => roadmap.locator('.step').evaluateAll(all => all.map(each => each.dataset.is));
  const before = await states();
  await browser.startTracing(page, { categories: ['devtools.timeline'] });
  await roadmap.evaluate(element => element.trace('cna'));
  await settled(roadmap);
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const styled = traceEvents.filter(each => each.name === 'UpdateLayoutTree').reduce((sum, each) => sum + (each.args.elementCount ?? 0), 0);
  const changed = (await states()).filter((each, at) => each !== before[at]).length;
  expect(changed).toBeGreaterThan(10);
  // The step, its card and its title, and the number before it. With a rule for `[data-is] > *` it was all, twelve.
  expect(styled / changed).toBeLessThan(6);
});

test('a resize draws again, and ends where a fresh page would be', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE, { width: 1000 });
  await page.setViewportSize({ width: 1280, height: 900 });
  await settled(roadmap);
  const places = () => roadmap.locator('.step').evaluateAll(all => all.map(each => [each.offsetLeft, each.offsetTop, each.offsetWidth, each.offsetHeight].join()));
  const resized = await places();
  await tell(SOPHOMORE, { width: 1280 });
  expect(resized).toEqual(await places());
});

test('the boards below are laid out after the first picture, so that readers hear of them, and skipping the steps leads there', async ({ page, tell }) => {
  await page.addInitScript(() => {
    document.addEventListener('plp-load', ({ target }) => {
      window.laid = target.shadowRoot.querySelector('.boards .entry').checkVisibility({ contentVisibilityAuto: true });
    });
  });
  const roadmap = await tell(SOPHOMORE, { width: 1280, height: 800 });
  expect(await page.evaluate(() => window.laid)).toBe(false);
  const devtools = await page.context().newCDPSession(page);
  const headings = async () => {
    const { nodes } = await devtools.send('Accessibility.getFullAXTree');
    return nodes.filter(({ ignored, role }) => !ignored && role.value === 'heading').map(({ name }) => name.value);
  };
  // Far below the window, and nobody has scrolled.
  await expect.poll(headings).toContain('Requirements');
  await roadmap.locator('.skip').focus();
  await page.keyboard.press('Enter');
  await expect(roadmap.locator('.boards [data-is~=board-title]').first()).toBeInViewport();
});

test('the legend shows how each link is drawn', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE, { width: 1280 });
  await roadmap.locator('.legend > summary').click();
  const samples = await roadmap.locator('.legend .sample').evaluateAll(all =>
    all.map(each => [each.getBoundingClientRect(), each.closest('.entry').getBoundingClientRect()].map(({ left, top, width, height }) => ({ left, top, width, height }))),
  );
  expect(samples.length).toBeGreaterThan(3);
  for (const [sample, entry] of samples) {
    expect(sample).toMatchObject({ left: entry.left, width: 32, height: 16 });
    expect(sample.top).toBeGreaterThanOrEqual(entry.top);
  }
  const strokes = await roadmap.evaluate(element =>
    ['.legend .sample path', '.lines [data-is~=through]'].map(each => {
      const { stroke, strokeWidth } = getComputedStyle(element.shadowRoot.querySelector(each));
      return `${stroke} ${strokeWidth}`;
    }));
  expect(strokes[0]).toBe(strokes[1]);
});

test('another way is placed once, and a status moves and touches nothing but its own', async ({ page, tell }) => {
  await page.addInitScript(() => {
    window.placed = 0;
    const real = CSSStyleSheet.prototype.replaceSync;
    CSSStyleSheet.prototype.replaceSync = function (css) {
      window.placed += css.includes('#s0{');
      return real.call(this, css);
    };
  });
  const roadmap = await tell(SOPHOMORE);
  const placed = async act => {
    await page.evaluate(() => (window.placed = 0));
    await act();
    await settled(roadmap);
    return page.evaluate(() => window.placed);
  };
  expect(await placed(() => roadmap.evaluate(element => element.compare('p-paramedic')))).toBe(1);
  expect(await placed(() => roadmap.evaluate(element => element.compare(null)))).toBe(1);
  const changed = (title, status) => roadmap.evaluate(async (element, [title, status]) => {
    const plan = JSON.parse(await (await element.exportPlan()).text());
    element.plan = plan;
    await element.load();
    const touched = new Set();
    const note = ({ target }) => touched.add((target.closest ? target : target.parentElement).closest('.map li.step')?.id);
    const watcher = new MutationObserver(all => all.forEach(note));
    watcher.observe(element.shadowRoot.querySelector('.phases'), { subtree: true, childList: true, characterData: true, attributes: true });
    const step = plan.steps.findIndex(each => each.title === title);
    const card = element.shadowRoot.querySelector(`#s${step}`);
    const height = card.offsetHeight;
    plan.steps[step].status = status;
    element.plan = structuredClone(plan);
    await element.load();
    await null;
    watcher.disconnect();
    return [[...touched].map(id => id === `s${step}`), card.offsetHeight < height];
  }, [title, status]);
  expect(await placed(async () => expect(await changed('BSN program', 'waived')).toEqual([[true], false]))).toBe(0);
  // A line of words less, in a phase that is not the highest: one rule is another, and the sheet is not read anew.
  expect(await placed(async () => expect((await changed('English 11', 'completed'))[1]).toBe(true))).toBe(0);
});

for (const lang of ['en', 'ar']) {
  test(`a map wider than its room shows the goal at a press, and the present again (${lang})`, async ({ tell }) => {
    const roadmap = await tell(SOPHOMORE, { attributes: `lang="${lang}"` });
    const [back, on] = ['backward', 'onward'].map(act => roadmap.locator(`.turn[data-act=${act}]`));
    const goal = roadmap.locator('.destination').first();
    const start = roadmap.locator('.step').first();
    await expect(back).toBeHidden();
    await expect(goal).not.toBeInViewport({ ratio: 0.01 });
    await on.click();
    await expect(start).not.toBeInViewport({ ratio: 0.01 });
    // What is left of it fits.
    await expect(on).toBeHidden();
    await goal.scrollIntoViewIfNeeded();
    await expect(goal).toBeInViewport({ ratio: 1 });
    await expect(back).toBeInViewport({ ratio: 1 });
    await back.click();
    await expect(back).toBeHidden();
    await expect(on).toBeVisible();
  });
}

test('what shows more of a map is for pointers alone, and there only where there is more', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE);
  await expect(roadmap.locator('.turns > svg[aria-hidden=true]')).toHaveCount(2);
  await expect(roadmap.locator('.turns :is(button, a, [tabindex])')).toHaveCount(0);
  // A list has no sides.
  await roadmap.page().setViewportSize({ width: 600, height: 900 });
  await settled(roadmap);
  await expect(roadmap.locator('.turn').first()).toBeHidden();
  await (await tell('first-week')).locator('.step').first().waitFor();
  await expect(roadmap.locator('.turn:visible')).toHaveCount(0);
});

/** A plan with a step in each of so many phases. */
const terms = (count, status = 'planned') => ({
  format: 'throughline-plan/1',
  id: 'terms',
  phases: Array.from({ length: count }, (_, at) => ({ id: `t${at}`, title: `Term ${at + 1}` })),
  steps: Array.from({ length: count }, (_, at) => ({ id: `s${at}`, title: `Course ${at + 1}`, phase: `t${at}`, status })),
});
const WIDER = [
  ['that has all of it in its room', 1300, terms(7, 'completed'), null, false],
  ['that gets narrower for the details', 1000, terms(5), roadmap => roadmap.locator('.card').first().click(), true],
  ['at its end whose window gets narrower', 1000, terms(8), (_, page) => page.setViewportSize({ width: 850, height: 900 }), true],
  [
    'at its end that a newer plan makes longer', 1000, terms(8),
    roadmap => roadmap.evaluate((element, plan) => { element.plan = plan; return element.load(); }, terms(10)), true,
  ],
];
for (const [map, width, plan, act, more] of WIDER) {
  test(`a map ${map} shows that there is ${more ? '' : 'no '}more`, async ({ page, open }) => {
    await page.setViewportSize({ width, height: 900 });
    const roadmap = await open(`<style>body { margin: 0 }</style>${SCRIPT}<plp-roadmap></plp-roadmap>`);
    await page.waitForFunction(() => customElements.get('plp-roadmap'));
    await roadmap.evaluate((element, plan) => { element.plan = plan; return element.load(); }, plan);
    await roadmap.locator('.map').evaluate(map => map.scrollTo({ left: 9999, behavior: 'instant' }));
    const onward = roadmap.locator('.turn[data-act=onward]');
    await expect(onward).toBeHidden();
    await act?.(roadmap, page);
    await settled(roadmap);
    await expect(onward).toBeVisible({ visible: more });
    // However low the map is, it stands within.
    const [turn, map] = await Promise.all([onward, roadmap.locator('.map')].map(part => part.boundingBox()));
    if (more) expect(turn.y + turn.height).toBeLessThan(map.y + map.height);
  });
}
