// Each way to fail has its code, and leaves the reader a way on.

import { expect, fallback, heard, inState, SCRIPT, snippet, test } from './page.mjs';

/** What the browser itself says about failed requests. */
const BROWSER = /^Failed to load resource/;
const OURS = code => new RegExp(`^\\[plp-roadmap\\] ${code}: `);

const FAULTS = [
  // host, code, status, retryable
  ['401', 'auth', 401, true],
  ['403', 'http', 403, false],
  ['404', 'http', 404, false],
  ['500', 'http', 500, true],
  ['truncated', 'network', undefined, true],
  ['304', 'http', 304, false],
  ['huge', 'too-large', 200, false],
  ['huge-by-its-word', 'too-large', 200, false],
  ['page', 'not-json', 200, false],
  ['cut', 'not-json', 200, false],
  ['latin', 'not-json', 200, false],
  ['latin-401', 'auth', 401, true],
  ['cut-401', 'auth', 401, true],
  ['latin-503', 'http', 503, true],
  ['moved', 'auth', 200, true],
  ['future', 'format', 200, false],
];

for (const [host, code, status, retryable] of FAULTS) {
  test(`a host that is "${host}" is told as ${code}`, async ({ page, open }) => {
    const roadmap = await open(snippet(open.host(host)), { says: [BROWSER, OURS(code)] });
    await inState(roadmap, 'error');
    const [error, ...more] = await heard(page, 'plp-error');
    expect(more).toEqual([]);
    expect(error.cancelable).toBe(true);
    const { message, ...detail } = error.detail;
    expect(detail).toEqual(status ? { code, status, retryable } : { code, retryable });
    expect(message).not.toMatch(/Ana|http|\/host/i);
    await expect(fallback(page)).toBeVisible();
    expect(open.said.filter(line => line.startsWith('[plp-roadmap]'))).toHaveLength(1);
  });
}

for (const host of ['never', 'stalls']) {
  test(`a host that ${host === 'never' ? 'never answers' : 'falls silent'} is told as timeout`, async ({ page, open }) => {
    await page.clock.install();
    const roadmap = await open(snippet(open.host(host)), { says: [OURS('timeout')] });
    await page.clock.resume();
    await inState(roadmap, 'loading');
    await page.waitForTimeout(300);
    await page.clock.fastForward(20_500);
    await inState(roadmap, 'error');
    expect((await heard(page, 'plp-error'))[0].detail).toMatchObject({ code: 'timeout', retryable: true });
  });
}

test('a page whose own fetch loses the signal has its timeout too', async ({ page, open }) => {
  await page.clock.install();
  const losing = '<script>{ const real = fetch; window.fetch = (url, { signal, ...rest }) => real(url, rest); }</script>';
  const roadmap = await open(losing + snippet(open.host('never')), { says: [OURS('timeout')] });
  await page.clock.resume();
  await inState(roadmap, 'loading');
  await page.waitForTimeout(300);
  await page.clock.fastForward(20_500);
  await inState(roadmap, 'error');
});

test('getToken and the host each have their time', async ({ page, open }) => {
  await page.clock.install();
  const roadmap = await open(`${SCRIPT}<plp-roadmap></plp-roadmap>`);
  await page.waitForFunction(() => customElements.get('plp-roadmap'));
  await page.clock.resume();
  await roadmap.evaluate(element => {
    window.asked = '';
    element.getToken = () => new Promise(resolve => { window.asked = 'token'; window.answer = () => resolve('T'); });
    element.fetcher = () => new Promise(resolve => { window.asked = 'plan'; window.answer = () => resolve(new Response('{"format":"throughline-plan/1","steps":[]}')); });
    element.src = '/plans/me';
  });
  for (const what of ['token', 'plan']) {
    await page.waitForFunction(what => window.asked === what, what);
    await page.clock.fastForward(12_000);
    await page.evaluate(() => window.answer());
  }
  await inState(roadmap, 'empty');
});

test('a host that nobody answers for is told as network', async ({ page, open }) => {
  await page.route('**/host/gone', route => route.abort('connectionrefused'));
  const roadmap = await open(snippet('/host/gone'), { says: [BROWSER, OURS('network')] });
  await inState(roadmap, 'error');
  expect((await heard(page, 'plp-error'))[0].detail).toMatchObject({ code: 'network', retryable: true });
});

test('who hears of a fault finds the element in its state', async ({ page, open }) => {
  const listen = `<script>
    window.states = [];
    for (const name of ['plp-auth-required', 'plp-error']) addEventListener(name, ({ target }) => window.states.push(target.state));
  </script>`;
  const roadmap = await open(listen + snippet(open.host('401')), { says: [BROWSER, OURS('auth')] });
  await inState(roadmap, 'error');
  expect(await page.evaluate(() => window.states)).toEqual(['error', 'error']);
});

test('the host that shows its own message hears no console line', async ({ page, open }) => {
  const roadmap = await open(
    `<script>addEventListener('plp-error', event => event.preventDefault())</script>${snippet(open.host('404'))}`,
    { says: [BROWSER] },
  );
  await inState(roadmap, 'error');
  await expect(fallback(page)).toBeVisible();
  expect(await roadmap.evaluate(element => element.shadowRoot.querySelector('.root').hidden)).toBe(true);
});

test('the error slot speaks in our place', async ({ page, open }) => {
  const roadmap = await open(
    snippet(open.host('404')).replace('<a ', '<p slot="error">Call the office</p><a '),
    { says: [BROWSER, OURS('http')] },
  );
  await inState(roadmap, 'error');
  await expect(page.getByText('Call the office')).toBeVisible();
});

test('words of the page that come with the event or go are seen as that', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('404')), { says: [BROWSER, OURS('http')] });
  await inState(roadmap, 'error');
  const ours = roadmap.locator('[part~="error"]');
  await expect(ours).toBeVisible();
  await roadmap.evaluate(element => element.insertAdjacentHTML('beforeend', '<p slot="error">Call the office</p>'));
  await expect(page.getByText('Call the office')).toBeVisible();
  await expect(ours).toBeHidden();
  await roadmap.evaluate(element => element.querySelector('[slot]').remove());
  await expect(ours).toBeVisible();
});

test('after a fault that passes, reload shows the plan', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('503-then-plan')), { says: [BROWSER, OURS('http')] });
  await inState(roadmap, 'error');
  await roadmap.evaluate(element => element.reload());
  await inState(roadmap, 'ready');
  await expect(fallback(page)).toBeHidden();
});

test('a reload that fails leaves the plan on screen', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('plan-then-503')), { says: [BROWSER, OURS('http')] });
  await inState(roadmap, 'ready');
  await roadmap.evaluate(element => element.reload());
  expect(await heard(page, 'plp-error')).toHaveLength(1);
  await expect(roadmap).toContainText('Algebra II');
});

test('when the session has ended the plan goes', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('plan-then-401')), { says: [BROWSER, OURS('auth')] });
  await inState(roadmap, 'ready');
  await roadmap.evaluate(element => element.reload());
  await inState(roadmap, 'error');
  await expect(roadmap).not.toContainText('Algebra II');
  expect(await heard(page, 'plp-auth-required')).toMatchObject([{ detail: { status: 401 }, cancelable: true }]);
});

test('a host that signs the reader in itself hears no error', async ({ page, open }) => {
  const roadmap = await open(
    `<script>addEventListener('plp-auth-required', event => event.preventDefault())</script>${snippet(open.host('401'))}`,
    { says: [BROWSER] },
  );
  await inState(roadmap, 'error');
  expect(await heard(page, 'plp-error')).toEqual([]);
});

for (const [own, fails, said] of [
  ['fetcher', "async () => { throw new ReferenceError('Ana') }", 'fetcher failed: ReferenceError'],
  ['fetcher', 'async () => undefined', 'fetcher gave no Response'],
  ['fetcher', "async () => { const read = new Response('{}'); await read.text(); return read }", 'fetcher failed: TypeError'],
  ['fetcher', 'async () => ({ ok: true, status: 200, text: async () => ({}) })', 'fetcher gave no text'],
  ['getToken', "async () => { throw new RangeError('Ana') }", 'getToken failed: RangeError'],
  ['getToken', "async () => ({ access_token: 'fresh' })", 'getToken gave no token'],
  ['getToken', "async () => 'sé\u2026'", 'getToken gave no token'],
]) {
  test(`a page's own function that fails is told as that: ${fails}`, async ({ page, open }) => {
    const roadmap = await open(`<plp-roadmap></plp-roadmap>${SCRIPT}`, { says: [OURS('network')] });
    await page.waitForFunction(() => customElements.get('plp-roadmap'));
    await roadmap.evaluate((element, [own, code]) => { element[own] = eval(code); element.src = '/host/tiny'; }, [own, fails]);
    await inState(roadmap, 'error');
    expect((await heard(page, 'plp-error'))[0].detail).toEqual({ code: 'network', retryable: true, message: said });
  });
}

test('an administrator who names no plan hears of it', async ({ page, open }) => {
  await page.clock.install();
  await open(`<plp-roadmap></plp-roadmap>${SCRIPT}`, { says: [/nothing to show: neither src nor plan is set/] });
  await page.waitForFunction(() => customElements.get('plp-roadmap'));
  await page.clock.fastForward(6_000);
  await expect.poll(() => open.said).toEqual(['[plp-roadmap] nothing to show: neither src nor plan is set']);
});

test('who signs in next at the same computer gets their own plan', async ({ page, open }) => {
  const show = async () => {
    const roadmap = await open(snippet(open.host('aged')));
    await inState(roadmap, 'ready');
    return roadmap.evaluate(async element => JSON.parse(await (await element.exportPlan()).text()).id);
  };
  expect([await show(), await show()]).toEqual(['plan-0', 'plan-1']);
});

test('all problems are counted, some are told, and none in the words of the plan', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('faulty')), { says: [/^\[plp-roadmap\]/] });
  await inState(roadmap, 'ready');
  expect((await heard(page, 'plp-load'))[0].detail.problems).toBe(5000);
  expect(open.said).toHaveLength(21);
  expect(open.said[0]).toBe('[plp-roadmap] /steps/0/title: bad language');
  expect(open.said.at(-1)).toBe('[plp-roadmap] and 4980 more problems in this plan: plan.schema.json finds most of them');
});

test('who tries again stays where they are, whatever comes', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('500')), { says: [BROWSER, OURS('http')] });
  const focused = () => roadmap.evaluate(element => element.shadowRoot.activeElement?.className);
  await roadmap.getByRole('button', { name: 'Try again' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(focused).toBe('base');
  await expect(roadmap.getByRole('button', { name: 'Try again' })).toBeVisible();
  expect(await focused()).toBe('base');
  await roadmap.evaluate((element, src) => element.load(src), open.host('tiny'));
  await inState(roadmap, 'ready');
  expect(await focused()).toBe('base');
});

test('the console names the place and the fault of each problem in a plan', async ({ page, open }) => {
  const problem = '[plp-roadmap] /steps/2/phase: unknown phase';
  const roadmap = await open(snippet('/plans/faults/unknown-phase.json'), { says: [/^\[plp-roadmap\] \//] });
  await inState(roadmap, 'ready');
  await expect.poll(() => open.said).toEqual([problem]);
  await expect(page.locator('plp-roadmap .problems')).toBeVisible();
  expect((await heard(page, 'plp-load'))[0].detail.problems).toBe(1);
});
