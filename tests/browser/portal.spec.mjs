// In the reference host's portal, as a district would have it: its pages, its policy, its people.

import { expect, heard, inState, test } from './portal.mjs';

const step = (roadmap, title) => roadmap.locator('.step').getByRole('button', { name: title, exact: false });
const choose = async (roadmap, title) => {
  await step(roadmap, title).first().click();
  return roadmap.getByRole('complementary');
};

test('a learner signs in, and the snippet of the README shows where they are and where they go', async ({ page, host }) => {
  await page.clock.setFixedTime(new Date('2026-11-22T12:00:00'));
  await page.goto(host.origin);
  await page.getByRole('button', { name: /^Marisol Reyes/ }).click();
  await expect(page).toHaveURL(`${host.origin}/portal`);
  const roadmap = page.locator('plp-roadmap');
  await inState(roadmap, 'ready');
  expect(await roadmap.evaluate(element => element.outerHTML.replace(/\s+/g, ' '))).toBe(
    '<plp-roadmap src="/api/plans/me"> <a href="/plans/me">Open my learning plan</a> </plp-roadmap>',
  );
  await expect(roadmap.getByRole('heading', { name: 'Registered Nurse', level: 2 })).toBeVisible();
  await expect(roadmap).toContainText('Grade 10');
  await expect(roadmap).toContainText('11.5 of 24 credits earned');
  await expect(roadmap.getByRole('heading', { name: 'Next steps' })).toBeVisible();
  await expect(roadmap.locator('.step')).toHaveCount(90);
  await expect(page.getByRole('link', { name: 'Open my learning plan' })).toBeHidden();
});

test('nothing on the pages jumps when the script comes late', async ({ page, visit }) => {
  await page.route('**/v1/plp-roadmap.js', async route => {
    await new Promise(resolve => setTimeout(resolve, 500));
    await route.continue();
  });
  await page.addInitScript(() => {
    window.moved = 0;
    new PerformanceObserver(list => list.getEntries().forEach(({ value }) => { window.moved += value; })).observe({ type: 'layout-shift', buffered: true });
  });
  for (const [person, path] of [['marisol-reyes', '/portal'], ['daniel-okafor', '/caseload']]) {
    await inState(await visit(person, path), 'ready');
    // All that is near has come and was painted; the rest waits for a reader.
    await page.locator('plp-roadmap').evaluateAll(all => Promise.race([Promise.all(all.map(each => each.ready)), new Promise(resolve => setTimeout(resolve, 2_000))]));
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))));
    expect(await page.evaluate(() => window.moved), path).toBeLessThan(0.02);
  }
});

test('a step says why: the way to the goal, and what it counts toward', async ({ visit }) => {
  const details = await choose(await visit('marisol-reyes', '/portal'), 'Algebra II');
  await expect(details.getByRole('heading', { name: 'Algebra II' })).toBeVisible();
  await expect(details).toContainText(/Algebra II is required for Statistics, .*leads to Registered Nurse\./);
  await expect(details).toContainText('It also counts toward Algebra II or third credit of math (1 credit)');
  for (const heading of ['Why this step', 'Needs first', 'Opens the way to', 'Counts toward']) {
    await expect(details.getByRole('heading', { name: heading })).toBeVisible();
  }
});

test('it asks for the script and the plan, once each, and for nothing else', async ({ visit }) => {
  const roadmap = await visit('marisol-reyes', '/portal');
  await choose(roadmap, 'Algebra II');
  await roadmap.evaluate(element => element.expandAll());
  const asked = visit.requests().filter(({ url }) => !url.startsWith('/portal'));
  expect(asked.map(({ method, type, url }) => `${method} ${type} ${url}`)).toEqual(['GET script /v1/plp-roadmap.js', 'GET fetch /api/plans/me']);
});

test('it leaves no cookie, no storage and no name in the address behind', async ({ page, context, visit }) => {
  const roadmap = await visit('marisol-reyes', '/portal');
  const before = (await context.cookies()).map(cookie => cookie.name);
  await choose(roadmap, 'Algebra II');
  expect((await context.cookies()).map(cookie => cookie.name)).toEqual(before);
  expect(await page.evaluate(async () => [document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, location.search + location.hash]))
    .toEqual(['', 0, 0, 0, '']);
});

test('events hold ids, and neither names nor marks nor words', async ({ page, visit }) => {
  const roadmap = await visit('marisol-reyes', '/portal');
  await inState(roadmap, 'ready');
  await page.evaluate(() => addEventListener('plp-navigate', event => event.preventDefault()));
  const details = await choose(roadmap, 'Algebra II');
  await details.getByRole('button', { name: 'Statistics' }).click();
  await roadmap.evaluate(element => element.trace('chemistry'));
  await roadmap.getByRole('link', { name: '504 plan' }).click();
  await expect.poll(async () => (await heard(page, 'plp-navigate')).length).toBe(1);
  await page.keyboard.press('Escape');
  await expect(details).toHaveCount(0);
  const told = await page.evaluate(() => window.heard.filter(({ name }) => !['plp-resize', 'plp-ready', 'plp-load'].includes(name)));
  expect(told.map(({ name, detail }) => [name, detail])).toEqual([
    ['plp-select', { step: 'algebra-2' }],
    ['plp-select', { step: 'statistics' }],
    ['plp-trace', { step: 'chemistry' }],
    ['plp-navigate', { step: null, href: 'https://plans.alderridge.example/504', target: '_self' }],
    ['plp-select', { step: null }],
  ]);
});

test('the policy of its pages is the strict one, with Trusted Types', async ({ page, visit }) => {
  const answers = [];
  page.on('response', response => response.url().endsWith('/portal') && answers.push(response));
  await inState(await visit('marisol-reyes', '/portal'), 'ready');
  const policy = answers[0].headers()['content-security-policy'];
  for (const part of ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "require-trusted-types-for 'script'"]) {
    expect(policy).toContain(part);
  }
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'/);
});

test('a counselor sees thirty learners, each fetched when it comes near', async ({ page, visit }) => {
  const first = await visit('daniel-okafor', '/caseload');
  const cards = page.locator('plp-roadmap');
  await expect(cards).toHaveCount(30);
  await inState(first, 'ready');
  const plans = () => visit.requests().filter(({ url }) => url.startsWith('/api/plans/')).length;
  expect(plans()).toBeLessThan(30);
  for (let at = 0; at < 30; at += 5) await cards.nth(at).scrollIntoViewIfNeeded();
  await cards.last().scrollIntoViewIfNeeded();
  await expect.poll(() => cards.evaluateAll(all => all.filter(each => each.state === 'ready').length)).toBe(30);
  expect(plans()).toBe(30);
  expect(visit.requests().filter(({ type }) => type === 'script')).toHaveLength(1);
  const lines = await cards.evaluateAll(all => all.map(each => each.shadowRoot.querySelector('[data-is~=title]')?.textContent));
  expect(lines.filter(line => !line)).toEqual([]);
  // Whoever needs somebody comes first.
  await expect(first).toContainText('Kalea Kahale');
  const marisol = page.locator('plp-roadmap[src="/api/plans/washington-sophomore-nursing"]');
  await expect(marisol).toContainText('Marisol Reyes');
  await expect(marisol).toContainText('11.5 of 24 credits earned');
});

test('a mother reads her daughter\'s plan', async ({ visit }) => {
  const roadmap = await visit('lucía-reyes', '/portal');
  await inState(roadmap, 'ready');
  await expect(roadmap).toContainText('Registered Nurse');
  await expect(roadmap).toContainText('Marisol Reyes');
});

test('a session that ends while something is written begins again in another tab, and nothing is lost', async ({ page, context, visit }) => {
  const roadmap = await visit('marisol-reyes', '/portal', { says: [/status of 401/, /change: the host asks for a sign-in/] });
  const details = await choose(roadmap, 'Algebra II');
  await details.getByRole('textbox').fill('Between two sessions');
  await context.clearCookies();
  await details.getByRole('button', { name: 'Send comment' }).click();
  const link = page.getByRole('alert').getByRole('link', { name: 'Sign in again in a new tab' });
  const [tab] = await Promise.all([context.waitForEvent('page'), link.click()]);
  await tab.getByRole('button', { name: /^Marisol Reyes/ }).click();
  await tab.waitForURL('**/portal');
  await tab.close();
  await details.getByRole('button', { name: 'Try again' }).click();
  await expect(details.locator('[data-is=notes]')).toContainText('Between two sessions');
  await expect(link).toBeHidden();
});

test("another learner's plan is refused, and the widget stays calm", async ({ page, visit }) => {
  const roadmap = await visit('wren-castellanos', '/portal', { says: [/status of 403/, /^\[plp-roadmap\] http: /] });
  await inState(roadmap, 'ready');
  await roadmap.evaluate(element => { element.src = '/api/plans/washington-sophomore-nursing'; });
  await inState(roadmap, 'error');
  await expect(roadmap.getByRole('alert')).toContainText('This plan is not open to you. The school can help.');
  await expect(roadmap.getByRole('alert')).not.toContainText(/403|http|Wren|Marisol/);
  await expect(roadmap).not.toContainText('Registered Nurse');
  expect((await heard(page, 'plp-error')).map(({ detail }) => [detail.code, detail.status])).toEqual([['http', 403]]);
});

const LANGUAGES = [
  // language, direction, the goal, words of ours, whether the first phase is on the right
  ['es', 'ltr', 'Enfermera registrada', 'Próximos pasos', false],
  ['ar', 'rtl', 'Registered Nurse', 'الخطوات التالية', true],
];
for (const [language, direction, goal, next, mirrored] of LANGUAGES) {
  test(`a page in ${language} has the roadmap in ${language}, ${direction}`, async ({ visit }) => {
    const roadmap = await visit('marisol-reyes', `/portal?lang=${language}`);
    await inState(roadmap, 'ready');
    const region = roadmap.locator('.base');
    await expect(region).toHaveAttribute('lang', language);
    await expect(region).toHaveAttribute('dir', direction);
    await expect(roadmap.getByRole('heading', { name: goal, level: 2 })).toBeVisible();
    await expect(roadmap.getByRole('heading', { name: next })).toBeVisible();
    const [first, second] = await roadmap.locator('.phase').evaluateAll(phases => phases.map(phase => phase.getBoundingClientRect().x));
    expect(first > second).toBe(mirrored);
    // What is said in another language than the page's says which.
    const foreign = await roadmap.evaluate(element => [...new Set([...element.shadowRoot.querySelectorAll('.base [lang]')].map(each => each.lang))]);
    expect(foreign).not.toContain(language);
  });
}

test('a family that reads Arabic reads all of its plan in Arabic, from right to left', async ({ visit }) => {
  const roadmap = await visit('سميرة-حداد', '/portal?lang=ar');
  await inState(roadmap, 'ready');
  await expect(roadmap.locator('.base')).toHaveAttribute('dir', 'rtl');
  expect(await roadmap.locator('[data-is~=title]').textContent()).toMatch(/[\u0600-\u06ff]/);
  const titles = await roadmap.locator('.step-title').allTextContents();
  expect(titles.filter(title => !/[\u0600-\u06ff]/.test(title))).toEqual([]);
  await roadmap.locator('.card').first().click();
  expect(await roadmap.getByRole('complementary').locator('.why').textContent()).toMatch(/[\u0600-\u06ff]/);
});
