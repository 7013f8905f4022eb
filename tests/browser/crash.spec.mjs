// One wasm instance serves the page. What stops one roadmap must not stop the others.

import { expect, fallback, heard, inState, snippet, test } from './page.mjs';

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
  // Alive, and not only still painted.
  await second.evaluate((element, src) => element.load(src), open.host('tiny'));
  await expect(second).toContainText('Algebra II');
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
