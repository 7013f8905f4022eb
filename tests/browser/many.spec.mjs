// A counselor's page: hundreds of learners, and what they cost in counts, which no busy computer changes.

import { expect, SCRIPT, test } from './page.mjs';

const CARDS = 400;

/** Runs in the page before everything: counts what is made there. */
function counting() {
  window.made = {};
  const counts = name => (window.made[name] = (window.made[name] ?? 0) + 1);
  for (const name of ['MutationObserver', 'ResizeObserver', 'IntersectionObserver', 'CSSStyleSheet']) {
    const Real = window[name];
    window[name] = class extends Real {
      constructor(...given) {
        super(...given);
        counts(name);
      }
    };
  }
  for (const [owner, name] of [[WebAssembly, 'instantiate'], [Intl, 'NumberFormat'], [Intl, 'DateTimeFormat'], [Intl, 'PluralRules']]) {
    const real = owner[name];
    owner[name] = function (...given) {
      counts(name);
      return new.target ? new real(...given) : real.apply(owner, given);
    };
  }
  const read = Object.getOwnPropertyDescriptor(Element.prototype, 'clientWidth').get;
  Object.defineProperty(Element.prototype, 'clientWidth', { get() { return counts('width'), read.call(this); } });
}

/** So many cards, with a plan each. */
const cards = (page, count) =>
  page.evaluate(async many => {
    const phases = Array.from({ length: 5 }, (_, at) => ({ id: `p${at}`, title: `Year ${at}`, start: `202${at}-09`, end: `202${at + 1}-06` }));
    const steps = Array.from({ length: 30 }, (_, at) => ({ id: `s${at}`, title: `Course ${at}`, kind: 'course', credits: 0.5, phase: `p${at % 5}` }));
    const roadmaps = Array.from({ length: many }, () => {
      const roadmap = document.createElement('plp-roadmap');
      roadmap.setAttribute('view', 'card');
      roadmap.plan = { format: 'throughline-plan/1', title: 'My plan', phases, steps };
      return roadmap;
    });
    document.body.append(...roadmaps);
    await Promise.all(roadmaps.map(roadmap => roadmap.ready));
    return roadmaps.map(roadmap => roadmap.shadowRoot.querySelectorAll('.root *').length);
  }, count);

test('four hundred learners share what one has: the wasm, the words, the observers', async ({ page, open }) => {
  await open(SCRIPT, { before: counting });
  await page.waitForFunction(() => customElements.get('plp-roadmap'));
  await cards(page, 1);
  const one = await page.evaluate(() => ({ ...window.made }));
  expect(one.instantiate).toBe(1);
  // Nobody waits for a plan that is there, so the small card is all that was ever drawn.
  const elements = await cards(page, CARDS - 1);
  expect(Math.max(...elements)).toBeLessThanOrEqual(20);
  expect(await page.evaluate(() => window.made)).toEqual(one);
  expect(one.width).toBe(undefined);
});

test('four hundred that are far away cost no request, no wasm and one observer', async ({ page, open }) => {
  const far = `<div id="far"></div><script>document.getElementById('far').style.height = '5000px'</script>`;
  await open(SCRIPT + far + `<plp-roadmap src="${open.host('tiny')}" loading="lazy" view="card"></plp-roadmap>`.repeat(CARDS), { before: counting });
  await page.waitForTimeout(300);
  const made = await page.evaluate(() => window.made);
  expect(made.instantiate).toBe(undefined);
  expect(made.IntersectionObserver).toBe(1);
  expect(made.CSSStyleSheet).toBe(1);
  expect(open.requests().filter(path => path.startsWith('/host/'))).toEqual([]);
});

test('a card that becomes a map is drawn for its width', async ({ page, open }) => {
  await open(SCRIPT);
  await page.waitForFunction(() => customElements.get('plp-roadmap'));
  await cards(page, 1);
  const roadmap = page.locator('plp-roadmap');
  await roadmap.evaluate(element => { element.view = 'map'; });
  await expect(roadmap.locator('.step')).toHaveCount(30);
  const [map, canvas] = await roadmap.evaluate(element => ['.map', '.canvas'].map(name => element.shadowRoot.querySelector(name).getBoundingClientRect().width));
  expect(Math.abs(map - canvas)).toBeLessThan(map / 5);
  await roadmap.evaluate(element => { element.view = 'card'; });
  await expect(roadmap.locator('.small')).toBeVisible();
});

test('many that follow what is opened in one, within its click, all open it', async ({ page, open }) => {
  await open(SCRIPT);
  await page.waitForFunction(() => customElements.get('plp-roadmap'));
  await page.evaluate(async () => {
    const steps = Array.from({ length: 3 }, (_, at) => ({ id: `s${at}`, title: `Course ${at}`, kind: 'course' }));
    const all = Array.from({ length: 16 }, () => Object.assign(document.createElement('plp-roadmap'), { plan: { format: 'throughline-plan/1', steps } }));
    document.body.append(...all);
    await Promise.all(all.map(roadmap => roadmap.ready));
    all[0].addEventListener('plp-select', ({ detail }) => {
      all.slice(1).forEach(roadmap => roadmap.setAttribute('step', detail.step));
      // As a page does that prints: all are drawn whole, at once and in the midst of this one's drawing.
      dispatchEvent(new Event('beforeprint'));
    });
    all[0].shadowRoot.querySelectorAll('.card')[1].click();
  });
  const states = await page.evaluate(() => [...document.querySelectorAll('plp-roadmap')].map(roadmap => [roadmap.state, roadmap.shadowRoot.querySelector('.details')?.textContent.includes('Course 1')]));
  expect(states).toEqual(Array(16).fill(['ready', true]));
});
