// One wasm instance serves the page. What stops one roadmap must not stop the others.

import { expect, fallback, heard, inState, snippet, test } from './page.mjs';
import { TINY } from './server.mjs';

const TRAP = [/unreachable|RuntimeError/, /\[plp-roadmap\] crash/, /panicked/];

/** Makes the next rendering after `poke` panic: the DOM refuses an element, which Rust does not expect. */
const crashing = (roadmap, poke) =>
  roadmap.evaluate(async (element, body) => {
    const real = { ns: document.createElementNS, plain: document.createElement };
    // The page side makes a new root of its own, a div.
    const refuse = function (...given) {
      if (given.length === 1 && given[0] === 'div') return real.plain.call(document, 'div');
      throw new DOMException('no more elements');
    };
    document.createElementNS = document.createElement = refuse;
    try {
      await new Function('element', `return (async () => { ${body} })()`)(element);
      await new Promise(resolve => queueMicrotask(resolve));
      await null;
    } finally {
      document.createElementNS = real.ns;
      document.createElement = real.plain;
    }
  }, poke);

/** Shows another plan, which needs elements. */
const ANOTHER = `element.plan = { format: 'throughline-plan/1', steps: Array.from({ length: 9 }, (_, at) => ({ id: 's' + at, title: 'New ' + at, kind: 'course' })) };
  for (let turn = 0; turn < 20; turn++) await null;`;

test('a crash in one leaves the others alive', async ({ page, open }) => {
  const first = await open(`${snippet(open.host('tiny'))}<plp-roadmap id="second" src="${open.host('other')}"></plp-roadmap>`, { says: TRAP });
  const second = page.locator('#second');
  await inState(first, 'ready');
  await inState(second, 'ready');
  await crashing(first, ANOTHER);
  await inState(first, 'error');
  await expect(fallback(page)).toBeVisible();
  expect((await heard(page, 'plp-error')).map(event => event.detail)).toEqual([
    { code: 'crash', retryable: true, message: expect.any(String) },
  ]);
  await expect(second).toContainText('Welding I');
  // Its boards are laid out, and assistive technology told of them, as before.
  await expect(second.locator('.boards')).toHaveCSS('content-visibility', 'visible');
  // Alive, and not only still painted.
  await second.evaluate((element, src) => element.load(src), open.host('tiny'));
  await expect(second).toContainText('Algebra II');
});

test('what stands there after a crash elsewhere is the plan, though a change was answered without one', async ({ page, open }) => {
  const first = await open(`${snippet(open.host('tiny'))}<plp-roadmap id="second"></plp-roadmap>`, { says: [...TRAP, /change: the answer/] });
  const second = page.locator('#second');
  await second.evaluate(async (element, plan) => {
    await customElements.whenDefined('plp-roadmap');
    let asked = 0;
    element.fetcher = async (_, { method }) => {
      if (method === 'POST') return new Response(null, { status: 204 });
      asked += 1;
      return asked === 1 ? Response.json(plan, { headers: { etag: '"v1"' } }) : new Response(null, { status: 304 });
    };
    element.src = '/host/plan';
  }, { ...TINY, viewer: { person: 'maya', role: 'learner', can: ['comment'] }, links: { changes: 'plan/changes' } });
  await inState(first, 'ready');
  await inState(second, 'ready');
  await second.locator('.card', { hasText: 'Algebra II' }).click();
  await second.getByRole('textbox').fill('I like proofs');
  await second.getByRole('button', { name: 'Send comment' }).click();
  await expect(second.locator('.told:not(:empty)')).toHaveText('Sent on to the school.');
  await crashing(first, ANOTHER);
  await inState(first, 'error');
  // It starts again.
  await expect(second.locator('.details')).toHaveCount(0);
  await expect(second.locator('.card', { hasText: 'Algebra II' })).toBeVisible();
});

test('after one crash reload helps, after a second it stays down', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('tiny')), { says: TRAP });
  await inState(roadmap, 'ready');
  await crashing(roadmap, ANOTHER);
  await inState(roadmap, 'error');
  await roadmap.evaluate(element => { element.plan = null; });
  await inState(roadmap, 'ready');
  await crashing(roadmap, ANOTHER);
  await inState(roadmap, 'error');
  await roadmap.evaluate(element => { element.plan = null; return element.reload(); });
  await inState(roadmap, 'error');
  expect((await heard(page, 'plp-error')).at(-1).detail).toMatchObject({ code: 'crash', retryable: false });
  await expect(fallback(page)).toBeVisible();
});
