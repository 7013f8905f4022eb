// Attributes and properties are two spellings of one thing.

import { expect, heard, inState, snippet, SCRIPT, test } from './page.mjs';
import { TINY } from './server.mjs';

const MIRRORS = [
  // attribute, property, default, written, read back
  ['src', 'src', '', '/host/tiny', '/host/tiny'],
  ['format', 'format', 'auto', 'throughline', 'throughline'],
  ['format', 'format', 'auto', 'ctdl', 'auto'],
  ['credentials', 'credentials', 'same-origin', 'include', 'include'],
  ['credentials', 'credentials', 'same-origin', 'all', 'same-origin'],
  ['loading', 'loading', 'eager', 'lazy', 'lazy'],
  ['view', 'view', 'map', 'card', 'card'],
  ['view', 'view', 'map', 'constructor', 'map'],
  ['theme', 'theme', 'auto', 'dark', 'dark'],
  ['density', 'density', 'comfortable', 'compact', 'compact'],
  ['heading-level', 'headingLevel', 2, '3', 3],
  ['heading-level', 'headingLevel', 2, '1', 2],
  ['heading-level', 'headingLevel', 2, 'x', 2],
  ['heading-level', 'headingLevel', 2, '3px', 2],
  ['label', 'label', '', 'Plan', 'Plan'],
  ['step', 'step', '', 'algebra', 'algebra'],
  ['today', 'today', '2026-03-09', '2025-09-01', '2025-09-01'],
  ['today', 'today', '2026-03-09', 'tomorrow', '2026-03-09'],
  ['today', 'today', '2026-03-09', '2026-13-45', '2026-03-09'],
  ['today', 'today', '2026-03-09', '2026-02-30', '2026-03-09'],
  ['today', 'today', '2026-03-09', '2028-02-29', '2028-02-29'],
  ['today', 'today', '2026-03-09', '2026-11', '2026-03-09'],
  ['today', 'today', '2026-03-09', '0000-01-01', '2026-03-09'],
  ['link-target', 'linkTarget', '_self', '_blank', '_blank'],
];

test('every attribute is a property, and knows its words', async ({ page, open }) => {
  await page.clock.setFixedTime(new Date('2026-03-09T12:00:00'));
  await open(SCRIPT);
  await page.waitForFunction(() => customElements.get('plp-roadmap'));
  const rows = await page.evaluate(
    mirrors =>
      mirrors.map(([attribute, property, , written]) => {
        const element = document.createElement('plp-roadmap');
        const before = element[property];
        element.setAttribute(attribute, written);
        const read = element[property];
        element.removeAttribute(attribute);
        element[property] = written;
        const mirrored = element.getAttribute(attribute);
        element[property] = null;
        return [attribute, property, before, mirrored, read, element.hasAttribute(attribute)];
      }),
    MIRRORS,
  );
  expect(rows).toEqual(MIRRORS.map(row => [...row, false]));
});

test('today is the civil date, on the evening of a western day too', async ({ browser, server }) => {
  const context = await browser.newContext({ timezoneId: 'Pacific/Honolulu' });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date('2026-03-10T03:00:00Z'));
  server.put('/evening', SCRIPT);
  await page.goto(`${server.origin}/evening`);
  await page.waitForFunction(() => customElements.get('plp-roadmap'));
  expect(await page.evaluate(() => document.createElement('plp-roadmap').today)).toBe('2026-03-09');
  await context.close();
});

test('a plan that is set is shown, and nothing is fetched', async ({ page, open }) => {
  const roadmap = await open(`${SCRIPT}<plp-roadmap></plp-roadmap>`);
  await page.waitForFunction(() => customElements.get('plp-roadmap'));
  await roadmap.evaluate(element => {
    element.src = '/host/tiny';
    element.plan = { format: 'throughline-plan/1', steps: [{ id: 'a', title: 'Mine', kind: 'course' }] };
  });
  await inState(roadmap, 'ready');
  await expect(roadmap).toContainText('Mine');
  expect(open.requests().filter(path => path.startsWith('/host/'))).toEqual([]);
  await roadmap.evaluate(element => { element.plan = null; });
  await expect(roadmap).toContainText('Algebra II');
});

test('a copy of the plan on screen is the same plan, and nothing is told of it', async ({ page, open }) => {
  const roadmap = await open(`${SCRIPT}<plp-roadmap></plp-roadmap>`);
  await page.waitForFunction(() => customElements.get('plp-roadmap'));
  for (const plan of [TINY, { ...TINY, id: undefined }]) {
    await page.evaluate(() => { window.heard = []; });
    // As a framework does that renders anew when it hears of a plan.
    const same = await roadmap.evaluate(async (element, plan) => {
      const again = () => { element.plan = { ...plan }; };
      element.addEventListener('plp-load', again);
      again();
      await element.ready;
      await new Promise(go => setTimeout(go, 300));
      const root = element.shadowRoot.querySelector('.root');
      await element.load();
      await element.reload();
      element.removeEventListener('plp-load', again);
      return element.state === 'ready' && root === element.shadowRoot.querySelector('.root');
    }, plan);
    expect(same).toBe(true);
    expect(await heard(page, 'plp-load')).toHaveLength(1);
  }
  await roadmap.evaluate((element, plan) => { element.plan = { ...plan, title: 'Newer plan' }; }, TINY);
  await expect(roadmap).toContainText('Newer plan');
  // One that is asked for twice before it is there, too.
  await roadmap.evaluate(async (element, plan) => {
    element.plan = { ...plan, title: 'Newest plan' };
    element.load();
    await element.load();
  }, TINY);
  await expect(roadmap).toContainText('Newest plan');
  await roadmap.evaluate((element, plan) => { element.plan = { ...plan, title: 'Newer plan' }; }, TINY);
  await expect(roadmap).toContainText('Newer plan');
  // And of an older one an older one.
  await roadmap.evaluate((element, plan) => { element.plan = { ...plan }; }, TINY);
  await expect(roadmap).not.toContainText('Newer plan');
});

test('a copy of what an address has answered is the same plan, though it has no id', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('empty')));
  await roadmap.evaluate(async element => {
    await customElements.whenDefined('plp-roadmap');
    await element.ready;
  });
  const same = await roadmap.evaluate(async element => {
    const root = element.shadowRoot.querySelector('.root');
    element.plan = JSON.parse(await (await element.exportPlan()).text());
    await element.load();
    return root === element.shadowRoot.querySelector('.root');
  });
  expect(same).toBe(true);
  expect(await heard(page, 'plp-load')).toHaveLength(1);
});

// Angular renders anew after whatever came about in its zone, be it a microtask, and sets a copy with each rendering.
test('of a copy nothing at all comes about, or a framework would set the next one without end', async ({ page, open }) => {
  const roadmap = await open(`${SCRIPT}<plp-roadmap></plp-roadmap>`);
  await page.waitForFunction(() => customElements.get('plp-roadmap'));
  const done = await roadmap.evaluate(async (element, plan) => {
    const strings = { en: { 'board.next': 'Soon' } };
    const urlPolicy = href => href;
    const set = () => Object.assign(element, { plan: structuredClone(plan), strings: { ...strings }, urlPolicy });
    set();
    // It is on its way.
    await null;
    const done = [element.state];
    const names = ['queueMicrotask', 'setTimeout', 'requestAnimationFrame'];
    const real = names.map(name => window[name]);
    const setAgain = () => {
      names.forEach(name => { window[name] = () => done.push(`${element.state}: ${name}`); });
      set();
      names.forEach((name, at) => { window[name] = real[at]; });
    };
    setAgain();
    await element.ready;
    setAgain();
    // Where it was changed in place it is no copy.
    strings.en['board.next'] = 'Next';
    element.strings = strings;
    plan.title = 'Another title';
    element.plan = plan;
    return done;
  }, TINY);
  expect(done).toEqual(['loading']);
  await expect(roadmap).toContainText('Another title');
  await expect(roadmap.locator('[part=next]')).toContainText('Next');
  expect((await heard(page, 'plp-load')).length).toBe(2);
});

test('the plan of before comes back after one that was none', async ({ open }) => {
  const roadmap = await open(`${SCRIPT}<plp-roadmap></plp-roadmap>`, { says: [/not-json/] });
  const give = plan => roadmap.evaluate((element, plan) => { element.plan = plan; }, plan);
  await give(TINY);
  await inState(roadmap, 'ready');
  await give('a text');
  await inState(roadmap, 'error');
  await give(TINY);
  await inState(roadmap, 'ready');
  await expect(roadmap.locator('.step')).toHaveCount(TINY.steps.length);
});

test('a plan that holds itself is told as not-json', async ({ page, open }) => {
  const roadmap = await open(`${SCRIPT}<plp-roadmap></plp-roadmap>`, { says: [/not-json/] });
  await page.waitForFunction(() => customElements.get('plp-roadmap'));
  await roadmap.evaluate(element => {
    const plan = { format: 'throughline-plan/1', steps: [] };
    plan.self = plan;
    element.plan = plan;
  });
  await inState(roadmap, 'error');
  expect((await heard(page, 'plp-error'))[0].detail.code).toBe('not-json');
});

test('a plan as text, or on its way, is told as no object', async ({ page, open }) => {
  const roadmap = await open(`${SCRIPT}<plp-roadmap></plp-roadmap>`, { says: [/not-json/] });
  for (const given of ['JSON.stringify(plan)', 'Promise.resolve(plan)']) {
    await roadmap.evaluate((element, [plan, given]) => { element.plan = new Function('plan', `return ${given}`)(plan); }, [TINY, given]);
    await expect.poll(() => heard(page, 'plp-error').then(all => all.map(({ detail }) => detail.message)), given).toEqual(['the plan property wants an object that JSON can hold']);
    await page.evaluate(() => { window.heard = []; });
  }
});

test('the host can fetch itself', async ({ page, open }) => {
  const roadmap = await open(`${SCRIPT}<plp-roadmap></plp-roadmap>`);
  await page.waitForFunction(() => customElements.get('plp-roadmap'));
  await roadmap.evaluate(element => {
    element.fetcher = async (url, round) => {
      window.round = { url: new URL(url).pathname, method: round.method, accept: round.headers.Accept, live: round.signal instanceof AbortSignal };
      return { ok: true, status: 200, text: async () => '{"format":"throughline-plan/1","steps":[{"id":"a","title":"Fetched","kind":"course"}]}' };
    };
    element.src = '/anything';
  });
  await expect(roadmap).toContainText('Fetched');
  expect(await page.evaluate(() => window.round)).toEqual({
    url: '/anything', method: 'GET', accept: 'application/json, application/problem+json', live: true,
  });
});

test("a fetcher's answer is good by its status alone", async ({ open }) => {
  const roadmap = await open(`${SCRIPT}<plp-roadmap></plp-roadmap>`);
  await roadmap.evaluate((element, plan) => {
    element.fetcher = async () => ({ status: 200, text: async () => JSON.stringify(plan) });
    element.src = '/anything';
  }, TINY);
  await inState(roadmap, 'ready');
});

test('after a 401 it asks for one new token, and no more', async ({ page, open }) => {
  const tokens = good => `<script type="module">
      await customElements.whenDefined('plp-roadmap');
      const element = document.querySelector('plp-roadmap');
      window.reasons = [];
      element.getToken = async ({ reason, signal }) => (window.reasons.push(reason), reason === 'unauthorized' ? '${good}' : 'stale');
      element.src = '${open.host('token')}';
    </script>${SCRIPT}<plp-roadmap></plp-roadmap>`;
  const fine = await open(tokens('fresh'), { says: [/^Failed to load/, /\[plp-roadmap\] auth/] });
  await inState(fine, 'ready');
  expect(await page.evaluate(() => window.reasons)).toEqual(['request', 'unauthorized']);
  const refused = await open(tokens('worse'));
  await inState(refused, 'error');
  expect(await page.evaluate(() => window.reasons)).toEqual(['request', 'unauthorized']);
});

test('a getToken that a page sets after the script is asked after the 401', async ({ page, open }) => {
  await page.route('**/host/token**', async route => {
    await new Promise(resolve => setTimeout(resolve, 500));
    await route.continue();
  });
  const roadmap = await open(`<plp-roadmap src="${open.host('token')}"></plp-roadmap><script src="/v1/plp-roadmap.js"></script>
    <script>
      window.reasons = [];
      document.querySelector('plp-roadmap').getToken = ({ reason }) => (window.reasons.push(reason), 'fresh');
    </script>`, { says: [/^Failed to load/] });
  await inState(roadmap, 'ready');
  expect(await page.evaluate(() => window.reasons)).toEqual(['unauthorized']);
});

test('a fetcher that a page sets after the script is not named where the browser failed', async ({ page, open }) => {
  await page.route('**/gone', route => route.abort());
  const roadmap = await open(`<plp-roadmap src="/gone"></plp-roadmap><script src="/v1/plp-roadmap.js"></script>
    <script>document.querySelector('plp-roadmap').fetcher = () => new Promise(() => {});</script>`, { requests: ['/gone'], says: [/^Failed to load/, /network/] });
  await inState(roadmap, 'error');
  expect((await heard(page, 'plp-error'))[0].detail.message).toMatch(/^nothing came back/);
});

test('a reload asks only whether the plan has changed', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('etag')));
  await inState(roadmap, 'ready');
  const answers = [];
  page.on('response', response => answers.push(response.status()));
  await roadmap.evaluate(element => element.reload());
  await inState(roadmap, 'ready');
  expect(answers).toEqual([304]);
  expect(await heard(page, 'plp-load')).toHaveLength(1);
});

test('the step attribute opens a step and leaves the focus alone', async ({ page, open }) => {
  const roadmap = await open(`<input autofocus>${snippet(open.host('tiny'), 'step="algebra"')}`);
  await inState(roadmap, 'ready');
  await expect(roadmap.locator('[part~="details"]')).toBeVisible();
  expect(await page.evaluate(() => document.activeElement.localName)).toBe('input');
  await roadmap.evaluate(element => element.focusStep('algebra'));
  expect(await page.evaluate(() => document.activeElement.localName)).toBe('plp-roadmap');
});

test('a step attribute that is taken away closes the open step, and nothing else', async ({ page, open }) => {
  const roadmap = await open(`<input autofocus>${snippet(open.host('tiny'), 'step="algebra"')}`);
  await inState(roadmap, 'ready');
  const panel = roadmap.locator('[part~="details"]');
  const told = async () => (await heard(page, 'plp-select')).map(({ detail }) => detail.step);
  await roadmap.evaluate(element => { element.step = null; });
  await expect(panel).toHaveCount(0);
  expect(await page.evaluate(() => document.activeElement.localName)).toBe('input');
  expect(await told()).toEqual(['algebra', null]);
  // One that the reader opened, by a page that has only now heard of it; the focus does not fall to the page.
  await roadmap.evaluate(element => { element.step = 'algebra'; });
  await roadmap.locator('.card', { hasText: 'Geometry' }).click();
  await expect(panel).toContainText('Geometry');
  await roadmap.evaluate(element => element.removeAttribute('step'));
  await expect(panel).toHaveCount(0);
  expect(await roadmap.evaluate(element => element.shadowRoot.activeElement.textContent)).toContain('Geometry');
  expect(await told()).toEqual(['algebra', null, 'algebra', 'geometry', null]);
});

test('the host narrows where links lead', async ({ page, open }) => {
  const roadmap = await open(
    `<plp-roadmap src="${open.host('tiny')}"></plp-roadmap>
     <script>window.asked = []; document.querySelector('plp-roadmap').urlPolicy = href => (window.asked.push(href), null);</script>${SCRIPT}`,
  );
  await roadmap.evaluate(element => element.focusStep('algebra'));
  await expect.poll(() => page.evaluate(() => [...new Set(window.asked)])).toEqual(['https://school.example/algebra']);
  expect(await roadmap.evaluate(element => element.shadowRoot.innerHTML.includes('school.example'))).toBe(false);
});

test('a policy on links that fails takes them out, and the administrator hears of it once', async ({ open }) => {
  const says = [/urlPolicy/];
  const roadmap = await open(snippet(open.host('tiny'), 'step="algebra"'), { says });
  const links = roadmap.locator('a[href^="https://school.example"]');
  for (const policy of ["() => { throw new TypeError('Ana') }", 'href => new URL(href)', '() => undefined']) {
    await expect(links).not.toHaveCount(0);
    await roadmap.evaluate((element, policy) => { element.urlPolicy = eval(policy); }, policy);
    await expect(links).toHaveCount(0);
    await roadmap.evaluate(element => { element.urlPolicy = null; });
  }
  expect(open.said).toEqual(['[plp-roadmap] urlPolicy failed: TypeError', '[plp-roadmap] urlPolicy gave no text']);
});

test('a narrower policy on links holds at once and asks for nothing, however often it is set', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('plan-then-503'), 'step="algebra"'));
  const links = roadmap.locator('a[href^="https://school.example"]');
  await expect(links).not.toHaveCount(0);
  await roadmap.evaluate(element => {
    // As a framework does, with a function written in place.
    element.addEventListener('plp-load', () => { element.urlPolicy = () => null; });
    element.urlPolicy = () => null;
  });
  await expect(links).toHaveCount(0);
  await expect(roadmap.locator('#details-title')).toContainText('Algebra II');
  await roadmap.evaluate(element => { element.urlPolicy = null; });
  await expect(links).not.toHaveCount(0);
  expect(open.requests().filter(path => path.startsWith('/host/'))).toHaveLength(1);
  expect(await heard(page, 'plp-load')).toHaveLength(1);
});

test('a plan without steps is empty, and the host may say so in its own words', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('empty')).replace('<a ', '<p slot="empty">Ask Ms. Ortiz</p><a '));
  await inState(roadmap, 'empty');
  await expect(page.getByText('Ask Ms. Ortiz')).toBeVisible();
  await expect(roadmap.locator('.empty')).toBeHidden();
  // What else there is stays.
  await roadmap.evaluate(element => { element.plan = { format: 'throughline-plan/1', steps: [], goals: [{ id: 'g', title: 'Nurse', primary: true }] }; });
  await expect(roadmap.getByRole('heading', { name: 'Nurse' }).first()).toBeVisible();
});

test('where the steps could not be read, nobody says that there are none', async ({ open }) => {
  const roadmap = await open(`${SCRIPT}<plp-roadmap></plp-roadmap>`, { says: [/expected a string/] });
  await roadmap.evaluate(element => { element.plan = { format: 'throughline-plan/1', steps: [{ id: 1, title: 'Biology', kind: 'course' }] }; });
  await inState(roadmap, 'empty');
  await expect(roadmap.locator('.problems')).toBeVisible();
  await expect(roadmap).not.toContainText('There is nothing');
});

test('a newer state of the plan does not open the step of the tag again', async ({ open }) => {
  const roadmap = await open(snippet(open.host('tiny'), 'step="geometry"'));
  await expect(roadmap.locator('#details-title')).toContainText('Geometry');
  await roadmap.locator('.card', { hasText: 'Algebra II' }).click();
  await roadmap.evaluate(element => element.reload());
  await expect(roadmap.locator('#details-title')).toContainText('Algebra II');
  await roadmap.locator('.close').click();
  await roadmap.evaluate(element => element.reload());
  await expect(roadmap.locator('#details-title')).toHaveCount(0);
  await roadmap.evaluate(element => { element.step = 'licence'; });
  await expect(roadmap.locator('#details-title')).toContainText('Nursing licence');
});

test('what JSON cannot hold is told as not-json, and a good plan is shown after it', async ({ page, open }) => {
  const roadmap = await open(`${SCRIPT}<plp-roadmap></plp-roadmap>`, { says: [/not-json/] });
  for (const plan of ['() => {}', 'Symbol()', '({ toJSON() {} })', '({ id: 1n })', '({ get id() { throw Error() } })']) {
    await roadmap.evaluate((element, plan) => { element.plan = eval(plan); }, plan);
    await expect.poll(() => heard(page, 'plp-error').then(all => all.map(({ detail }) => detail.code)), plan).toContain('not-json');
    await page.evaluate(() => { window.heard = []; });
  }
  await roadmap.evaluate((element, plan) => {
    const round = {};
    round.en = round;
    Object.assign(element, { plan, strings: round });
  }, TINY);
  await inState(roadmap, 'ready');
  await expect(roadmap).toContainText('Algebra II');
});

test('an old library that gives arrays, strings and dates methods of their own changes nothing', async ({ open }) => {
  const roadmap = await open(`<script>for (const { prototype } of [Array, String, Date]) prototype.toJSON = function () { return 'theirs' };
    Array.prototype.reduce = function () { return this.length > 1 ? this : this[0] };</script>${SCRIPT}<plp-roadmap today="2026-11-22"></plp-roadmap>`);
  await roadmap.evaluate((element, plan) => { element.plan = JSON.parse(plan); }, JSON.stringify(TINY));
  await inState(roadmap, 'ready');
  await expect(roadmap).toContainText('Algebra II');
  expect(await roadmap.evaluate(element => element.today)).toBe('2026-11-22');
  expect(await roadmap.evaluate(() => [].toJSON())).toBe('theirs');
});

test('after a 401 a getToken that has none is the end of the session', async ({ page, open }) => {
  const roadmap = await open(`${SCRIPT}<plp-roadmap></plp-roadmap>`, { says: [/auth/, /^Failed to load resource/] });
  await roadmap.evaluate((element, src) => {
    element.getToken = ({ reason }) => (reason === 'unauthorized' ? Promise.reject(new Error('gone')) : 'old');
    element.src = src;
  }, open.host('401'));
  await inState(roadmap, 'error');
  expect(await heard(page, 'plp-auth-required')).toHaveLength(1);
  expect((await heard(page, 'plp-error'))[0].detail.code).toBe('auth');
});

test("a fetcher whose answer never ends is given up", async ({ page, open }) => {
  const roadmap = await open(`${SCRIPT}<plp-roadmap></plp-roadmap>`);
  for (const body of ['{ status: 200, ok: true, text: () => new Promise(() => {}) }', 'new Response(new ReadableStream({ start() {} }))']) {
    const done = await roadmap.evaluate((element, body) => {
      element.fetcher = async () => eval(`(${body})`);
      const first = element.load('/host/anything');
      setTimeout(() => element.abort(), 100);
      return Promise.race([first.then(() => 'settled'), new Promise(go => setTimeout(go, 3_000, 'pending'))]);
    }, body);
    expect(done, body).toBe('settled');
  }
});

test('a plan that is given is drawn in a page that has no address', async ({ page }) => {
  await page.setContent('<!doctype html><plp-roadmap></plp-roadmap>');
  await page.addScriptTag({ path: 'dist/plp-roadmap.js' });
  const roadmap = page.locator('plp-roadmap');
  await roadmap.evaluate((element, plan) => { element.plan = plan; }, TINY);
  await expect(roadmap.locator('.card').first()).toBeVisible();
});
