// What a reader asks of the plan: sent once, seen by the others, and never lost.
//
// It is one file, since all of it is played against the same host that answers badly on purpose.

import AxeBuilder from '@axe-core/playwright';
import { expect, heard, inState, SCRIPT, test } from './page.mjs';
import { TINY } from './server.mjs';

const ADDRESS = '/host/plan';
const BROWSER = /^Failed to load resource|net::ERR/;
const HTTP = /^\[plp-roadmap\] http: /;
const WARNS = /^\[plp-roadmap\] change: /;

/** A plan that takes changes, by who reads it. */
const writable = (more = {}) => ({
  ...TINY,
  viewer: { person: 'maya', role: 'learner', can: ['comment', 'reflect', 'decide'] },
  links: { changes: 'plan/changes' },
  people: [{ id: 'maya', name: 'Maya Torres', role: 'learner' }],
  goals: [{ ...TINY.goals[0], actions: [{ id: 'a', title: 'Ask a nurse', owner: 'maya' }, { id: 'b', title: 'Call the clinic', owner: 'lee' }] }],
  steps: TINY.steps.map(step => (step.id === 'licence' ? { ...step, agency: { state: 'proposed', by: 'lee' } } : step)),
  ...more,
});

/** The plan with its proposed step decided so: accepted, declined, approved. */
const decided = (plan, state) => ({ ...plan, steps: plan.steps.map(step => (step.agency ? { ...step, agency: { state, by: 'maya' } } : step)) });

/** The plan with a note on a step. */
const noted = (plan, text) => ({
  ...plan,
  steps: plan.steps.map(step => (step.id === 'algebra' ? { ...step, notes: [...(step.notes ?? []), { id: text, kind: 'comment', text, by: 'maya' }] } : step)),
});

const problem = (status, detail) => ({ status, contentType: 'application/problem+json', body: JSON.stringify({ status, detail }) });

/** Shows a plan behind a host that answers changes as `answers` say, one after the other: a route's answer, or 'cut'. */
const show = async (page, open, { plan = writable(), answers = [], says = [], tag = '', weak = '', before } = {}) => {
  const host = { plan, version: 1, posts: [], gets: 0 };
  const whole = () => ({ status: 200, contentType: 'application/json', headers: { etag: `${weak}"v${host.version}"` }, body: JSON.stringify(host.plan) });
  await page.route(`**${ADDRESS}`, route => {
    host.gets += 1;
    return route.fulfill(whole());
  });
  await page.route('**/host/plan/changes', async route => {
    host.posts.push({ body: route.request().postDataJSON(), headers: route.request().headers() });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === 'cut') return route.abort('internetdisconnected');
    if (answer) return route.fulfill(await answer(host));
    host.version += 1;
    const { text, kind } = host.posts.at(-1).body;
    host.plan = text === undefined ? decided(host.plan, kind === 'accept' ? 'accepted' : 'declined') : noted(host.plan, text);
    return route.fulfill(whole());
  });
  const roadmap = await open(`${SCRIPT}<plp-roadmap src="${ADDRESS}" ${tag}></plp-roadmap>`, { says: [BROWSER, WARNS, ...says], before });
  await inState(roadmap, 'ready');
  return { roadmap, host };
};

const choose = async (roadmap, title) => {
  await roadmap.locator('.card', { hasText: title }).click();
  return roadmap.getByRole('complementary', { name: title });
};
const box = details => details.getByRole('textbox', { name: 'Your thoughts on this step' });
const told = details => details.locator('.told:not(:empty)');
const press = (place, name) => place.getByRole('button', { name, exact: true }).click();
const write = async (details, text, button = 'Send comment') => {
  await box(details).fill(text);
  await press(details, button);
};

test('a framework that sets its plan once more does not take away what was answered since', async ({ page, open }) => {
  const plan = writable({ links: { changes: '/host/plan/changes' } });
  await page.route('**/host/plan/changes', route => route.fulfill({ status: 200, contentType: 'application/json', body: JSON.stringify(noted(plan, route.request().postDataJSON().text)) }));
  const roadmap = await open(`${SCRIPT}<plp-roadmap></plp-roadmap>`);
  await page.waitForFunction(() => customElements.get('plp-roadmap'));
  await roadmap.evaluate((element, plan) => {
    const render = () => (element.plan = structuredClone(plan));
    element.addEventListener('plp-load', render);
    render();
  }, plan);
  await inState(roadmap, 'ready');
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'I like proofs');
  await expect(told(details)).toHaveText('Sent. It shows here now.');
  await roadmap.evaluate(element => element.load());
  await expect(details.locator('[data-is=notes]')).toContainText('I like proofs');
  // Who asks for it has it as the page has it.
  await roadmap.evaluate(element => element.reload());
  await expect(details).not.toContainText('I like proofs');
});

test('a comment is posted with its key and the tag of the plan, and the new plan is shown in place', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open);
  const details = await choose(roadmap, 'Algebra II');
  await write(details, '  I like <b>proofs</b> \n');
  await expect(told(details)).toHaveText('Sent. It shows here now.');
  const [{ body, headers }] = host.posts;
  expect(body).toEqual({ id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/), at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/), kind: 'comment', step: 'algebra', text: 'I like <b>proofs</b>' });
  expect([headers['idempotency-key'], headers['if-match'], headers['content-type']]).toEqual([body.id, '"v1"', 'application/json']);
  await expect(details.locator('[data-is=notes]')).toContainText('I like <b>proofs</b>');
  await expect(box(details)).toHaveValue('');
  await expect(details.getByRole('button', { name: 'Send comment' })).toBeFocused();
  await write(details, 'And more', 'Send reflection');
  await expect.poll(() => host.posts.length).toBe(2);
  expect([host.posts[1].body.kind, host.posts[1].headers['if-match']]).toEqual(['reflect', '"v2"']);
  expect(host.gets, 'the answer is the plan').toBe(1);
});

test('what was typed is in no record of the event, and a page that takes the change reads it', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open);
  await page.evaluate(() => addEventListener('plp-change', event => {
    event.preventDefault();
    const { detail } = event;
    window.taken = {
      text: detail.text,
      records: [JSON.stringify(detail), JSON.stringify({ ...detail }), JSON.stringify(Object.assign({}, detail)), JSON.stringify(structuredClone(detail)), Object.keys(detail).join()],
    };
  }));
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'My secret');
  await expect(told(details)).toHaveText('Sent on to the school.');
  const { text, records } = await page.evaluate(() => window.taken);
  expect(text).toBe('My secret');
  expect(records.join()).not.toContain('secret');
  expect(records[0]).toContain('"kind":"comment"');
  expect(records.at(-1)).toBe('id,at,kind,step');
  expect((await heard(page, 'plp-change')).map(({ detail, cancelable }) => [detail.kind, detail.step, detail.text, cancelable])).toEqual([['comment', 'algebra', undefined, true]]);
  expect(host.posts).toEqual([]);
  expect(JSON.stringify(open.said)).not.toContain('secret');
});

test('a page that took the change sets the newer plan, and the open step and the focus stay', async ({ page, open }) => {
  const plan = writable();
  const roadmap = await open(`${SCRIPT}<plp-roadmap></plp-roadmap>`);
  await roadmap.evaluate((element, plan) => { element.plan = plan; }, plan);
  await inState(roadmap, 'ready');
  await page.evaluate(() => addEventListener('plp-change', event => event.preventDefault()));
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'Taken');
  await expect(told(details)).toHaveText('Sent on to the school.');
  await box(details).fill('Being written');
  await roadmap.evaluate((element, plan) => { element.plan = plan; }, noted(plan, 'Taken'));
  await expect(details.locator('[data-is=notes]')).toContainText('Taken');
  await expect(box(details)).toHaveValue('Being written');
  await expect(box(details)).toBeFocused();
  await roadmap.evaluate((element, plan) => { element.plan = plan; }, { ...plan, id: 'of another learner' });
  await expect(details).toHaveCount(0);
  await expect(box(await choose(roadmap, 'Algebra II'))).toHaveValue('');
});

test('offline, nothing is lost, and Try again sends the same under the same key', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open, { answers: ['cut', problem503, undefined] });
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'Keep me');
  await expect(told(details)).toHaveText('This could not be sent. Nothing is lost.');
  await expect(box(details)).toHaveValue('Keep me');
  await press(details, 'Try again: Send comment');
  await expect.poll(() => host.posts.length).toBe(2);
  await expect(told(details)).toHaveText('This could not be sent. Nothing is lost.');
  // Another step and back again.
  await choose(roadmap, 'Geometry');
  await choose(roadmap, 'Algebra II');
  await expect(box(details)).toHaveValue('Keep me');
  await press(details, 'Try again: Send comment');
  await expect(details.locator('[data-is=notes]')).toContainText('Keep me');
  await expect(details.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  await expect(told(details)).toBeFocused();
  const keys = host.posts.map(({ headers }) => headers['idempotency-key']);
  expect(new Set(keys).size).toBe(1);
  expect(host.posts[0].body).toEqual(host.posts[2].body);
});
const problem503 = () => problem(503, 'Down');

const arrived = {
  comment: (plan, { id, text }) => ({ ...plan, steps: plan.steps.map(step => (step.agency ? { ...step, notes: [{ id, kind: 'comment', text, by: 'maya' }] } : step)) }),
  accept: plan => decided(plan, 'accepted'),
};
for (const [kind, made] of Object.entries(arrived)) {
  for (const status of [504, 401]) {
    test(`a ${kind} that was made though the host answered ${status} is not said to be lost once the plan shows it`, async ({ page, open }) => {
      const { roadmap, host } = await show(page, open, { answers: [() => problem(status, '')] });
      const details = await choose(roadmap, 'Nursing licence');
      if (kind === 'comment') await write(details, 'Mine');
      else await press(details, 'Accept');
      await expect(details.getByRole('button', { name: /^Try again/ })).toBeVisible();
      // Another plan that does not show it leaves all as it is.
      host.version += 1;
      host.plan = { ...host.plan, title: 'Newer' };
      await roadmap.evaluate(element => element.reload());
      await expect(details.getByRole('button', { name: /^Try again/ })).toBeVisible();
      host.version += 1;
      host.plan = made(host.plan, host.posts[0].body);
      await roadmap.evaluate(element => element.reload());
      // Whose decision it is nobody knows.
      await (kind === 'comment' ? expect(told(details)).toHaveCount(0) : expect(told(details)).toHaveText('This was settled already, as it shows here now.'));
      await expect(details.getByRole('button', { name: /^Try again/ })).toHaveCount(0);
      await expect(box(details)).toHaveValue('');
    });
  }
}

test('other words after a failure are another change', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open, { answers: ['cut', undefined] });
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'First words');
  await expect(told(details)).toHaveText(/could not be sent/);
  await write(details, 'Better words');
  await expect(details.locator('[data-is=notes]')).toContainText('Better words');
  expect(host.posts[0].body.id).not.toBe(host.posts[1].body.id);
});

test('what is typed outlives another step, a reload, and a plan that is drawn anew', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open);
  const details = await choose(roadmap, 'Algebra II');
  await box(details).fill('Half a thought');
  const other = await choose(roadmap, 'Geometry');
  await expect(box(other)).toHaveValue('');
  await box(other).fill('Another');
  await choose(roadmap, 'Algebra II');
  await expect(box(details)).toHaveValue('Half a thought');
  host.version += 1;
  host.plan = { ...host.plan, steps: [{ id: 'new', title: 'Newly first' }, ...host.plan.steps], edges: [{ from: 'new', to: 'geometry', kind: 'requires' }, ...host.plan.edges] };
  await roadmap.evaluate(element => element.reload());
  await expect(roadmap.locator('.step')).toHaveCount(4);
  await expect(box(details)).toHaveValue('Half a thought');
  await roadmap.evaluate(element => { element.view = 'card'; });
  await expect(details).toHaveCount(0);
  await roadmap.evaluate(element => { element.view = 'map'; });
  await expect(box(details)).toHaveValue('Half a thought');
});

const refusals = [
  ['a host that refuses says why, as text', 403, 'You may not, <b>Maya</b>.', 'You may not, <b>Maya</b>.'],
  ['a host that refuses without a word is spoken for', 422, undefined, 'This was not accepted. Nothing is lost.'],
];
for (const [name, status, detail, said] of refusals) {
  test(name, async ({ page, open }) => {
    const { roadmap } = await show(page, open, { answers: [() => problem(status, detail)] });
    const details = await choose(roadmap, 'Algebra II');
    await write(details, 'Words');
    await expect(told(details)).toHaveText(said);
    await expect(box(details)).toHaveValue('Words');
    await expect(details.getByRole('button', { name: 'Try again' })).toHaveCount(0);
    expect(open.said.filter(line => WARNS.test(line))).toEqual([`[plp-roadmap] change: the host answered ${status}`]);
  });
}

test('after 412 the plan is read again and the change goes once more, with the same key and the new tag', async ({ page, open }) => {
  const newer = host => {
    host.version += 1;
    host.plan = noted(host.plan, 'From somebody else');
    return problem(412, 'Changed');
  };
  const { roadmap, host } = await show(page, open, { answers: [newer, undefined] });
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'Mine');
  await expect(told(details)).toHaveText('Sent. It shows here now.');
  await expect(details.locator('[data-is=notes]')).toContainText('From somebody else');
  await expect(details.locator('[data-is=notes]')).toContainText('Mine');
  expect(host.posts.map(({ headers }) => headers['if-match'])).toEqual(['"v1"', '"v2"']);
  expect(host.posts[0].body).toEqual(host.posts[1].body);
});

test('after 409 what makes no sense any more is not sent again, and the reader is told', async ({ page, open }) => {
  const decided = host => {
    host.version += 1;
    host.plan = { ...host.plan, steps: host.plan.steps.map(step => (step.agency ? { ...step, agency: { state: 'declined', by: 'lee' } } : step)) };
    return problem(409, 'Decided');
  };
  const { roadmap, host } = await show(page, open, { answers: [decided] });
  const details = await choose(roadmap, 'Nursing licence');
  await press(details, 'Accept');
  await expect(told(details)).toHaveText('This was settled already, as it shows here now.');
  await expect(told(details)).toBeFocused();
  await expect(details.getByRole('button', { name: 'Accept' })).toHaveCount(0);
  await expect(details).toContainText('Declined');
  expect(host.posts).toHaveLength(1);
});

test('after 412 and a plan that cannot be read again it is not sent, and the same can be tried again', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open, { answers: [() => problem(412, 'Changed'), undefined], says: [HTTP] });
  const details = await choose(roadmap, 'Nursing licence');
  await page.route(`**${ADDRESS}`, route => route.fulfill(problem(500, 'Down')), { times: 1 });
  await press(details, 'Accept');
  await expect(told(details)).toHaveText('This could not be sent. Nothing is lost.');
  expect([host.posts.length, await heard(page, 'plp-error')]).toEqual([1, []]);
  await press(details, 'Try again: Accept');
  await expect(told(details)).toHaveText('Sent. It shows here now.');
  expect(host.posts[0].body).toEqual(host.posts[1].body);
});

test('a reload of the page whose place is taken for a change that fails is told of as failed', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open, { answers: [() => problem(412, 'Changed'), () => ({ status: 204 })], says: [HTTP] });
  for (const errors of [1, 2]) {
    let waits = 0;
    await page.route(`**${ADDRESS}`, route => (++waits === 1 ? undefined : route.fulfill(problem(503, 'Down'))), { times: 2 });
    await roadmap.evaluate(element => { element.reload(); });
    await expect.poll(() => waits).toBe(1);
    await choose(roadmap, 'Nursing licence').then(details => (errors === 1 ? press(details, 'Accept') : press(details, 'Try again: Accept')));
    await expect(roadmap.locator('.told:not(:empty)')).toHaveText(errors === 1 ? 'This could not be sent. Nothing is lost.' : 'Sent on to the school.');
    expect((await heard(page, 'plp-error')).map(({ detail }) => detail.status)).toEqual(Array(errors).fill(503));
    await page.keyboard.press('Escape');
  }
  expect(host.posts).toHaveLength(2);
  expect(open.said.filter(line => HTTP.test(line))).toEqual(['[plp-roadmap] http: the host answered 503']);
});

/** A decision, what the step says beside that it is proposed, its status by the time of the answer, and whether the decision
 *  is still to be made. */
const BY_THEN = [
  ['Accept', {}, 'in-progress', false],
  ['Accept', {}, 'not-met', false],
  ['Accept', {}, 'waived', false],
  ['Accept', {}, null, true],
  ['Accept', {}, 'odd', true],
  ['Accept', { done: true, current: true }, 'suggested', true],
  ['Approve', {}, 'completed', false],
  ['Approve', {}, 'dropped', false],
  ['Approve', {}, 'in-progress', true],
  ['Approve', { score: { value: 1, need: 3 } }, 'completed', true],
  ['Approve', { score: { value: null, need: 3 } }, 'completed', false],
];
for (const [kind, said, status, isOpen] of BY_THEN) {
  test(`${kind}, of ${JSON.stringify(said)} that is ${status} by then, is sent ${isOpen ? 'again' : 'once'}`, async ({ page, open }) => {
    const as = (plan, more) => ({ ...plan, steps: plan.steps.map(step => (step.agency ? { ...step, ...more } : step)) });
    const moved = host => {
      host.version += 1;
      host.plan = as(host.plan, { status });
      return problem(412, 'Changed');
    };
    const plan = as(writable({ viewer: { person: 'rey', role: 'counselor', can: ['decide'] } }), said);
    const { roadmap, host } = await show(page, open, { plan, answers: [moved, undefined], says: [/unknown word/] });
    const details = await choose(roadmap, 'Nursing licence');
    await press(details, kind);
    await expect(told(details)).toHaveText(isOpen ? 'Sent. It shows here now.' : 'This was settled already, as it shows here now.');
    expect(host.posts).toHaveLength(isOpen ? 2 : 1);
  });
}

/** The step that is to be decided on, proposed anew as something else. */
const proposedAnew = host => {
  host.version += 1;
  host.plan = { ...host.plan, steps: host.plan.steps.map(step => (step.agency ? { ...step, credits: 3, agency: { ...step.agency, at: '2026-11-23T09:00:00Z' } } : step)) };
};

test('an answer that was lost is not given to what was proposed anew since, and then has a key of its own', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open, { answers: ['cut', undefined] });
  const details = await choose(roadmap, 'Nursing licence');
  await press(details, 'Accept');
  await expect(told(details)).toHaveText('This could not be sent. Nothing is lost.');
  proposedAnew(host);
  await roadmap.evaluate(element => element.reload());
  await expect(details).toContainText('3 credits');
  await press(details, 'Try again: Accept');
  await expect(told(details)).toContainText('Something changed here in the meantime.');
  expect(host.posts).toHaveLength(1);
  await press(details, 'Accept');
  await expect(told(details)).toHaveText('Sent. It shows here now.');
  expect(host.posts).toHaveLength(2);
  expect(host.posts[1].body.id).not.toBe(host.posts[0].body.id);
});

test('after 412 an answer is not given to what was proposed anew, and given where others have noted something', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open, { answers: [host => (proposedAnew(host), problem(412, 'Changed')), undefined] });
  const details = await choose(roadmap, 'Nursing licence');
  await press(details, 'Accept');
  await expect(told(details)).toContainText('Something changed here in the meantime.');
  await expect(details).toContainText('3 credits');
  expect(host.posts).toHaveLength(1);
  host.version += 1;
  host.plan = { ...host.plan, steps: host.plan.steps.map(step => (step.agency ? { ...step, notes: [{ id: 'n', kind: 'comment', text: 'Ask June', by: 'lee' }] } : step)) };
  await roadmap.evaluate(element => element.reload());
  await press(details, 'Accept');
  await expect(told(details)).toHaveText('Sent. It shows here now.');
});

test('what waits behind another change is not sent to what was proposed anew meanwhile', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open, { answers: [host => (proposedAnew(host), problem(412, 'Changed')), undefined] });
  const details = await choose(roadmap, 'Nursing licence');
  await box(details).fill('Mine');
  await roadmap.evaluate(element => {
    for (const name of ['comment', 'accept']) element.shadowRoot.querySelector(`.details [data-act*=" ${name} "]`).click();
  });
  await expect(details.getByRole('status').filter({ hasText: 'Something changed here in the meantime.' })).toBeVisible();
  expect(host.posts.map(({ body }) => body.kind)).toEqual(['comment', 'comment']);
});

test('a plan that is always another one is given up after the second try', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open, { answers: [() => problem(412, 'Changed')] });
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'Mine');
  await expect(told(details)).toContainText('Something changed here in the meantime.');
  await expect(box(details)).toHaveValue('Mine');
  expect(host.posts).toHaveLength(2);
});

test("one person's words are never sent under another's name, and the reader is told", async ({ page, open }) => {
  const lucia = host => {
    host.version += 1;
    host.plan = { ...host.plan, viewer: { person: 'lucia', role: 'family', can: ['comment'] } };
    return problem(412, 'Changed');
  };
  const { roadmap, host } = await show(page, open, { answers: [lucia, undefined] });
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'Between me and my counselor');
  await expect(told(details)).toHaveText('This was not sent: it belongs to what was shown here before.');
  await expect(box(details)).toHaveValue('');
  expect(host.posts).toHaveLength(1);
});

for (const [what, kinds] of [['is refused', ['comment']], ['waits behind another', ['accept']]]) {
  test(`who sends something and is shown another learner's plan is told where it ${what}, and the words are nobody's`, async ({ page, open }) => {
    const { roadmap, host } = await show(page, open);
    let answer;
    await page.route('**/host/plan/changes', route => {
      host.posts.push({ body: route.request().postDataJSON() });
      answer = () => route.fulfill(kinds[0] === 'accept' ? { status: 204 } : problem503());
    });
    await page.route('**/host/another', route => route.fulfill({ json: writable({ id: 'bob', title: 'Plan of Bob' }) }));
    const details = await choose(roadmap, 'Nursing licence');
    if (kinds[0] === 'accept') await press(details, 'Accept');
    await write(details, 'Mine alone');
    await expect.poll(() => typeof answer).toBe('function');
    await roadmap.evaluate(element => { element.src = '/host/another'; });
    await expect(roadmap).toContainText('Plan of Bob');
    await answer();
    await expect(roadmap.locator('.news')).toHaveText('This was not sent: it belongs to what was shown here before.');
    expect(host.posts.map(({ body }) => body.kind)).toEqual(kinds);
    await expect(box(await choose(roadmap, 'Nursing licence'))).toHaveValue('');
  });
}

test('an answer of 428 wants the tag of the plan, and gets it', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open, { answers: [() => problem(428, 'Which plan?'), undefined] });
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'Mine');
  await expect(told(details)).toHaveText('Sent. It shows here now.');
  expect(host.posts.map(({ headers }) => headers['if-match'])).toEqual(['"v1"', '"v1"']);
});

test('a weak tag, which could never match, is not sent', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open, { weak: 'W/' });
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'Mine');
  await expect(told(details)).toHaveText('Sent. It shows here now.');
  expect(host.posts[0].headers).not.toHaveProperty('if-match');
});

test('a host that wants a tag and gives a weak one is told so on the console', async ({ page, open }) => {
  const { roadmap } = await show(page, open, { weak: 'W/', answers: [() => problem(428, 'Which plan?')] });
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'Mine');
  await expect(told(details)).toHaveText('This could not be sent. Nothing is lost.');
  await expect(box(details)).toHaveValue('Mine');
  expect(open.said.filter(line => WARNS.test(line))).toEqual([
    '[plp-roadmap] change: the host answered 428, and only a strong ETag gives it an If-Match',
  ]);
});

const page200 = () => ({ status: 200, contentType: 'text/html', body: '<!doctype html><title>Sign in</title>' });
test('a page in place of an answer is none: nothing is lost, and the same goes again under the same key', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open, { answers: [page200, undefined] });
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'Keep me');
  await expect(told(details)).toHaveText('This could not be sent. Nothing is lost.');
  await expect(box(details)).toHaveValue('Keep me');
  await press(details, 'Try again: Send comment');
  await expect(details.locator('[data-is=notes]')).toContainText('Keep me');
  expect(host.posts[0].body).toEqual(host.posts[1].body);
});

for (const [what, answer] of [['null', 'null'], ['words', 'OK']]) {
  test(`a host that answers ${what} has made the change`, async ({ page, open }) => {
    const made = host => {
      host.version += 1;
      host.plan = noted(host.plan, 'Made');
      return { status: 200, contentType: 'application/json', body: answer };
    };
    const { roadmap } = await show(page, open, { answers: [made] });
    const details = await choose(roadmap, 'Algebra II');
    await write(details, 'Made');
    await expect(told(details)).toHaveText('Sent. It shows here now.');
    await expect(details.locator('[data-is=notes]')).toContainText('Made');
  });
}

test("the answer to one person's change is not painted for the next", async ({ page, open }) => {
  const { roadmap, host } = await show(page, open);
  let answer;
  await page.route('**/host/plan/changes', async route => { answer = body => route.fulfill({ status: 200, contentType: 'application/json', body: JSON.stringify(body) }); });
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'Mine');
  await expect.poll(() => typeof answer).toBe('function');
  const maya = host.plan;
  host.plan = { ...maya, viewer: { person: 'lucia', role: 'family', can: ['comment'] } };
  host.version += 1;
  await roadmap.evaluate(element => element.reload());
  const reader = () => roadmap.evaluate(async element => JSON.parse(await (await element.exportPlan()).text()).viewer.person);
  expect(await reader()).toBe('lucia');
  await answer(noted(maya, 'Mine'));
  await page.waitForTimeout(200);
  expect(await reader()).toBe('lucia');
  await expect(details.locator('[data-is=notes]')).toHaveCount(0);
  await expect(told(details)).toHaveCount(0);
});

test('an answer without words is the change made, once the plan that is read again has it', async ({ page, open }) => {
  const made = host => {
    host.version += 1;
    host.plan = noted(host.plan, 'Made');
    return { status: 204 };
  };
  const { roadmap } = await show(page, open, { answers: [made, () => ({ status: 204 })], says: [/^\[plp-roadmap\] network: /] });
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'Made');
  await expect(told(details)).toHaveText('Sent. It shows here now.');
  await expect(details.locator('[data-is=notes]')).toContainText('Made');
  await page.route(`**${ADDRESS}`, route => route.abort('internetdisconnected'), { times: 1 });
  await write(details, 'And more');
  await expect(told(details)).toHaveText('Sent on to the school.');
  expect(await heard(page, 'plp-error')).toEqual([]);
  expect(open.said.filter(line => line.startsWith('[plp-roadmap] network: '))).toHaveLength(1);
});

test('an answer without words to a page that gave the plan itself says no more than it knows', async ({ page, open }) => {
  const { roadmap } = await show(page, open, { answers: [() => ({ status: 204 })] });
  await roadmap.evaluate((element, plan) => { element.plan = plan; }, writable({ links: { changes: '/host/plan/changes' } }));
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'Made');
  await expect(told(details)).toHaveText('Sent on to the school.');
});

test('where the plan that is read again is as it was, nobody says that it shows the change', async ({ page, open }) => {
  const { roadmap } = await show(page, open, { answers: [() => ({ status: 202 })] });
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'For the queue');
  await expect(told(details)).toHaveText('Sent on to the school.');
});

for (const answer of ['202 and nothing', 'the plan']) {
  test(`where only the plan's day is newer, nobody says that it shows the change, after ${answer}`, async ({ page, open }) => {
    const queued = host => {
      host.version += 1;
      host.plan = { ...host.plan, updated: '2026-11-23T09:00:00Z' };
      return answer === 'the plan' ? { status: 200, json: host.plan } : { status: 202 };
    };
    const { roadmap } = await show(page, open, { answers: [queued] });
    const details = await choose(roadmap, 'Algebra II');
    await write(details, 'For the queue');
    await expect(told(details)).toHaveText('Sent on to the school.');
  });
}

test('an answer that comes after a newer plan of the page is not said to show', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open);
  const newer = { ...host.plan, title: 'Newer' };
  const set = async made => {
    await roadmap.evaluate((element, plan) => { element.plan = plan; }, newer);
    await expect(roadmap).toContainText('Newer');
    return { status: 200, json: noted(made.plan, 'Mine') };
  };
  await page.unroute('**/host/plan/changes');
  await page.route('**/host/plan/changes', async route => route.fulfill(await set(host)));
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'Mine');
  await expect(told(details)).toHaveText('Sent on to the school.');
});

test('what waits behind another change is not sent to another plan, though neither says whose it is', async ({ page, open }) => {
  const { id, ...nameless } = writable({ viewer: { role: 'learner', can: ['comment', 'decide'] } });
  const { roadmap, host } = await show(page, open, { plan: nameless });
  let answer;
  await page.route('**/host/plan/changes', async route => {
    host.posts.push({ body: route.request().postDataJSON() });
    answer = () => route.fulfill({ status: 204 });
  });
  await page.route('**/host/another', route => route.fulfill({ json: { ...nameless, title: 'Of another learner' } }));
  const details = await choose(roadmap, 'Nursing licence');
  await press(details, 'Accept');
  await write(details, 'About me alone');
  await expect.poll(() => host.posts.length).toBe(1);
  await roadmap.evaluate(element => { element.src = '/host/another'; });
  await expect(roadmap).toContainText('Of another learner');
  await answer();
  await page.waitForTimeout(200);
  expect(host.posts.map(({ body }) => body.kind)).toEqual(['accept']);
});

test('what is typed stays where the page gives a newer plan and then has the address asked again', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open);
  const details = await choose(roadmap, 'Algebra II');
  await box(details).fill('Half a thought');
  await roadmap.evaluate((element, plan) => { element.plan = plan; }, { ...host.plan, title: 'Newer' });
  await expect(roadmap).toContainText('Newer');
  await roadmap.evaluate(element => { element.plan = null; });
  await expect(roadmap).not.toContainText('Newer');
  await expect(box(await choose(roadmap, 'Algebra II'))).toHaveValue('Half a thought');
  // Another learner's, for all that is known before the answer.
  await page.route('**/host/another', route => route.fulfill({ json: { ...host.plan, title: 'From elsewhere' } }));
  await roadmap.evaluate(element => { element.src = '/host/another'; });
  await expect(roadmap).toContainText('From elsewhere');
  await expect(box(await choose(roadmap, 'Algebra II'))).toHaveValue('');
});

test('a relative address is resolved once: where the page says that it is now elsewhere, nobody gets what is another\'s', async ({ page, open }) => {
  const asked = [];
  for (const name of ['ann', 'bob']) {
    await page.route(`**/host/${name}/plan*`, route => {
      const headers = route.request().headers();
      asked.push([name, headers['if-none-match']]);
      return headers['if-none-match'] === '"1"' ? route.fulfill({ status: 304 }) : route.fulfill({ json: writable({ id: name, title: `Plan of ${name}` }), headers: { etag: '"1"' } });
    });
    await page.route(`**/host/${name}/plan/changes`, route => {
      asked.push([name, route.request().postDataJSON().text]);
      return route.fulfill({ json: writable({ id: name, title: `Plan of ${name}` }) });
    });
  }
  const go = name => page.evaluate(to => history.pushState(null, '', to), `/host/${name}/`);
  for (const given of [false, true]) {
    const roadmap = await open(`<script>history.replaceState(null, '', '/host/ann/')</script>${SCRIPT}<plp-roadmap ${given ? '' : 'src="plan"'}></plp-roadmap>`);
    await page.waitForFunction(() => customElements.get('plp-roadmap'));
    if (given) await roadmap.evaluate((element, plan) => { element.plan = plan; }, writable({ id: 'ann' }));
    const details = await choose(roadmap, 'Algebra II');
    await box(details).fill('Of Ann');
    await go('bob');
    asked.length = 0;
    await press(details, 'Send comment');
    await expect(told(details)).toHaveText(/^Sent/);
    expect(asked[0], `given: ${given}`).toEqual(['ann', 'Of Ann']);
    if (given) continue;
    await roadmap.evaluate(element => element.reload());
    expect(asked.slice(1)).toEqual([['bob', undefined]]);
    const text = await roadmap.evaluate(async element => (await element.exportPlan()).text());
    expect(JSON.parse(text).id).toBe('bob');
  }
});

test('a way that was asked for is told over the map, which has the focus once its button is gone', async ({ page, open }) => {
  const steps = TINY.steps.map(step => step.id);
  const pathways = [{ id: 'own', title: 'Nursing', current: true, steps }, { id: 'short', title: 'Nursing Assistant', steps: ['geometry'] }];
  const plan = writable({ pathways, viewer: { person: 'maya', role: 'learner', can: ['choose-pathway'] } });
  const chosen = host => {
    host.plan = { ...plan, pathways: pathways.map(way => ({ ...way, current: way.id === 'short' })) };
    return { status: 200, json: host.plan };
  };
  const { roadmap } = await show(page, open, { plan, answers: [chosen] });
  await roadmap.evaluate(element => element.compare('short'));
  await roadmap.getByRole('button', { name: 'Ask to go this way' }).focus();
  await page.keyboard.press('Enter');
  await expect(roadmap.locator('.news')).toHaveText('Nursing Assistant: Sent. It shows here now.');
  await expect(roadmap.locator('.news')).toBeFocused();
});

test('a way that the page itself has chosen is told there too', async ({ page, open }) => {
  const steps = TINY.steps.map(step => step.id);
  const pathways = [{ id: 'own', title: 'Nursing', current: true, steps }, { id: 'short', title: 'Nursing Assistant', steps: ['geometry'] }];
  const plan = writable({ pathways, viewer: { person: 'maya', role: 'learner', can: ['choose-pathway'] } });
  const { roadmap } = await show(page, open, { plan });
  await roadmap.evaluate((element, chosen) => {
    element.addEventListener('plp-change', event => {
      event.preventDefault();
      setTimeout(() => (element.plan = chosen), 100);
    });
    return element.compare('short');
  }, { ...plan, pathways: pathways.map(way => ({ ...way, current: way.id === 'short' })) });
  await roadmap.getByRole('button', { name: 'Ask to go this way' }).focus();
  await page.keyboard.press('Enter');
  await expect(roadmap.locator('.way')).toHaveCount(2);
  await expect(roadmap.locator('.news')).toHaveText('Nursing Assistant: Sent on to the school.');
  await expect(roadmap.locator('.news')).toBeFocused();
});

test('what was lost says what it was, and is not tried again while a what-if is laid over the plan', async ({ page, open }) => {
  const pathways = [{ id: 'own', title: 'Nursing', current: true, steps: TINY.steps.map(step => step.id) }, { id: 'short', title: 'Nursing Assistant', steps: ['licence'] }];
  const { roadmap } = await show(page, open, { plan: writable({ pathways }), answers: [problem503] });
  const details = await choose(roadmap, 'Nursing licence');
  await write(details, 'Keep me', 'Send reflection');
  await press(details, 'Accept');
  const again = details.getByRole('button', { name: /^Try again/ });
  await expect(again).toHaveCount(2);
  expect(await again.evaluateAll(all => all.map(each => each.ariaLabel))).toEqual(['Try again: Accept', 'Try again: Send reflection']);
  await roadmap.evaluate(element => element.compare('short'));
  await expect(again).toHaveCount(0);
  await expect(told(details).last()).toHaveText('This could not be sent. Nothing is lost.');
  await roadmap.evaluate(element => element.compare(null));
  await expect(again).toHaveCount(2);
});

test('a way that is gone is not told as settled already', async ({ page, open }) => {
  const steps = TINY.steps.map(step => step.id);
  const pathways = [{ id: 'own', title: 'Nursing', current: true, steps }, { id: 'short', title: 'Nursing Assistant', steps: ['geometry'] }];
  const plan = writable({ pathways, viewer: { person: 'maya', role: 'learner', can: ['choose-pathway'] } });
  const moved = host => {
    host.plan = { ...plan, pathways: pathways.slice(0, 1) };
    host.version += 1;
    return problem(412, 'Changed');
  };
  const { roadmap } = await show(page, open, { plan, answers: [moved] });
  await roadmap.evaluate(element => element.compare('short'));
  await press(roadmap, 'Ask to go this way');
  await expect(roadmap.locator('.news')).toHaveText(/Something changed here in the meantime/);
});

test('where the step of the focus is gone, the line over the map has it', async ({ page, open }) => {
  const plan = writable();
  const gone = { ...plan, steps: plan.steps.filter(step => step.id !== 'licence'), edges: plan.edges.slice(0, 1) };
  const { roadmap } = await show(page, open, { answers: [host => ((host.plan = gone), (host.version += 1), problem(412, 'Changed'))] });
  const news = roadmap.locator('.news');
  await choose(roadmap, 'Nursing licence').then(details => press(details, 'Accept'));
  await expect(news).toHaveText('Something changed here in the meantime. Look at it again before you send; nothing is lost.');
  await expect(news).toBeFocused();
  await roadmap.evaluate((element, plan) => { element.plan = plan; }, plan);
  await choose(roadmap, 'Nursing licence').then(details => details.getByRole('button', { name: 'Close' }).focus());
  await roadmap.evaluate((element, plan) => { element.plan = plan; }, gone);
  await expect(roadmap.locator('.details')).toHaveCount(0);
  await expect(news).toBeFocused();
});

test('where a newer plan takes a button away that has the focus, what it stood in has it', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open);
  const has = () => roadmap.evaluate(element => element.shadowRoot.activeElement?.className);
  const newer = plan => {
    host.version += 1;
    host.plan = plan;
    return roadmap.evaluate(element => element.reload());
  };
  const details = await choose(roadmap, 'Nursing licence');
  await details.getByRole('button', { name: 'Accept' }).focus();
  await newer(decided(host.plan, 'accepted'));
  await expect(details.getByRole('button', { name: 'Accept' })).toHaveCount(0);
  expect(await has()).toBe('details');
  await roadmap.getByRole('button', { name: 'Mark as done: Ask a nurse' }).focus();
  await newer({ ...host.plan, goals: host.plan.goals.map(goal => ({ ...goal, actions: goal.actions.map(action => ({ ...action, done: true })) })) });
  await expect(roadmap.getByRole('button', { name: /^Mark as done/ })).toHaveCount(0);
  expect(await roadmap.evaluate(element => element.shadowRoot.activeElement?.textContent)).toBe('Goals');
});

test('where what had the focus is gone from an open panel or a board, that has it, and no other button', async ({ page, open }) => {
  const plan = writable();
  const [goal] = plan.goals;
  const both = { ...plan, goals: [{ ...goal, actions: goal.actions.map(action => ({ ...action, owner: 'maya' })) }] };
  const { roadmap, host } = await show(page, open, { plan: both });
  const has = of => roadmap.evaluate((element, of) => element.shadowRoot.activeElement?.[of], of);
  const newer = plan => {
    host.version += 1;
    host.plan = plan;
    return roadmap.evaluate(element => element.reload());
  };
  await roadmap.getByRole('button', { name: 'Mark as done: Ask a nurse' }).focus();
  await newer({ ...both, goals: [{ ...both.goals[0], actions: both.goals[0].actions.slice(1) }] });
  await expect(roadmap.getByRole('button', { name: /^Mark as done/ })).toHaveCount(1);
  expect(await has('textContent')).toBe('Goals');
  const details = await choose(roadmap, 'Algebra II');
  await details.locator('li .go', { hasText: 'Geometry' }).first().focus();
  await newer({ ...host.plan, steps: host.plan.steps.filter(({ id }) => id !== 'geometry'), edges: host.plan.edges.slice(1) });
  await expect(details.locator('.go', { hasText: 'Geometry' })).toHaveCount(0);
  expect(await has('className')).toBe('details');
});

test('who has scrolled away from what is sent is not brought back by the answer', async ({ page, open }) => {
  let release;
  const held = new Promise(resolve => { release = resolve; });
  const { roadmap } = await show(page, open, { answers: [async host => (await held, { status: 200, json: noted(host.plan, 'Mine') })] });
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('div'), { style: 'block-size: 5000px' })));
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'Mine');
  await expect(told(details)).toHaveText('Sending…');
  await page.evaluate(() => scrollTo(0, 4000));
  release();
  await expect(told(details)).toHaveText('Sent. It shows here now.');
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(3900);
});

test('a plan whose id is none is the same plan in the answer to its change', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open, { plan: writable({ id: 7 }), says: [/expected a string/] });
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'Made');
  await expect(told(details)).toHaveText('Sent. It shows here now.');
  expect(host.gets).toBe(1);
});

test("another learner's plan in an answer is not shown: the reader's own is read again", async ({ page, open }) => {
  const mixed = host => {
    host.version += 1;
    host.plan = noted(host.plan, 'Made');
    return { status: 200, contentType: 'application/json', body: JSON.stringify({ ...host.plan, id: 'p2', title: 'Of another learner' }) };
  };
  const { roadmap, host } = await show(page, open, { answers: [mixed] });
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'Made');
  await expect(told(details)).toHaveText('Sent. It shows here now.');
  await expect(details.locator('[data-is=notes]')).toContainText('Made');
  await expect(roadmap).not.toContainText('Of another learner');
  expect(host.gets).toBe(2);
  expect(open.said).toEqual(['[plp-roadmap] change: the host answered another plan']);
});

test('after 401 one new token is asked for; then the page is told, and all stays', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open, { answers: [() => problem(401, ''), () => problem(401, ''), undefined] });
  const reasons = await roadmap.evaluateHandle(element => {
    const reasons = [];
    element.getToken = ({ reason }) => {
      reasons.push(reason);
      return `token-${reasons.length}`;
    };
    return reasons;
  });
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'Wait for me');
  await expect(told(details)).toHaveText('Sign in again in another tab, then press “Try again” here. Nothing is lost.');
  expect(await reasons.jsonValue()).toEqual(['request', 'unauthorized']);
  expect(await heard(page, 'plp-auth-required')).toMatchObject([{ detail: { status: 401 }, cancelable: true }]);
  expect(await heard(page, 'plp-error')).toEqual([]);
  await expect(box(details)).toHaveValue('Wait for me');
  await press(details, 'Try again: Send comment');
  await expect(details.locator('[data-is=notes]')).toContainText('Wait for me');
  expect(host.posts.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2', 'Bearer token-3']);
});

test('the token of who comes next goes with no change of who was there', async ({ page, open }) => {
  const next = () => page.evaluate(() => (document.querySelector('plp-roadmap').getToken = () => 'next'));
  const { roadmap, host } = await show(page, open, { answers: [async () => (await next(), problem(401, ''))] });
  await roadmap.evaluate(element => { element.getToken = () => 'mine'; });
  await write(await choose(roadmap, 'Algebra II'), 'Words');
  await expect.poll(() => host.posts.length).toBe(2);
  expect(host.posts.map(({ headers }) => headers.authorization)).toEqual(['Bearer mine', 'Bearer mine']);
});

test('the fetcher of the page takes changes too', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open);
  await roadmap.evaluate(element => {
    element.fetcher = (url, round) => {
      window.fetched = [new URL(url).pathname, round.method];
      return fetch(url, { ...round, headers: { ...round.headers, 'X-CSRF': '1' } });
    };
  });
  await write(await choose(roadmap, 'Algebra II'), 'Words');
  await expect.poll(() => host.posts.length).toBe(1);
  expect(host.posts[0].headers['x-csrf']).toBe('1');
  expect(await page.evaluate(() => window.fetched)).toEqual([`${ADDRESS}/changes`, 'POST']);
});

const nowhere = [
  ['no address', undefined],
  ['an address of another origin', 'https://elsewhere.example/changes'],
  ['an address that is none to post to', 'mailto:office@school.example'],
];
for (const [what, changes] of nowhere) {
  test(`with ${what} the reader is told calmly, and the console why`, async ({ page, open }) => {
    const { roadmap, host } = await show(page, open, { plan: writable({ links: { changes } }) });
    const details = await choose(roadmap, 'Algebra II');
    await write(details, 'Words');
    await expect(told(details)).toHaveText('This cannot be sent from here. Nothing is lost; the school can help.');
    await expect(box(details)).toHaveValue('Words');
    expect(host.posts).toEqual([]);
    expect(open.said).toEqual([expect.stringContaining('no links.changes of its own origin')]);
  });
}

test('an empty box is not sent, and has the focus', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open);
  const details = await choose(roadmap, 'Algebra II');
  await write(details, '  \n ');
  await expect(told(details)).toHaveText('Write a few words first.');
  await expect(details.locator('textarea')).toHaveAttribute('aria-invalid', 'true');
  await expect(details.locator('textarea')).toHaveAccessibleDescription('Write a few words first.');
  await expect(box(details)).toBeFocused();
  expect([host.posts, await heard(page, 'plp-change')]).toEqual([[], []]);
  await box(details).pressSequentially('Now');
  await expect(told(details)).toHaveCount(0);
  await expect(box(details)).not.toHaveAttribute('aria-invalid');
});

test('a text that is too long is not cut: the reader is told by how much, counted as people count', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open);
  const details = await choose(roadmap, 'Algebra II');
  await write(details, '🎓'.repeat(4002));
  await expect(told(details)).toHaveText('Too long by this many characters: 2. Nothing is lost.');
  await expect(box(details)).toHaveValue('🎓'.repeat(4002));
  await expect(box(details)).toHaveAttribute('aria-invalid', 'true');
  await expect(box(details)).toBeFocused();
  await write(details, '🎓'.repeat(4000));
  await expect(told(details)).toHaveText('Sent. It shows here now.');
  expect(host.posts.map(({ body }) => body.text.length)).toEqual([8000]);
});

test('that something was sent is not said beside what is being written', async ({ page, open }) => {
  const { roadmap } = await show(page, open);
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'One');
  await expect(told(details)).toHaveText('Sent. It shows here now.');
  await box(details).pressSequentially('Two');
  await expect(told(details)).toHaveCount(0);
  await expect(box(details)).toHaveValue('Two');
});

test('what is changed in the box while it is sent stays there, and what was sent is told until the reader writes on', async ({ page, open }) => {
  let release;
  const held = new Promise(resolve => { release = resolve; });
  const { roadmap, host } = await show(page, open, { answers: [async host => (await held, { status: 200, json: noted(host.plan, 'First') }), undefined] });
  const details = await choose(roadmap, 'Nursing licence');
  await write(details, 'First');
  await expect(told(details)).toHaveText('Sending…');
  for (const [name, disabled] of [['Send comment', 'true'], ['Send reflection', 'true'], ['Accept', null]]) {
    expect(await details.getByRole('button', { name }).getAttribute('aria-disabled'), name).toBe(disabled);
  }
  await box(details).fill('First, corrected');
  await details.getByRole('button', { name: 'Send comment' }).click({ force: true });
  release();
  await expect(details.getByRole('button', { name: 'Send comment' })).not.toHaveAttribute('aria-disabled');
  await expect(told(details)).toHaveText('Sent on to the school.');
  await expect(box(details)).toHaveValue('First, corrected');
  expect(host.posts.map(({ body }) => body.text)).toEqual(['First']);
  // A newer plan takes nothing of it back.
  host.version += 1;
  host.plan = { ...noted(host.plan, 'First'), title: 'Newer' };
  await roadmap.evaluate(element => element.reload());
  await expect(roadmap).toContainText('Newer');
  await expect(told(details)).toHaveText('Sent on to the school.');
  await box(details).press('End');
  await box(details).pressSequentially('!');
  await expect(told(details)).toHaveCount(0);
  await press(details, 'Send comment');
  await expect.poll(() => host.posts.length).toBe(2);
});

test('what is written on in the box while it is sent stays, though nothing may be written by then', async ({ page, open }) => {
  let release;
  const held = new Promise(resolve => { release = resolve; });
  const locked = async host => {
    await held;
    return { status: 200, json: { ...noted(host.plan, 'First'), status: 'locked' } };
  };
  const { roadmap } = await show(page, open, { answers: [locked] });
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'First');
  await box(details).fill('First, corrected');
  release();
  await expect(details.getByRole('button', { name: 'Send comment' })).toHaveCount(0);
  await expect(box(details)).toHaveValue('First, corrected');
  await expect(told(details)).toHaveText('This cannot be sent from here. Nothing is lost; the school can help.');
});

test('what is told of a note that is too long stays when a decision on the same step is sent', async ({ page, open }) => {
  const { roadmap } = await show(page, open);
  const details = await choose(roadmap, 'Nursing licence');
  const long = details.getByText('Too long by this many characters: 10. Nothing is lost.');
  await write(details, 'a'.repeat(4010));
  await expect(long).toBeVisible();
  await press(details, 'Accept');
  await expect(told(details).first()).toHaveText('Sent. It shows here now.');
  await expect(long).toBeVisible();
  await expect(box(details)).toHaveAttribute('aria-invalid', 'true');
});

test('a decision that was lost is not taken for made where somebody else decided otherwise', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open, { answers: [problem503] });
  const details = await choose(roadmap, 'Nursing licence');
  await press(details, 'Accept');
  await expect(details.getByRole('button', { name: 'Try again: Accept' })).toBeVisible();
  host.version += 1;
  host.plan = decided(host.plan, 'declined');
  await roadmap.evaluate(element => element.reload());
  await expect(details).toContainText('Declined');
  await expect(told(details)).toHaveText('This was settled already, as it shows here now.');
  await expect(details.getByRole('button', { name: /^Try again/ })).toHaveCount(0);
});

test('the paragraphs of a note stay apart', async ({ page, open }) => {
  const { roadmap } = await show(page, open);
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'One\n\nTwo');
  const note = details.locator('[data-is=notes] .entry-said');
  await expect(note).toHaveText('One Two');
  expect(await note.evaluate(each => each.innerText)).toBe('One\n\nTwo');
});

test('before the page goes with words that are not sent, the browser asks', async ({ page, open }) => {
  const { roadmap } = await show(page, open);
  const asked = [];
  page.on('dialog', dialog => {
    asked.push(dialog.type());
    return dialog.dismiss();
  });
  const leave = () => page.evaluate(() => location.assign('/elsewhere')).then(() => page.waitForTimeout(300));
  const details = await choose(roadmap, 'Algebra II');
  await box(details).pressSequentially('Wait');
  await leave();
  expect(asked).toEqual(['beforeunload']);
  await press(details, 'Send comment');
  await expect(told(details)).toHaveText('Sent. It shows here now.');
  expect(await page.evaluate(() => dispatchEvent(new Event('beforeunload', { cancelable: true })))).toBe(true);
});

const without = [
  ['the plan is locked', plan => ({ ...plan, status: 'locked' })],
  ['nothing may be written any more', plan => ({ ...plan, viewer: { ...plan.viewer, can: ['decide'] } })],
];
for (const [what, change] of without) {
  test(`once ${what}, what was typed stays to be copied, until it is emptied`, async ({ page, open }) => {
    const { roadmap, host } = await show(page, open, { answers: [() => problem(403, 'Ask June first.')] });
    const details = await choose(roadmap, 'Algebra II');
    await box(details).fill('Half a thought');
    host.version += 1;
    host.plan = change(host.plan);
    await roadmap.evaluate(element => element.reload());
    await expect(told(details)).toHaveText('This cannot be sent from here. Nothing is lost; the school can help.');
    await expect(box(details)).toHaveValue('Half a thought');
    await expect(box(details)).toBeFocused();
    await expect(details.getByRole('button', { name: 'Send comment' })).toHaveCount(0);
    // Not under the fingers: what is taken away can be brought back.
    await box(details).press('ControlOrMeta+a');
    await box(details).press('Delete');
    await expect(box(details)).toBeFocused();
    await box(details).press('ControlOrMeta+z');
    await expect(box(details)).toHaveValue('Half a thought');
    await box(details).press('ControlOrMeta+a');
    await box(details).press('Delete');
    await page.keyboard.press('Shift+Tab');
    await expect(box(details)).toHaveCount(0);
    expect(await page.evaluate(() => dispatchEvent(new Event('beforeunload', { cancelable: true })))).toBe(true);
  });
}

test('a host that refuses, and takes the right to write with it, is heard', async ({ page, open }) => {
  const refused = host => {
    host.version += 1;
    host.plan = { ...host.plan, viewer: { ...host.plan.viewer, can: ['decide'] } };
    return problem(host.posts.length > 1 ? 403 : 412, 'Ask June first.');
  };
  const { roadmap } = await show(page, open, { answers: [refused] });
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'Mine');
  await expect(told(details)).toHaveText('Ask June first.');
  await expect(box(details)).toHaveValue('Mine');
});

test('what was typed for a step that is gone stays to be copied', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open, { says: [/^\[plp-roadmap\] auth: /] });
  const details = await choose(roadmap, 'Algebra II');
  await box(details).fill('Half a thought');
  host.version += 1;
  host.plan = { ...host.plan, steps: host.plan.steps.filter(({ id }) => id !== 'algebra'), edges: [] };
  await roadmap.evaluate(element => element.reload());
  await expect(details).toHaveCount(0);
  const kept = roadmap.getByRole('textbox', { name: 'This step is gone.' });
  await expect(kept).toHaveValue('Half a thought');
  await expect(kept).toHaveAccessibleName('Algebra II: This step is gone. What was written on it can be copied here:');
  // A load that fails takes all away, and words are there again with the plan.
  await page.route(`**${ADDRESS}`, route => route.fulfill(problem(401, 'Sign in')), { times: 1 });
  await roadmap.evaluate(element => element.reload());
  await inState(roadmap, 'error');
  await roadmap.evaluate(element => element.reload());
  await expect(kept).toHaveValue('Half a thought');
  await expect(box(await choose(roadmap, 'Geometry'))).toHaveValue('');
  await kept.fill('');
  await expect(kept).toBeFocused();
  await kept.blur();
  await expect(kept).toHaveCount(0);
  expect(await page.evaluate(() => dispatchEvent(new Event('beforeunload', { cancelable: true })))).toBe(true);
});

test('a title in several languages is not told of a step that is gone', async ({ page, open }) => {
  const plan = writable();
  const titled = { ...plan, steps: plan.steps.map(step => (step.id === 'algebra' ? { ...step, title: { en: 'Algebra II', es: 'Álgebra II', fr: 'Algèbre II' } } : step)) };
  for (const [lang, title] of [['es', 'Álgebra II'], ['ar', 'Algebra II']]) {
    await page.unrouteAll();
    const { roadmap, host } = await show(page, open, { plan: titled, tag: `lang="${lang}"` });
    await choose(roadmap, title).then(details => details.locator('textarea').fill('Half a thought'));
    host.version += 1;
    host.plan = { ...host.plan, steps: host.plan.steps.filter(({ id }) => id !== 'algebra'), edges: [] };
    await roadmap.evaluate(element => element.reload());
    await expect(roadmap.locator('.news label')).toBeVisible();
    await expect(roadmap.locator('.news label')).not.toContainText('lgebra');
  }
});

test('a box that is emptied and closed at once is gone without a fault', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open);
  const details = await choose(roadmap, 'Algebra II');
  await box(details).fill('Half a thought');
  host.version += 1;
  host.plan = { ...host.plan, status: 'locked' };
  await roadmap.evaluate(element => element.reload());
  await expect(details.getByRole('button', { name: 'Send comment' })).toHaveCount(0);
  await box(details).fill('');
  await page.keyboard.press('Escape');
  await expect(details).toHaveCount(0);
  await expect(box(await choose(roadmap, 'Algebra II'))).toHaveCount(0);
});

test('news of an action do not name a step that has the id of its goal', async ({ page, open }) => {
  const plan = writable();
  const same = { ...plan, goals: plan.goals.map(goal => ({ ...goal, id: 'algebra' })), edges: plan.edges.slice(0, 2) };
  const gone = host => {
    host.version += 1;
    host.plan = { ...host.plan, goals: host.plan.goals.map(goal => ({ ...goal, actions: [] })) };
    return problem(409, 'Changed');
  };
  const { roadmap } = await show(page, open, { plan: same, answers: [gone] });
  await press(roadmap, 'Mark as done: Ask a nurse');
  await expect(roadmap.locator('.news')).toHaveText(/^Something changed here in the meantime/);
});

test('a failure is told where the reader is by then, with the name of the step', async ({ page, open }) => {
  const { roadmap } = await show(page, open);
  const status = roadmap.locator('.news');
  await expect(status).toHaveRole('status');
  await expect(status).toBeEmpty();
  let answer;
  await page.route('**/host/plan/changes', async route => { answer = () => route.fulfill(problem503()); });
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'Keep me');
  await page.keyboard.press('Escape');
  await expect(details).toHaveCount(0);
  await expect.poll(() => typeof answer).toBe('function');
  await answer();
  await expect(status).toHaveText('Algebra II: This could not be sent. Nothing is lost.');
  await choose(roadmap, 'Algebra II');
  await expect(status).toBeEmpty();
  await expect(told(details)).toHaveText('This could not be sent. Nothing is lost.');
});

test('a page that takes a change can say later that it was not passed on, and all is kept', async ({ page, open }) => {
  const { roadmap } = await show(page, open);
  await page.evaluate(() => {
    window.taken = [];
    addEventListener('plp-change', event => {
      event.preventDefault();
      event.waitUntil(new Promise((kept, failed) => window.taken.push({ id: event.detail.id, kept, failed })));
      setTimeout(() => {
        try {
          event.waitUntil(Promise.resolve());
        } catch (error) {
          window.late = error.name;
        }
      });
    });
  });
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'Keep me');
  await expect(told(details)).toHaveText('Sending…');
  await page.evaluate(() => window.taken[0].failed(new Error('what the learner wrote')));
  await expect(told(details)).toHaveText('This could not be sent. Nothing is lost.');
  await expect(box(details)).toHaveValue('Keep me');
  await press(details, 'Try again: Send comment');
  await expect(told(details)).toHaveText('Sending…');
  await expect(box(details)).toHaveValue('Keep me');
  await page.evaluate(() => window.taken[1].kept());
  await expect(told(details)).toHaveText('Sent on to the school.');
  await expect(box(details)).toHaveValue('');
  expect(await page.evaluate(() => window.taken[0].id === window.taken[1].id)).toBe(true);
  expect(await page.evaluate(() => window.late)).toBe('InvalidStateError');
  expect(open.said).toEqual(['[plp-roadmap] change: the page that prevented plp-change did not pass it on']);
});

test('the focus and what is typed on stay where a newer plan has a step before the open one', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open);
  const details = await choose(roadmap, 'Algebra II');
  await box(details).pressSequentially('Half ');
  host.version += 1;
  host.plan = { ...host.plan, steps: [{ id: 'new', title: 'Newly first' }, ...host.plan.steps], edges: [{ from: 'new', to: 'geometry', kind: 'requires' }, ...host.plan.edges] };
  await roadmap.evaluate(element => element.reload());
  await expect(roadmap.locator('.step')).toHaveCount(4);
  await page.keyboard.type('a thought');
  await expect(box(details)).toHaveValue('Half a thought');
});

test('what is proposed is declined, and the line that says so is the one that said that it is on its way', async ({ page, open }) => {
  const declined = host => {
    host.version += 1;
    const agency = { state: 'declined', by: 'maya', history: [{ state: 'proposed', by: 'lee' }, { state: 'declined', by: 'maya' }] };
    host.plan = { ...host.plan, steps: host.plan.steps.map(step => (step.agency ? { ...step, agency, notes: [{ id: 'n', kind: 'comment', text: 'Noted', by: 'maya' }] } : step)) };
    return { status: 200, contentType: 'application/json', body: JSON.stringify(host.plan) };
  };
  const { roadmap } = await show(page, open, { answers: [declined] });
  const details = await choose(roadmap, 'Nursing licence');
  const line = await details.locator('.told').first().elementHandle();
  await press(details, 'Decline');
  await expect(told(details)).toHaveText('Sent. It shows here now.');
  await expect(details.locator('[data-is=notes]')).toContainText('Noted');
  expect(await line.evaluate(each => each.isConnected && each.textContent)).toBe('Sent. It shows here now.');
  await expect(told(details)).toBeFocused();
});

test('what is proposed is accepted by the keyboard alone, and the focus stays in its place', async ({ page, open }) => {
  const accepted = host => {
    host.version += 1;
    host.plan = { ...host.plan, steps: host.plan.steps.map(step => (step.agency ? { ...step, agency: { state: 'accepted', by: 'maya' } } : step)) };
    return { status: 200, contentType: 'application/json', body: JSON.stringify(host.plan) };
  };
  const { roadmap, host } = await show(page, open, { answers: [accepted] });
  await roadmap.locator('.card', { hasText: 'Nursing licence' }).focus();
  await page.keyboard.press('Enter');
  const details = roadmap.getByRole('complementary', { name: 'Nursing licence' });
  const accept = details.getByRole('button', { name: 'Accept' });
  for (let at = 0; at < 8 && !(await accept.evaluate(each => each.getRootNode().activeElement === each)); at += 1) await page.keyboard.press('Tab');
  await expect(accept).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(told(details)).toHaveText('Sent. It shows here now.');
  await expect(told(details)).toBeFocused();
  await expect(accept).toHaveCount(0);
  await expect(details.getByRole('button', { name: 'Approve' })).toHaveCount(0);
  await expect(details.locator('[data-is=agency]')).toContainText('Accepted');
  expect(host.posts.map(({ body: { id, at, ...rest } }) => rest)).toEqual([{ kind: 'accept', step: 'licence' }]);
});

test("an action is checked off by whose it is, and another's is not offered", async ({ page, open }) => {
  const checked = host => {
    host.version += 1;
    host.plan = { ...host.plan, goals: host.plan.goals.map(goal => ({ ...goal, actions: goal.actions.map(action => (action.id === 'a' ? { ...action, done: true } : action)) })) };
    return { status: 200, contentType: 'application/json', body: JSON.stringify(host.plan) };
  };
  const { roadmap, host } = await show(page, open, { answers: [checked] });
  await expect(roadmap.getByRole('button', { name: /^Mark as done/ })).toHaveCount(1);
  await roadmap.getByRole('button', { name: 'Mark as done: Ask a nurse' }).click();
  await expect(roadmap.locator('[data-is=goal] .told:not(:empty)')).toHaveText('Sent. It shows here now.');
  await expect(roadmap.locator('[data-is=goal] .told:not(:empty)')).toBeFocused();
  await expect(roadmap.getByRole('button', { name: /^Mark as done/ })).toHaveCount(0);
  expect(host.posts.map(({ body: { id, at, ...rest } }) => rest)).toEqual([{ kind: 'check-action', goal: 'goal', action: 'a' }]);
});

for (const [status, actions] of [[412, [{ id: 'b', title: 'Call the clinic', owner: 'lee' }]], [409, []]]) {
  test(`that an action is gone is told over the map after ${status}, with ${actions.length} others`, async ({ page, open }) => {
    const gone = host => {
      host.version += 1;
      host.plan = { ...host.plan, goals: host.plan.goals.map(goal => ({ ...goal, actions })) };
      return problem(status, 'Changed');
    };
    const { roadmap } = await show(page, open, { answers: [gone] });
    await roadmap.getByRole('button', { name: 'Mark as done: Ask a nurse' }).click();
    await expect(roadmap.locator('.news')).toHaveText(/^Something changed here in the meantime/);
  });
}

test('without viewer.can nothing can be changed', async ({ page, open }) => {
  const { roadmap } = await show(page, open, { plan: writable({ viewer: { person: 'maya', role: 'learner' } }) });
  const details = await choose(roadmap, 'Nursing licence');
  await expect(details).toBeVisible();
  await expect(roadmap.locator('.change, textarea')).toHaveCount(0);
});

test('changes go one after the other, each on the plan of the one before', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open);
  const details = await choose(roadmap, 'Nursing licence');
  await box(details).fill('First');
  await details.evaluate(aside => {
    const button = name => [...aside.querySelectorAll('button')].find(each => each.textContent.trim() === name);
    button('Send comment').click();
    button('Send comment').click();
    button('Accept').click();
  });
  await expect.poll(() => host.posts.length).toBe(2);
  expect(host.posts.map(({ body, headers }) => [body.kind, headers['if-match']])).toEqual([['comment', '"v1"'], ['accept', '"v2"']]);
});

test('a page without https has ids too', async ({ page, open }) => {
  const { roadmap, host } = await show(page, open, { before: () => { crypto.randomUUID = undefined; } });
  const details = await choose(roadmap, 'Algebra II');
  await write(details, 'One');
  await expect.poll(() => host.posts.length).toBe(1);
  expect(host.posts[0].body.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});

for (const [width, what, tag] of [[1280, 'on a wide page', ''], [360, 'on a phone', ''], [360, 'on a phone, from right to left', 'lang="ar"'], [1280, 'in forced colours', '']]) {
  test(`the box and its buttons are accessible ${what}`, async ({ page, open }) => {
    if (what === 'in forced colours') await page.emulateMedia({ forcedColors: 'active' });
    await page.setViewportSize({ width, height: 740 });
    const { roadmap } = await show(page, open, { tag, answers: ['cut'] });
    await roadmap.locator('.card', { hasText: 'Nursing licence' }).click();
    const details = roadmap.getByRole('complementary');
    await details.locator('textarea').fill('Words of a learner '.repeat(20));
    await details.locator('.note ~ .choices .press').first().click();
    await expect(told(details)).toBeInViewport();
    for (const each of await details.locator('.press').all()) {
      await each.scrollIntoViewIfNeeded();
      const { x, width: wide, height } = await each.boundingBox();
      expect(x >= 0 && x + wide <= width && height >= 43.5, `${await each.textContent()}: ${x} ${wide} ${height}`).toBe(true);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
    const { violations } = await new AxeBuilder({ page }).include('plp-roadmap').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(node => node.html)])).toEqual([]);
  });
}

test("another learner's change has a key of its own, though the address is the same", async ({ page, open }) => {
  const { roadmap, host } = await show(page, open, { answers: [() => problem(503, 'Later')], says: [/auth/] });
  const accept = async () => {
    await choose(roadmap, 'Nursing licence').then(details => press(details, 'Accept'));
    await expect(roadmap.locator('.told:not(:empty)').first()).toBeVisible();
  };
  await accept();
  host.plan = { ...writable({ id: 'ben' }), viewer: { person: 'ben', role: 'learner', can: ['decide'] } };
  host.version += 1;
  // Between them the session ended, and took the plan away.
  await page.route(`**${ADDRESS}`, route => route.fulfill({ status: 401 }), { times: 1 });
  await roadmap.evaluate(element => element.reload());
  await inState(roadmap, 'error');
  await roadmap.evaluate(element => element.reload());
  await inState(roadmap, 'ready');
  await accept();
  await expect.poll(() => host.posts.length).toBe(2);
  const [one, other] = host.posts.map(({ headers }) => headers['idempotency-key']);
  expect(one).not.toBe(other);
});
