// What a reader is at stays where it is: under the pointer, under the focus, in sight, and written.

import { readFileSync } from 'node:fs';
import { expect, focused, heard, inState, SCRIPT, settled, SOPHOMORE, test } from './story.mjs';

const PLAN = JSON.parse(readFileSync(new URL(`../plans/${SOPHOMORE}.json`, import.meta.url), 'utf8'));
const ELEMENT = `<plp-roadmap src="/plans/${SOPHOMORE}.json" today="2026-11-22"></plp-roadmap>`;
const card = (roadmap, name) => roadmap.locator('.card', { hasText: name }).first();
const opened = roadmap => roadmap.locator('#details-title');
const middle = locator => locator.evaluate(element => element.scrollIntoView({ block: 'center', inline: 'nearest' }));

/** A page around the roadmap, once the plan is there. */
async function shown(open, body) {
  const roadmap = await open(`<meta name="viewport" content="width=device-width"><style>body { margin: 0 }</style>${SCRIPT}${body}`);
  await inState(roadmap, 'ready');
  await settled(roadmap);
  return roadmap;
}

test('a double click does what one does, though what it opens moves the page', async ({ page, tell }) => {
  let roadmap = await tell(SOPHOMORE);
  const twice = async locator => {
    await middle(locator);
    const { x, y, width, height } = await locator.boundingBox();
    await page.mouse.dblclick(x + width / 2, y + height / 2, { delay: 60 });
    await settled(roadmap);
  };
  for (const name of ['Biology', 'English 12', 'Anatomy']) {
    await twice(card(roadmap, name));
    await expect(opened(roadmap)).toContainText(name);
    expect(await focused(page)).toContain(name);
  }
  expect(await heard(page, 'plp-navigate')).toEqual([]);
  roadmap = await tell(SOPHOMORE, { width: 360, height: 640 });
  await card(roadmap, 'AP Psychology').click();
  await twice(roadmap.locator('.close'));
  await expect(opened(roadmap)).toHaveCount(0);
});

test('the card that is opened stays in sight, though the panel takes room from the map', async ({ page, tell }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const roadmap = await tell(SOPHOMORE);
  const hidden = await roadmap.evaluate(async element => {
    const root = element.shadowRoot;
    const frame = () => new Promise(requestAnimationFrame);
    const hidden = [];
    for (const card of root.querySelectorAll('.step:nth-child(odd) .card')) {
      card.scrollIntoView({ block: 'center', inline: 'nearest' });
      card.click();
      await frame();
      await frame();
      const [one, map] = [card, root.querySelector('.map')].map(each => each.getBoundingClientRect());
      if (one.left < map.left - 1 || one.right > map.right + 1 || one.top < 0 || one.bottom > innerHeight) hidden.push(card.textContent);
      card.click();
      await frame();
    }
    return hidden;
  });
  expect(hidden).toEqual([]);
});

test('the panel stands under a bar that the page keeps free above', async ({ page, open }) => {
  const roadmap = await shown(open, `<style>html { scroll-padding-top: 60px } header { position: fixed; inset: 0 0 auto; height: 60px; z-index: 9 }</style><header></header>${ELEMENT}`);
  const one = card(roadmap, 'Nursing home practice');
  await middle(one);
  await one.click();
  await settled(roadmap);
  await expect.poll(() => roadmap.locator('.close').evaluate(close => close.getBoundingClientRect().top)).toBeGreaterThanOrEqual(60);
  const panel = await roadmap.locator('.details').boundingBox();
  expect(panel.y + panel.height).toBeLessThanOrEqual((await page.viewportSize()).height);
});

test('the panel is no higher than the window, whatever is around it, and its room is that of the moment', async ({ page, open }) => {
  const fits = async roadmap => {
    await card(roadmap, 'Biology').click();
    await settled(roadmap);
    const { height } = await roadmap.locator('.details').boundingBox();
    const close = await roadmap.locator('.close').boundingBox();
    expect(height).toBeLessThanOrEqual(page.viewportSize().height);
    expect(height).toBeGreaterThan(200);
    expect(close.y).toBeGreaterThanOrEqual(0);
    await roadmap.locator('.close').click();
  };
  await page.setViewportSize({ width: 1280, height: 720 });
  const roadmap = await shown(open, `<main style="height: 0; overflow: auto">${ELEMENT}</main>`);
  await page.locator('main').evaluate(main => (main.style.height = '600px'));
  await fits(roadmap);
  await page.locator('main').evaluate(main => (main.style.height = '100vh'));
  await page.setViewportSize({ width: 1280, height: 560 });
  await fits(roadmap);
  await roadmap.evaluate((element, plan) => (element.plan = plan), { ...PLAN, id: 'another' });
  await settled(roadmap);
  await fits(roadmap);
});

const CLIPPING = [
  // what clips and does not scroll, so that nothing sticks in it, and the page's styles
  ['page and body', 'html, body { overflow-x: hidden }'],
  ['a wrapper', 'main { overflow: hidden }'],
  ['a wrapper for what is wide', 'main { overflow-x: auto }'],
  ['the element', 'plp-roadmap { border-radius: 12px; overflow: hidden }'],
  ['the element for what is wide', 'plp-roadmap { overflow-x: auto }'],
  ['its base', 'plp-roadmap::part(base) { overflow: hidden }'],
  ['a wrapper in what scrolls', 'body { height: 100vh; overflow: auto } main { overflow-x: hidden }'],
];
for (const [what, css] of CLIPPING) {
  for (const width of [1280, 390]) {
    test(`where ${what} clips, a step opens at its card and closes there, at ${width} px`, async ({ page, open }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const roadmap = await shown(open, `<style>body { margin: 0 } ${css}</style><p style="height: 300px">Above</p><main>${ELEMENT}</main>`);
      for (const number of [3, 20, 58]) {
        const one = roadmap.locator('.map .card').nth(number);
        await middle(one);
        const before = await one.boundingBox();
        await one.click();
        await settled(roadmap);
        await expect(roadmap.locator('#details-title')).toBeInViewport();
        await expect(one).toBeInViewport();
        const moved = Math.abs((await one.boundingBox()).y - before.y);
        expect(moved, `card ${number}`).toBeLessThan(800);
        await page.keyboard.press('Escape');
        await expect(roadmap.locator('.details')).toHaveCount(0);
        await expect(one).toBeInViewport();
      }
    });
  }
}

test('where the body scrolls, a panel sticks as in any window', async ({ page, open }) => {
  const roadmap = await shown(open, `<style>html, body { height: 100%; margin: 0; overflow: auto }</style><p style="height: 300px">Above</p>${ELEMENT}`);
  const one = roadmap.locator('.map .card').nth(40);
  await middle(one);
  await one.click();
  await settled(roadmap);
  expect(await roadmap.locator('.details').evaluate(panel => getComputedStyle(panel).position)).toBe('sticky');
  await expect(roadmap.locator('.close')).toBeInViewport();
});

test('a page that mirrors the open step closes it with what lies over it, and leaves a group alone', async ({ tell }) => {
  const roadmap = await tell(SOPHOMORE);
  await roadmap.evaluate(element => {
    element.addEventListener('plp-select', ({ detail }) => { element.step = detail.step; });
  });
  const panel = roadmap.locator('.details');
  await card(roadmap, 'Biology').click();
  await panel.locator('.go[data-act^=r]').first().click();
  await expect(panel.locator('.go[data-act^=l]').first()).toBeVisible();
  expect(await roadmap.getAttribute('step')).toBe('biology');
  await roadmap.evaluate(element => { element.step = null; });
  await expect(panel).toHaveCount(0);
  await card(roadmap, 'Biology').click();
  await roadmap.locator('.board .go[data-act^=r]').first().click();
  await roadmap.evaluate(element => element.removeAttribute('step'));
  await roadmap.locator('.board .go[data-act^=r]').first().click();
  await expect(panel).toHaveCount(1);
  await roadmap.evaluate(element => {
    element.step = 'biology';
    element.step = null;
  });
  await settled(roadmap);
  await expect(panel).toHaveCount(1);
});

test('the panel is no higher than what scrolls it', async ({ page, open }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  for (const style of ['main { height: 560px', 'main { width: 600px; height: 420px', 'plp-roadmap { height: 500px']) {
    const roadmap = await shown(open, `<style>${style}; overflow: auto }</style><main>${ELEMENT}</main>`);
    await card(roadmap, 'Biology').click();
    await settled(roadmap);
    const main = await page.locator('main').boundingBox();
    const inside = async locator => {
      const { y, height } = await locator.boundingBox();
      expect(y).toBeGreaterThanOrEqual(main.y);
      expect(y + height).toBeLessThanOrEqual(main.y + main.height);
    };
    await inside(opened(roadmap));
    await inside(roadmap.locator('.close'));
    await roadmap.locator('.details').evaluate(panel => panel.scrollTo(0, panel.scrollHeight));
    await inside(roadmap.locator('.details').getByRole('button').last());
  }
});

test('the focus stays on an entry, and trees unfolded, though a newer plan has more before them', async ({ page, open }) => {
  const roadmap = await shown(open, ELEMENT);
  await roadmap.evaluate(element => {
    for (const parts of element.shadowRoot.querySelectorAll('.parts')) parts.open = true;
  });
  const unfolded = () => roadmap.locator('.parts[open]').count();
  const before = await unfolded();
  expect(before).toBeGreaterThan(5);
  await roadmap.locator('[data-is~="next"] .go', { hasText: 'Geometry' }).focus();
  const newer = structuredClone(PLAN);
  newer.steps.unshift({ id: 'before-all', title: 'Orientation', kind: 'task', status: 'completed', phase: newer.phases[0].id });
  newer.requirements.unshift({ id: 'first-of-all', title: 'Orientation', kind: 'credits', need: 1 });
  await roadmap.evaluate((element, plan) => (element.plan = plan), newer);
  await settled(roadmap);
  await expect(roadmap.locator('.tree-title').first()).toHaveText('Orientation');
  expect(await focused(page)).toBe('Geometry');
  expect(await unfolded()).toBe(before);
});

for (const view of ['map', 'table']) {
  test(`the focus stays on a step of the ${view}, though a newer plan has one more before it`, async ({ page, open }) => {
    const roadmap = await shown(open, ELEMENT.replace('<plp-roadmap', `<plp-roadmap view="${view}"`));
    await card(roadmap, 'Geometry').focus();
    const newer = structuredClone(PLAN);
    const { phase } = newer.steps.find(step => step.id === 'geometry');
    newer.steps.unshift({ id: 'before-all', title: 'Orientation', kind: 'task', status: 'completed', phase });
    newer.edges.push({ from: 'before-all', to: 'geometry', kind: 'requires' });
    await roadmap.evaluate((element, plan) => (element.plan = plan), newer);
    await settled(roadmap);
    await expect(card(roadmap, 'Orientation')).toHaveCount(1);
    expect(await focused(page)).toMatch(/^Geometry/);
  });
}

for (const [view, change] of [['map', 'has one more phase before it'], ['table', 'puts its row elsewhere']]) {
  test(`the focus stays on a step of the ${view}, though a newer plan ${change}`, async ({ page, open }) => {
    const roadmap = await shown(open, ELEMENT.replace('<plp-roadmap', `<plp-roadmap view="${view}"`));
    await card(roadmap, 'Geometry').focus();
    const newer = structuredClone(PLAN);
    newer.phases.unshift({ id: 'before-all', title: 'Grade 5', kind: 'grade' });
    if (view === 'table') newer.steps.find(step => step.id === 'geometry').phase = newer.phases.at(-1).id;
    await roadmap.evaluate((element, plan) => (element.plan = plan), newer);
    await settled(roadmap);
    expect(await focused(page)).toMatch(/^Geometry/);
  });
}

test('the focus stays on a step, though a newer plan without phases has one more', async ({ page, open }) => {
  const roadmap = await shown(open, ELEMENT);
  const show = async names => {
    const steps = names.map(name => ({ id: name, title: name, kind: 'course' }));
    const edges = names.map((name, at) => ({ from: name, to: names[at + 1] ?? 'goal', kind: 'leads-to' }));
    const plan = { format: 'throughline-plan/1', id: 'chain', goals: [{ id: 'goal', title: 'The goal' }], steps, edges };
    await roadmap.evaluate((element, plan) => (element.plan = plan), plan);
    await expect(card(roadmap, names.at(-1))).toHaveCount(1);
    await settled(roadmap);
  };
  await show(['First', 'Middle', 'Last']);
  await card(roadmap, 'Middle').focus();
  await show(['First', 'Middle', 'Last', 'Latest']);
  expect(await focused(page)).toMatch(/^Middle/);
});

test('the focus stays on an entry, though one before it is done', async ({ page, open }) => {
  const roadmap = await shown(open, ELEMENT);
  const entry = roadmap.locator('[data-is~="next"] .go', { hasText: 'Geometry' });
  await entry.focus();
  const newer = structuredClone(PLAN);
  newer.steps.find(step => (step.title.en ?? step.title) === 'First résumé').status = 'completed';
  await roadmap.evaluate((element, plan) => (element.plan = plan), newer);
  await settled(roadmap);
  await expect(roadmap.locator('[data-is~="next"] .go').first()).not.toContainText('First résumé');
  expect(await focused(page)).toBe('Geometry');
});

test('a plan of the same id, set by the page, is a newer state of the one from an address', async ({ open }) => {
  const roadmap = await shown(open, ELEMENT);
  await card(roadmap, 'Biology').click();
  await roadmap.locator('textarea').fill('not sent yet');
  await roadmap.evaluate((element, plan) => (element.plan = plan), PLAN);
  await settled(roadmap);
  await expect(opened(roadmap)).toContainText('Biology');
  await expect(roadmap.locator('textarea')).toHaveValue('not sent yet');
  // Another's is not.
  await roadmap.evaluate((element, plan) => (element.plan = plan), { ...PLAN, id: 'another' });
  await settled(roadmap);
  await expect(opened(roadmap)).toHaveCount(0);
  await card(roadmap, 'Biology').click();
  await expect(roadmap.locator('textarea')).toHaveValue('');
});

test('the open step is in sight after a tablet is turned, and turned back', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE, { width: 700, height: 800 });
  const one = card(roadmap, 'Accepted to nursing');
  await one.click();
  for (const width of [1280, 700]) {
    await page.setViewportSize({ width, height: 800 });
    await settled(roadmap);
    await expect(one).toBeInViewport();
    const free = await one.evaluate(element => {
      const { left, top } = element.getBoundingClientRect();
      return element.getRootNode().elementFromPoint(left + 8, top + 8)?.closest('.card') === element;
    });
    expect(free, `at ${width}`).toBe(true);
  }
});

test('who reads the page below is left there when it gets narrow', async ({ page, open }) => {
  const roadmap = await shown(open, `${ELEMENT}<div style="height: 3000px"></div><h2 id="news">News</h2><div style="height: 2000px"></div>`);
  await page.setViewportSize({ width: 1000, height: 800 });
  await card(roadmap, 'Biology').click();
  await page.locator('#news').evaluate(news => news.scrollIntoView());
  await page.setViewportSize({ width: 700, height: 800 });
  await settled(roadmap);
  await expect(page.locator('#news')).toBeInViewport();
});

test('a map that is turned round shows the same phases', async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE, { width: 1000 });
  const map = roadmap.locator('.map');
  await map.evaluate(element => element.scrollTo({ left: 300, behavior: 'instant' }));
  const turn = async (lang, dir) => {
    await page.evaluate(to => Object.assign(document.documentElement, to), { lang, dir });
    await settled(roadmap);
    return map.evaluate(element => Math.abs(element.scrollLeft));
  };
  expect(await turn('ar', 'rtl')).toBe(300);
  expect(await turn('en', 'ltr')).toBe(300);
});

// As in Firefox, and wherever there is a mouse: the plan makes the page longer than the window, and the bar takes of the
// map's width.
test('a map opens at its beginning beside a scrollbar that came with the plan', async ({ playwright, launchOptions, server }) => {
  const browser = await playwright.chromium.launch({ ...launchOptions, ignoreDefaultArgs: ['--hide-scrollbars'] });
  const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  server.put('/scrollbar', `<!doctype html><meta charset="utf-8"><title>Portal</title><style>body { margin: 0 }</style>${SCRIPT}${ELEMENT}`);
  await page.goto(`${server.origin}/scrollbar`);
  const roadmap = page.locator('plp-roadmap');
  await inState(roadmap, 'ready');
  await settled(roadmap);
  expect(await page.evaluate(() => document.documentElement.clientWidth)).toBeLessThan(1000);
  expect(await roadmap.locator('.map').evaluate(map => map.scrollLeft)).toBe(0);
  await expect(roadmap.locator('.turn[data-act=backward]')).toBeHidden();
  await browser.close();
});

test('a map opens where the learner is, once', async ({ page, open }) => {
  await page.setViewportSize({ width: 800, height: 1100 });
  const JUNIOR = ELEMENT.replace(SOPHOMORE, 'texas-junior-welding');
  const scrolled = roadmap => roadmap.locator('.map').evaluate(map => Math.abs(map.scrollLeft));
  const phases = {};
  for (const [body, dir] of [
    [JUNIOR, 'ltr'],
    [JUNIOR.replace(' src', ' lang="ar" src'), 'rtl'],
    [`<div hidden id="tab">${JUNIOR}</div><script>setTimeout(() => (tab.hidden = false), 500)</script>`, 'hidden at first'],
    [`<div style="width: 500px" id="tab">${JUNIOR}</div><script>setTimeout(() => (tab.style.width = 'auto'), 500)</script>`, 'narrow at first'],
  ]) {
    const roadmap = await shown(open, body);
    await expect(roadmap.locator('.here'), dir).toBeInViewport();
    await expect(roadmap.locator('.phase[data-is~="now"] + .phase .phase-title'), dir).toBeInViewport();
    phases[dir] = await scrolled(roadmap);
  }
  expect(phases.ltr).toBeGreaterThan(100);
  expect(new Set(Object.values(phases))).toEqual(new Set([phases.ltr]));

  // The reader's place stays over a newer state of the plan; another plan opens where its learner is.
  const roadmap = await shown(open, JUNIOR);
  await roadmap.locator('.map').evaluate(map => map.scrollTo({ left: 40, behavior: 'instant' }));
  await roadmap.evaluate(element => element.reload());
  await settled(roadmap);
  expect(await scrolled(roadmap)).toBe(40);
  await roadmap.evaluate((element, plan) => { element.plan = plan; }, PLAN);
  await expect(card(roadmap, 'Biology')).toBeVisible();
  await expect(roadmap.locator('.here')).toBeInViewport();
  for (const view of ['table', 'map']) {
    await roadmap.evaluate((element, view) => { element.view = view; }, view);
    await settled(roadmap);
  }
  await expect(roadmap.locator('.here')).toBeInViewport();
});

test('Escape closes the panel and not the dialog around it', async ({ page, open }) => {
  const roadmap = await shown(open, `<dialog style="width: 90vw; height: 80vh">${ELEMENT}</dialog><script>document.querySelector('dialog').showModal()</script>`);
  const isOpen = () => page.locator('dialog').evaluate(dialog => dialog.open);
  await card(roadmap, 'Biology').click();
  await page.keyboard.press('Escape');
  await expect(opened(roadmap)).toHaveCount(0);
  expect(await isOpen()).toBe(true);
  await page.keyboard.press('Escape');
  expect(await isOpen()).toBe(false);
});

test("an arrow with a modifier is the browser's", async ({ page, tell }) => {
  const roadmap = await tell(SOPHOMORE);
  await page.evaluate(() => addEventListener('keydown', event => (window.taken = event.defaultPrevented)));
  await card(roadmap, 'Biology').focus();
  for (const modifier of ['Shift', 'Control', 'Meta']) {
    await page.keyboard.press(`${modifier}+ArrowLeft`);
    expect(await page.evaluate(() => window.taken), modifier).toBe(false);
    expect(await focused(page)).toContain('Biology');
  }
  await page.keyboard.press('ArrowLeft');
  expect(await page.evaluate(() => window.taken)).toBe(true);
});

test('it has a width wherever a page leaves that to its content, and takes none from its neighbours', async ({ page, open }) => {
  const NAV = '<nav style="width: 250px">Menu</nav>';
  const styled = style => ELEMENT.replace(' src', ` style="${style}" src`);
  for (const [body, least] of [
    [`<div style="display: flex">${ELEMENT}</div>`, 1280],
    [`<div style="display: flex">${NAV}${ELEMENT}</div>`, 1030],
    [`<div style="display: flex">${NAV}${styled('flex: auto')}</div>`, 1030],
    [`<div style="display: flex">${NAV}${styled('flex: 1')}</div>`, 1030],
    [`<div style="display: flex; flex-wrap: wrap">${NAV}${ELEMENT}</div>`, 1030],
    [`<div style="display: flex; flex-direction: column; align-items: center">${ELEMENT}</div>`, 320],
    [`<div style="display: grid; justify-items: start">${ELEMENT}</div>`, 320],
    [`<table><tr><td>${ELEMENT}</table>`, 320],
    [`<table style="width: 100%"><tr><td>${ELEMENT}</table>`, 1260],
    [`<dialog open>${ELEMENT}</dialog>`, 320],
    [styled('float: left'), 320],
    [styled('position: absolute'), 320],
    [styled('display: flex !important'), 1280],
    [styled('display: table !important'), 320],
    [`<style>body { writing-mode: vertical-rl }</style>${ELEMENT}`, 320],
    [styled('margin: 0 20px; padding: 10px; border: 1px solid'), 1218],
  ]) {
    const roadmap = await shown(open, body);
    expect(await roadmap.locator('.root').evaluate(element => element.clientWidth), body).toBeGreaterThanOrEqual(least);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), body).toBeLessThanOrEqual(1280);
    if (body.includes(NAV)) expect(await page.locator('nav').evaluate(nav => nav.offsetWidth), body).toBe(250);
  }
});

test('on the whole screen all of it is reached, on its own ground', async ({ page, open }) => {
  const roadmap = await shown(open, `<button>Whole screen</button>${ELEMENT}`);
  await page.evaluate(() => {
    document.querySelector('button').onclick = () => document.querySelector('plp-roadmap').requestFullscreen();
  });
  await page.getByRole('button', { name: 'Whole screen' }).click();
  await expect.poll(() => page.evaluate(() => document.fullscreenElement?.localName)).toBe('plp-roadmap');
  await settled(roadmap);
  await page.mouse.move(640, 400);
  await page.mouse.wheel(0, 400);
  await expect.poll(() => roadmap.evaluate(element => element.scrollTop)).toBe(400);
  expect(await roadmap.evaluate(element => getComputedStyle(element).backgroundColor)).toBe('rgb(255, 255, 255)');
  await card(roadmap, 'Biology').click();
  await settled(roadmap);
  await expect(roadmap.locator('.close')).toBeInViewport({ ratio: 1 });
  await expect(opened(roadmap)).toBeInViewport();
});

test('a list that is put in another order moves no map', async ({ page, open }) => {
  await page.setViewportSize({ width: 1000, height: 800 });
  const roadmap = await shown(open, `<main>${ELEMENT}<div></div></main>`);
  const places = () => roadmap.evaluate(async element => {
    await new Promise(go => requestAnimationFrame(() => requestAnimationFrame(go)));
    return ['.map', '.details'].map(name => element.shadowRoot.querySelector(name)).flatMap(each => [each.scrollLeft, each.scrollTop]);
  });
  await card(roadmap, 'Biology').click();
  await settled(roadmap);
  await roadmap.locator('.map').evaluate(map => map.scrollTo({ left: 348, behavior: 'instant' }));
  await roadmap.locator('.details').evaluate(panel => panel.scrollTo({ top: 40, behavior: 'instant' }));
  const before = await places();
  expect(before[0]).toBe(348);
  expect(before[3]).toBe(40);
  await roadmap.evaluate(element => element.parentNode.append(element));
  expect(await places()).toEqual(before);
  await roadmap.evaluate(async element => {
    const parent = element.parentNode;
    element.remove();
    await new Promise(go => setTimeout(go, 300));
    parent.prepend(element);
  });
  expect(await places()).toEqual(before);
});
