// However it came there: after much use and many changes a roadmap is, element by element and place by place, what a new one
// would be of the same plan, attributes, way and choice.

import { expect, SCRIPT, STORIES, test } from './story.mjs';

/** Runs in the page: `used(story, seed, times)` makes so many random changes, `isNew()` holds what is shown to a new one. */
function play(plans) {
  const [place, beside] = document.querySelectorAll('div');
  const waits = { frame: () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve))), idle: () => new Promise(requestIdleCallback) };
  const rest = async () => {
    for (const wait of ['frame', 'frame', 'idle', 'idle', 'frame']) await waits[wait]();
  };
  // xorshift, 32 bits (Marsaglia, "Xorshift RNGs", 2003).
  let state = 1;
  const below = n => {
    for (const [left, by] of [[true, 13], [false, 17], [true, 5]]) state = (state ^ (left ? state << by : state >>> by)) >>> 0;
    return state % n;
  };
  const one = list => list[below(list.length)];

  let shown;
  let now;
  const changed = plan => {
    const newer = structuredClone(plan);
    const step = one(newer.steps);
    [
      () => (step.status = one(['completed', 'in-progress', 'planned', 'suggested', 'dropped', 'not-met'])),
      () => (step.phase = one(newer.phases ?? [{}]).id),
      () => (step.risk = 'Two weeks were missed'),
      () => newer.steps.splice(below(newer.steps.length), 0, { ...step, id: `again-${below(1e9)}` }),
    ][below(4)]();
    return newer;
  };
  const put = plan => (shown.plan = now.plan = plan);
  const attribute = (name, values) => {
    now.attributes[name] = one(values);
    shown.setAttribute(name, now.attributes[name]);
  };
  const press = async (roadmap, act) => {
    roadmap.shadowRoot.querySelector(`[data-act="${act}"]`)?.click();
    await rest();
  };
  const uses = [
    () => attribute('view', ['map', 'map', 'list', 'table']),
    () => attribute('lang', ['en', 'es', 'ar']),
    () => attribute('density', ['comfortable', 'compact']),
    () => attribute('heading-level', ['2', '3', '6']),
    () => attribute('today', ['2026-11-22', '2027-07-01', '2025-09-01']),
    () => (place.style.width = beside.style.width = `${one([360, 700, 780, 1000, 1100, 1270])}px`),
    () => put(changed(now.plan)),
    () => put(changed(plans[one(Object.keys(plans))])),
    () => shown.compare(one([...(now.plan.pathways ?? []), ...(now.plan.goals ?? []), { id: null }]).id),
    () => shown.focusStep(one(now.plan.steps).id),
    async () => {
      shown.remove();
      await rest();
      place.append(shown);
    },
  ];
  const pressed = roadmap => [...roadmap.shadowRoot.querySelectorAll('button[data-act]:not([data-act^=change])')].filter(button => button.checkVisibility());

  window.used = async (story, seed, times) => {
    state = seed;
    now = { plan: plans[story], attributes: { today: '2026-11-22' }, way: null };
    shown = document.createElement('plp-roadmap');
    shown.setAttribute('today', now.attributes.today);
    shown.addEventListener('plp-compare', ({ detail }) => (now.way = detail.pathway ?? detail.goal));
    put(now.plan);
    place.replaceChildren(shown);
    await shown.ready;
    for (let time = 0; time < times; time++) {
      await rest();
      const buttons = pressed(shown);
      if (below(2) && buttons.length) one(buttons).click();
      else await one(uses)();
    }
    await rest();
  };

  /** All that is shown, and the places of it. What one has unfolded, and where the focus was, is the reader's. */
  const whole = ({ shadowRoot }) => {
    const copy = shadowRoot.querySelector('.root').cloneNode(true);
    for (const name of ['open', 'data-opener', 'data-begun', 'data-more']) copy.querySelectorAll(`[${name}]`).forEach(each => each.removeAttribute(name));
    copy.normalize();
    const said = element => [...element.attributes].map(({ name, value }) => `${name}=${value}`).sort().join(' ');
    const lines = [...copy.querySelectorAll('*')].map(element => {
      const words = [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data);
      return `<${element.localName} ${said(element)}> ${words.join('|')}`;
    });
    const places = shadowRoot.adoptedStyleSheets.flatMap(sheet => [...sheet.cssRules].map(rule => rule.cssText));
    return [...lines, ...places];
  };

  window.isNew = async () => {
    const fresh = document.createElement('plp-roadmap');
    for (const [name, value] of Object.entries(now.attributes)) fresh.setAttribute(name, value);
    fresh.plan = now.plan;
    beside.replaceChildren(fresh);
    await fresh.ready;
    await rest();
    if (shown.shadowRoot.querySelector('[data-what-if]')) await fresh.compare(now.way);
    await rest();
    // What is open: the ways side by side, then a group or a step.
    const open = [...shown.shadowRoot.querySelectorAll('[aria-pressed=true], [aria-expanded=true]')].map(each => each.dataset.act);
    if (open.includes('beside')) await press(fresh, 'beside');
    const chosen = open.find(act => /^(?!p|g)[a-z]+\d+$/.test(act));
    if (chosen) await press(fresh, chosen);
    const [used, anew] = [whole(shown), whole(fresh)];
    beside.replaceChildren();
    return used.map((line, at) => [line, anew[at]]).filter(([one, other]) => one !== other).slice(0, 3).concat(used.length === anew.length ? [] : [[used.length, anew.length]]);
  };
}

for (const [at, story] of STORIES.entries()) {
  test(`whatever was done with it, ${story} is shown as if anew`, async ({ page, open, server }) => {
    test.slow();
    await page.setViewportSize({ width: 1280, height: 900 });
    await open(`<style>body { margin: 0 }</style>${SCRIPT}<div></div><div></div>`);
    await page.waitForFunction(() => customElements.get('plp-roadmap'));
    const plans = Object.fromEntries(await Promise.all(STORIES.map(async name => [name, await (await fetch(`${server.origin}/plans/${name}.json`)).json()])));
    await page.evaluate(play, plans);
    for (let seed = 1; seed <= 3; seed++) {
      await page.evaluate(([story, seed]) => window.used(story, seed, 14), [story, seed + 10 * at]);
      expect(await page.evaluate(() => window.isNew()), `after the changes of ${seed + 10 * at}`).toEqual([]);
    }
  });
}
