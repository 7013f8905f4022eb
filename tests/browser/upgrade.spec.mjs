// The script meets the page it is pasted into: old, crowded, doubled.

import { expect, inState, snippet, SCRIPT, test } from './page.mjs';

test('a property set before the upgrade counts', async ({ page, open, server }) => {
  const roadmap = await open(
    `<plp-roadmap></plp-roadmap><script>
      const early = document.querySelector('plp-roadmap');
      early.plan = { format: 'throughline-plan/1', steps: [{ id: 'a', title: 'Early Algebra', kind: 'course' }] };
      early.headingLevel = 4;
    </script>${SCRIPT}`,
  );
  await expect(roadmap).toContainText('Early Algebra');
  expect(await roadmap.getAttribute('heading-level')).toBe('4');
  expect(open.requests().filter(path => path.startsWith('/host/'))).toEqual([]);
  // The setter is the class's again.
  await roadmap.evaluate(element => {
    element.plan = { format: 'throughline-plan/1', steps: [{ id: 'b', title: 'Later Algebra', kind: 'course' }] };
  });
  await expect(roadmap).toContainText('Later Algebra');
});

test('a div becomes a roadmap where the editor strips tags', async ({ page, open }) => {
  const roadmap = await open(
    `${SCRIPT}<div class="plp-roadmap note" data-src="${open.host('tiny')}" data-heading-level="3" data-onclick="x"><a href="/p">Plan</a></div>`,
  );
  await inState(roadmap, 'ready');
  expect(await roadmap.evaluate(element => element.getAttributeNames().sort())).toEqual(['heading-level', 'src']);
  expect(await roadmap.evaluate(element => element.parentElement.className)).toBe('plp-roadmap note');
  await expect(page.getByRole('link', { name: 'Plan' })).toBeHidden();
});

test('what a page writes on the div holds for its roadmap', async ({ page, open }) => {
  const roadmap = await open(`${SCRIPT}<div class="plp-roadmap" data-src="${open.host('tiny')}"></div>`);
  await inState(roadmap, 'ready');
  const div = page.locator('div.plp-roadmap');
  await div.evaluate((each, src) => { each.dataset.src = src; each.dataset.view = 'list'; }, open.host('other'));
  await expect(roadmap).toContainText('Welding I');
  expect(await roadmap.getAttribute('view')).toBe('list');
  await div.evaluate(each => delete each.dataset.view);
  await expect.poll(() => roadmap.getAttribute('view')).toBe(null);
});

test('a div that comes later becomes one too, once', async ({ page, open }) => {
  await open(`${SCRIPT}<main></main>`);
  await page.waitForFunction(() => customElements.get('plp-roadmap'));
  await page.evaluate(src => {
    const div = document.createElement('div');
    div.className = 'plp-roadmap';
    div.dataset.src = src;
    document.querySelector('main').append(div);
  }, open.host('tiny'));
  await inState(page.locator('plp-roadmap'), 'ready');
  await page.evaluate(() => document.querySelector('main').append(document.querySelector('.plp-roadmap')));
  await page.waitForTimeout(250);
  expect(await page.locator('plp-roadmap').count()).toBe(1);
});

test('a div whose content the page writes anew becomes one again', async ({ page, open }) => {
  const roadmap = await open(`${SCRIPT}<div class="plp-roadmap" data-src="${open.host('tiny')}"></div>`);
  await inState(roadmap, 'ready');
  await page.locator('div.plp-roadmap').evaluate(div => { div.innerHTML = '<a href="/p">Plan</a>'; });
  await expect(roadmap).toContainText('Algebra II');
  await expect(page.getByRole('link', { name: 'Plan' })).toBeHidden();
});

test('a div whose content the page writes anew keeps what its reader has opened and written', async ({ page, open }) => {
  const roadmap = await open(`${SCRIPT}<div class="plp-roadmap" data-src="${open.host('tiny')}"></div>`);
  await inState(roadmap, 'ready');
  await roadmap.locator('.card', { hasText: 'Algebra II' }).click();
  await roadmap.evaluate(element => { window.before = element; });
  await page.locator('div.plp-roadmap').evaluate(div => { div.innerHTML = '<a href="/p">Plan</a>'; });
  await expect(roadmap.locator('.details')).toBeVisible();
  expect(await roadmap.evaluate(element => element === window.before)).toBe(true);
  expect(open.requests().filter(path => path.startsWith('/host/'))).toHaveLength(1);
});

test('a div that is written anew while it is out of the page shows the plan that is written on it', async ({ page, open }) => {
  const roadmap = await open(`${SCRIPT}<div class="plp-roadmap" data-src="${open.host('tiny')}"></div>`);
  await inState(roadmap, 'ready');
  await page.locator('div.plp-roadmap').evaluate(async (div, src) => {
    div.remove();
    await new Promise(resolve => setTimeout(resolve, 200));
    div.dataset.src = src;
    div.innerHTML = '<a href="/p">Plan</a>';
    document.body.append(div);
  }, open.host('other'));
  await expect(roadmap).toHaveAttribute('src', open.host('other'));
  await expect(roadmap).toContainText('Welding I');
  await expect(roadmap).not.toContainText('Algebra II');
});

test('a copy of a div shows the plan that is written on the copy, from the start and later', async ({ page, open }) => {
  const roadmap = await open(`${SCRIPT}<div class="plp-roadmap" data-src="${open.host('tiny')}" data-view="list"></div>`);
  await inState(roadmap, 'ready');
  const [other, tiny] = [open.host('other'), open.host('tiny')];
  const seen = await page.locator('div.plp-roadmap').evaluate(async (div, src) => {
    const copy = div.cloneNode(true);
    copy.dataset.src = src;
    delete copy.dataset.view;
    // As where a framework puts in a whole list.
    const list = document.createElement('main');
    list.append(copy);
    div.after(list);
    await null;
    return copy.firstChild.outerHTML;
  }, other);
  expect(seen).toBe(`<plp-roadmap src="${other}"></plp-roadmap>`);
  const copy = page.locator('main plp-roadmap');
  await expect(copy).toContainText('Welding I');
  expect(await roadmap.getAttribute('src')).toBe(tiny);
  await page.locator('main div.plp-roadmap').evaluate((div, src) => { div.dataset.src = src; }, tiny);
  await expect(copy).toContainText('Algebra II');
  // Written anew from its own text, it follows too.
  await page.locator('main div.plp-roadmap').evaluate((div, src) => { div.innerHTML = div.innerHTML; div.dataset.src = src; }, other);
  await expect(copy).toContainText('Welding I');
  expect(await page.locator('plp-roadmap').count()).toBe(2);
});

test('a div that is given the class later becomes one', async ({ page, open }) => {
  const roadmap = await open(`${SCRIPT}<div data-src="${open.host('tiny')}"></div>`);
  await page.waitForFunction(() => customElements.get('plp-roadmap'));
  await page.locator('[data-src]').evaluate(async div => {
    await new Promise(go => setTimeout(go, 200));
    div.className = 'plp-roadmap';
  });
  await inState(roadmap, 'ready');
  // As an animation on the page would.
  await page.locator('div.plp-roadmap').evaluate(div => div.classList.add('seen'));
  await expect(roadmap).toContainText('Algebra II');
});

test('where a module has defined the element, the script still looks for divs, once', async ({ page, open }) => {
  const module = `<script type="module">(await import('/v1/index.js')).define();
    for (const at of [1, 2]) document.head.append(Object.assign(document.createElement('script'), { src: '/v1/plp-roadmap.js' }));
  </script>`;
  const roadmap = await open(`${module}<div class="plp-roadmap" data-src="${open.host('tiny')}"></div>`, {
    requests: ['/v1/index.js', '/v1/plp-roadmap.wasm'],
    says: [/included twice/],
  });
  await inState(roadmap, 'ready');
  expect(await page.locator('plp-roadmap').count()).toBe(1);
});

test('the script pasted twice works once, and says so', async ({ page, open }) => {
  const roadmap = await open(`${SCRIPT}${snippet(open.host('tiny'))}`, { says: [/included twice: \d+\.\d+\.\d+ is in use, \d/] });
  await inState(roadmap, 'ready');
  expect(open.said).toHaveLength(1);
  expect(open.requests().filter(path => path.startsWith('/host/'))).toHaveLength(1);
});

test('a page that has put something else in the place of the class of windows, as MooTools does, is a page', async ({ open }) => {
  const roadmap = await open(`<script>window.Window = function () {}</script>${snippet(open.host('tiny'))}`);
  await inState(roadmap, 'ready');
  await roadmap.locator('.card').first().click();
  await expect(roadmap.locator('.details')).toBeVisible();
});

test('an element of another maker that has the name is told as such', async ({ open }) => {
  await open(`<script>customElements.define('plp-roadmap', class extends HTMLElement {})</script>${SCRIPT}<plp-roadmap></plp-roadmap>`, { says: [/included twice: another element is in use/] });
  await expect.poll(() => open.said.length).toBe(1);
});

test('the script pasted four times says so once', async ({ open }) => {
  const roadmap = await open(`${SCRIPT.repeat(3)}${snippet(open.host('tiny'))}`, { says: [/included twice/] });
  await inState(roadmap, 'ready');
  expect(open.said).toHaveLength(1);
});

test('the version that was there first stays', async ({ page, open }) => {
  await open(
    `<script>customElements.define('plp-roadmap', class extends HTMLElement { static version = '0.0.9'; })</script>${snippet(open.host('tiny'))}`,
    { says: [/0\.0\.9 is in use, \d+\.\d+\.\d+ is ignored/] },
  );
  await expect.poll(() => open.said.length).toBe(1);
  expect(await page.evaluate(() => customElements.get('plp-roadmap').version)).toBe('0.0.9');
});

test("an AMD loader's define is left alone", async ({ page, open }) => {
  const roadmap = await open(
    `<script>window.called = 0; window.define = Object.assign(() => window.called++, { amd: {} }); window.module = { exports: {} };</script>${snippet(open.host('tiny'))}`,
  );
  await inState(roadmap, 'ready');
  expect(await page.evaluate(() => [window.called, Object.keys(window.module.exports).length])).toEqual([0, 0]);
});

test('it adds no global', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('tiny')), { before: () => {
    addEventListener('DOMContentLoaded', () => 0);
    window.before = new Set(Object.getOwnPropertyNames(window));
  } });
  await inState(roadmap, 'ready');
  const added = await page.evaluate(() => Object.getOwnPropertyNames(window).filter(name => !window.before.has(name)));
  expect(added.filter(name => !['before', 'heard'].includes(name) && !/^\d+$/.test(name))).toEqual([]);
});

test('it works among polluted prototypes and replaced built-ins', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('tiny')), { before: () => {
    Object.prototype.polluted = 'yes';
    Array.prototype.remove = function () {};
    Function.prototype.bind = function (self) {
      const called = this;
      return function () { return called.apply(self, arguments); };
    };
    Array.from = list => { const made = []; for (let at = 0; at < list.length; at++) made.push(list[at]); return made; };
  } });
  await inState(roadmap, 'ready');
  await expect(roadmap).toContainText('Algebra II');
});

test('a host reset and small root font leave it readable', async ({ page, open }) => {
  const roadmap = await open(
    `<style>html { font-size: 62.5% } * { margin: 0; padding: 0; box-sizing: content-box } body { font: italic 3px serif; color: white }</style>${snippet(open.host('tiny'))}`,
  );
  await inState(roadmap, 'ready');
  const size = await roadmap.evaluate(element => parseFloat(getComputedStyle(element.shadowRoot.querySelector('.root :first-child')).fontSize));
  expect(size).toBeGreaterThanOrEqual(12);
});

test('on a page without a doctype it looks as on any other', async ({ page, server }) => {
  for (const view of ['table', 'map']) {
    const seen = [];
    for (const doctype of ['<!doctype html>', '']) {
      server.put('/old', `${doctype}<html lang="en"><meta charset="utf-8"><title>Portal</title><body text="#222222">${SCRIPT}
        <plp-roadmap src="/plans/washington-sophomore-nursing.json" theme="dark" view="${view}"></plp-roadmap>`);
      await page.goto(`${server.origin}/old`);
      const roadmap = page.locator('plp-roadmap');
      await inState(roadmap, 'ready');
      seen.push(await roadmap.evaluate(({ shadowRoot }) => [...shadowRoot.querySelectorAll('th, td, .entry > *')].map(each => {
        const { color, lineHeight } = getComputedStyle(each);
        const down = each.getBoundingClientRect().top - each.parentNode.getBoundingClientRect().top;
        return [each.textContent, color, lineHeight, down].join();
      })));
    }
    expect(seen[0].length).toBeGreaterThan(50);
    expect(seen[1], view).toEqual(seen[0]);
  }
});

test('as a popover it is shown when it is opened, and not before', async ({ open }) => {
  const roadmap = await open(snippet('/host/tiny', 'popover'));
  await inState(roadmap, 'ready');
  await expect(roadmap).toBeHidden();
  await roadmap.evaluate(element => element.showPopover());
  await expect(roadmap.getByRole('button', { name: /^Geometry/ }).first()).toBeVisible();
});

test("a page's rule for everything reaches nothing of ours", async ({ page, open }) => {
  const looks = roadmap => roadmap.evaluate(element => {
    const { fontFamily, fontSize, fontWeight, letterSpacing, lineHeight, textTransform, whiteSpace } = getComputedStyle(element.shadowRoot.querySelector('.base'));
    return { fontFamily, fontSize, fontWeight, letterSpacing, lineHeight, textTransform, whiteSpace };
  });
  const all = 'font: 700 30px/3 serif; letter-spacing: 9px; text-transform: uppercase; white-space: nowrap';
  const seen = [];
  for (const css of ['', `* { ${all} }`]) {
    const roadmap = await open(`<style>${css} plp-roadmap { --plp-font: monospace }</style>${snippet(open.host('tiny'))}`);
    await inState(roadmap, 'ready');
    seen.push(await looks(roadmap));
  }
  expect(seen[0].fontFamily).toBe('monospace');
  expect(seen[1]).toEqual(seen[0]);
});

test('a sandboxed frame without an origin shows the plan', async ({ page, open, server }) => {
  await open(`<iframe sandbox="allow-scripts" srcdoc='${snippet(`${server.origin}${open.host('tiny')}`, 'credentials="omit"').replace('src="/v1', `src="${server.origin}/v1`)}'></iframe>`);
  await expect(page.frameLocator('iframe').locator('plp-roadmap')).toContainText('Algebra II');
});
