// From the tag to the plan and back.
//
// It is one file, since each test is a moment in the one life of an element.

import { expect, fallback, heard, inState, snippet, SCRIPT, test } from './page.mjs';
import { TINY } from './server.mjs';

test('the fallback stays until the first paint and then makes room for the plan', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('slow')));
  await expect(fallback(page)).toBeVisible();
  await inState(roadmap, 'ready');
  await expect(fallback(page)).toBeHidden();
  await expect(roadmap).toContainText('Algebra II');
});

test('the request starts before the wasm is there', async ({ page, open }) => {
  const roadmap = await open(
    `<script type="module">
      const real = WebAssembly.instantiateStreaming;
      WebAssembly.instantiateStreaming = async (...given) => {
        await new Promise(go => { window.goOn = go; });
        return real.apply(WebAssembly, given);
      };
      const { define } = await import('/v1/index.js');
      define();
    </script><plp-roadmap src="${open.host('tiny')}"></plp-roadmap>`,
    { requests: ['/v1/index.js', '/v1/plp-roadmap.wasm'] },
  );
  await expect.poll(() => open.requests().filter(path => path.startsWith('/host/tiny')).length).toBe(1);
  await page.waitForFunction(() => window.goOn);
  expect(await roadmap.evaluate(element => element.state)).toBe('loading');
  await page.evaluate(() => window.goOn());
  await inState(roadmap, 'ready');
});

test('where nothing can watch sizes, the plan is shown all the same', async ({ open }) => {
  const roadmap = await open(snippet(open.host('tiny')), { before: () => { delete window.ResizeObserver; } });
  await inState(roadmap, 'ready');
  await expect(roadmap).toContainText('Algebra II');
});

test('a page without a roadmap starts no wasm', async ({ page, open }) => {
  await open(SCRIPT, { before: () => {
    window.started = 0;
    const real = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = (...given) => (window.started++, real.apply(WebAssembly, given));
  } });
  await page.waitForFunction(() => customElements.get('plp-roadmap'));
  await page.waitForTimeout(200);
  expect(await page.evaluate(() => window.started)).toBe(0);
});

test('moving it costs no request and no new app', async ({ page, open }) => {
  const roadmap = await open(`${snippet(open.host('tiny'))}<main></main>`);
  await inState(roadmap, 'ready');
  await roadmap.evaluate(element => {
    window.root = element.shadowRoot.querySelector('.root');
    document.querySelector('main').append(element);
  });
  await page.waitForTimeout(100);
  expect(await roadmap.evaluate(element => element.shadowRoot.querySelector('.root') === window.root && element.state)).toBe('ready');
  expect(open.requests().filter(path => path.startsWith('/host/'))).toHaveLength(1);
});

test('moveBefore keeps the focus inside', async ({ page, open }) => {
  const roadmap = await open(`${snippet(open.host('tiny'))}<main></main>`);
  await inState(roadmap, 'ready');
  const kept = await roadmap.evaluate(element => {
    element.shadowRoot.querySelector('.root button, .root a, .root summary').focus();
    const before = element.shadowRoot.activeElement;
    document.querySelector('main').moveBefore(element, null);
    return before !== null && before === element.shadowRoot.activeElement;
  });
  expect(kept).toBe(true);
});

test('taken out and put back soon, it is as it was', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('tiny')));
  await inState(roadmap, 'ready');
  await roadmap.evaluate(async element => {
    element.remove();
    await new Promise(resolve => setTimeout(resolve, 300));
    document.body.append(element);
  });
  await inState(roadmap, 'ready');
  await expect(roadmap).toContainText('Algebra II');
  expect(open.requests().filter(path => path.startsWith('/host/'))).toHaveLength(1);
});

test('taken out for long, it gives its app back, and begins anew when it returns', async ({ page, open }) => {
  await page.clock.install();
  const roadmap = await open(snippet(open.host('tiny')));
  await page.clock.resume();
  await inState(roadmap, 'ready');
  await roadmap.evaluate(element => {
    window.kept = element;
    element.remove();
  });
  await page.waitForTimeout(50);
  await page.clock.fastForward(6_000);
  await expect.poll(() => page.evaluate(() => window.kept.state)).toBe('idle');
  expect(await page.evaluate(() => window.kept.shadowRoot.querySelector('.root').childElementCount)).toBe(0);
  await page.evaluate(() => document.body.append(window.kept));
  await inState(roadmap, 'ready');
  expect(open.requests().filter(path => path.startsWith('/host/'))).toHaveLength(2);
});

test('a newer plan that was on its way when it left comes when it is back', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('aged')));
  await inState(roadmap, 'ready');
  await roadmap.evaluate(async element => {
    element.reload();
    element.remove();
    await new Promise(go => setTimeout(go, 300));
    document.body.append(element);
  });
  const id = () => roadmap.evaluate(async element => JSON.parse(await (await element.exportPlan()).text()).id);
  await expect.poll(id).not.toBe('plan-0');
});

test('what is loaded outside of a page is given back too', async ({ page, open }) => {
  await page.clock.install();
  const roadmap = await open(snippet(open.host('tiny')));
  await page.clock.resume();
  await inState(roadmap, 'ready');
  await roadmap.evaluate(element => { (window.kept = element).remove(); });
  for (const expected of [1, 2]) {
    await page.waitForTimeout(50);
    await page.clock.fastForward(6_000);
    await expect.poll(() => page.evaluate(() => window.kept.state)).toBe('idle');
    expect(open.requests().filter(path => path.startsWith('/host/'))).toHaveLength(expected);
    if (expected === 1) await page.evaluate(() => window.kept.reload());
  }
});

test('dispose gives everything back, and load begins anew', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('tiny')));
  await inState(roadmap, 'ready');
  await roadmap.evaluate(element => element.dispose());
  await inState(roadmap, 'idle');
  await expect(fallback(page)).toBeVisible();
  await roadmap.evaluate(element => element.load());
  await inState(roadmap, 'ready');
});

test('a page that listens may ask for more at once, and dispose too', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('tiny')));
  await inState(roadmap, 'ready');
  const [first, second] = ['geometry', 'algebra'];
  const told = await roadmap.evaluate(async (element, [first, second]) => {
    const told = [];
    element.addEventListener('plp-select', ({ detail }) => {
      told.push(detail.step);
      if (detail.step === first) element.focusStep(second);
      else element.dispose();
    });
    await element.focusStep(first);
    await new Promise(resolve => setTimeout(resolve, 50));
    return told;
  }, [first, second]);
  expect(told).toEqual([first, second]);
  await inState(roadmap, 'idle');
  await expect(fallback(page)).toBeVisible();
  await roadmap.evaluate(element => element.load());
  await inState(roadmap, 'ready');
});

/** Keeps whether a word that the plan is on its way was ever there to be seen, and lets `soon()` say when it is late for one. */
function watchWaiting() {
  const real = setTimeout;
  window.setTimeout = (act, time, ...given) => (time === 100 ? (window.soon = act) : real(act, time, ...given));
  const look = () => {
    window.waited ||= Boolean(document.querySelector('plp-roadmap')?.shadowRoot?.querySelector('[part=skeleton]'));
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

test('a plan that is there soon is not announced; one that takes longer is', async ({ page, open }) => {
  let answer;
  const asked = new Promise(resolve => { answer = resolve; });
  const [soon, late] = [open.host('tiny'), open.host('other')];
  await page.route(`**${late}`, async route => {
    await asked;
    await route.continue();
  });
  const roadmap = await open(snippet(soon), { before: watchWaiting });
  await inState(roadmap, 'ready');
  await page.evaluate(() => window.soon());
  await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  expect(await page.evaluate(() => window.waited)).toBe(false);
  await roadmap.evaluate((element, src) => {
    window.soon = null;
    element.src = src;
  }, late);
  await page.waitForFunction(() => window.soon);
  expect(await page.evaluate(() => window.waited)).toBe(false);
  await page.evaluate(() => window.soon());
  await expect(roadmap.getByRole('status')).toBeVisible();
  answer();
  await inState(roadmap, 'ready');
  await expect(roadmap).toContainText('Welding I');
});

test('what is made ready for the first press changes nothing and tells nothing', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('tiny')));
  await inState(roadmap, 'ready');
  const seen = () => roadmap.evaluate(element => element.shadowRoot.innerHTML);
  const before = await seen();
  await page.evaluate(() => new Promise(resolve => requestIdleCallback(() => requestIdleCallback(resolve))));
  expect(await seen()).toBe(before);
  expect(await heard(page, 'plp-select')).toEqual([]);
});

test('while a plan is on its way another is drawn for nobody, once, and seen and told nowhere', async ({ page, open }) => {
  const before = () => {
    // Rust makes the first of a kind, and each that follows of it.
    window.items = 0;
    const real = { make: document.createElement, copy: Node.prototype.cloneNode };
    document.createElement = function (name, ...more) {
      window.items += name === 'li';
      return real.make.call(document, name, ...more);
    };
    Node.prototype.cloneNode = function (...given) {
      window.items += this.localName === 'li';
      return real.copy.apply(this, given);
    };
  };
  // The host answers once the other is drawn and was looked at, however slow this computer is.
  await page.route('**/host/tiny*', async route => {
    await page.waitForFunction(() => window.checked);
    await route.continue();
  }, { times: 1 });
  const roadmap = await open(snippet(open.host('tiny')), { before });
  await page.waitForFunction(() => window.items > 0);
  const seen = await roadmap.evaluate(element => [element.state, element.shadowRoot.querySelectorAll('li').length]);
  expect(seen).toEqual(['loading', 0]);
  expect(await page.evaluate(() => window.heard.filter(({ name }) => name !== 'plp-resize'))).toEqual([]);
  await page.evaluate(() => (window.checked = true));
  await roadmap.evaluate(element => element.ready);
  const [items, shown] = await roadmap.evaluate(element => [window.items, element.shadowRoot.querySelectorAll('li').length]);
  expect(items).toBeGreaterThan(shown);
  // Another is not preceded by one.
  await roadmap.evaluate(element => element.after(element.cloneNode()));
  const second = page.locator('plp-roadmap').nth(1);
  await second.evaluate(element => element.ready);
  expect(await page.evaluate(() => window.items)).toBe(items + shown);
});

test('what the page changes while the wasm is on its way is not lost', async ({ page, open }) => {
  const before = () => {
    const real = WebAssembly.instantiate;
    WebAssembly.instantiate = async (...given) => {
      await new Promise(resolve => setTimeout(resolve, 200));
      document.documentElement.lang = 'es';
      document.querySelector('plp-roadmap').setAttribute('view', 'table');
      await new Promise(resolve => setTimeout(resolve));
      return real.apply(WebAssembly, given);
    };
  };
  const roadmap = await open(snippet(open.host('tiny')), { before });
  await inState(roadmap, 'ready');
  await expect(roadmap.getByRole('columnheader', { name: 'Paso' })).toBeVisible();
});

test('a late answer never wins over a newer question', async ({ page, open }) => {
  // In the page, soon after the first request: a busy computer may be later than the late answer.
  const roadmap = await open(
    `${snippet(open.host('slow'))}<script type="module">
      await customElements.whenDefined('plp-roadmap');
      setTimeout(() => { document.querySelector('plp-roadmap').src = '${open.host('other')}'; }, 50);
    </script>`,
  );
  await expect(roadmap).toContainText('Welding I');
  await page.waitForTimeout(1_000);
  await expect(roadmap).toContainText('Welding I');
  await expect(roadmap).not.toContainText('Algebra II');
  expect(await heard(page, 'plp-load')).toHaveLength(1);
});

test('a page that was made before anybody asked for it asks once more when somebody does', async ({ page, open }) => {
  const before = () => Object.defineProperty(document, 'prerendering', { value: true });
  const roadmap = await open(snippet(open.host('tiny')), { before });
  await inState(roadmap, 'ready');
  const asked = () => open.requests().filter(path => path.startsWith('/host/')).length;
  expect(asked()).toBe(1);
  await page.evaluate(() => document.dispatchEvent(new Event('prerenderingchange')));
  await expect.poll(asked).toBe(2);
  await inState(roadmap, 'ready');
});

test('a page that comes back from the memory of the browser shows no plan before its host has said whose', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('aged')), { says: [/^Failed to load resource/, /network/] });
  await inState(roadmap, 'ready');
  const come = () => page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  const id = () => roadmap.evaluate(async element => JSON.parse(await (await element.exportPlan()).text()).id);
  let answer;
  const asked = new Promise(resolve => { answer = resolve; });
  await page.route('**/host/aged*', async route => {
    await asked;
    await route.continue();
  }, { times: 1 });
  await come();
  await expect(roadmap.getByText('Algebra II').first()).toBeHidden();
  answer();
  await expect(roadmap.getByText('Algebra II').first()).toBeVisible();
  expect(await id()).toBe('plan-1');
  await page.route('**/host/aged*', route => route.abort());
  await come();
  await inState(roadmap, 'error');
  await expect(roadmap).not.toContainText('Algebra II');
});

for (const [what, act] of [['given up', element => element.abort()], ['moved to another place', element => { element.remove(); setTimeout(() => document.body.append(element), 50); }]]) {
  test(`while the host has not said whose page came back, no plan is seen, though the load is ${what}`, async ({ page, open }) => {
    const roadmap = await open(snippet(open.host('aged')));
    await inState(roadmap, 'ready');
    await page.route('**/host/aged*', () => {});
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    await roadmap.evaluate(act);
    await page.waitForTimeout(300);
    await expect(roadmap.getByText('Algebra II')).toHaveCount(0);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
}

test('disposed of before the wasm could tell of a failure, it tells nothing', async ({ page, open }) => {
  const before = () => {
    const real = WebAssembly.instantiate;
    WebAssembly.instantiate = async (...given) => {
      await new Promise(resolve => setTimeout(resolve, 400));
      return real.apply(WebAssembly, given);
    };
  };
  const roadmap = await open(snippet(open.host('404')), { before, says: [/^Failed to load/, /^\[plp-roadmap\]/] });
  await inState(roadmap, 'error');
  await roadmap.evaluate(element => element.dispose());
  await page.waitForTimeout(700);
  expect(await roadmap.evaluate(element => element.shadowRoot.querySelector('.root').childElementCount)).toBe(0);
});

test("another learner's address takes the first plan away at once", async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('tiny')));
  await inState(roadmap, 'ready');
  await roadmap.evaluate((element, src) => {
    element.src = src;
  }, open.host('never'));
  await expect(roadmap).not.toContainText('Algebra II');
});

for (const [view, where] of [['map', 'etag'], ['map', 'slow'], ['card', 'slow']]) {
  test(`while a ${view} on screen is asked for again, the page does not move (${where})`, async ({ page, open }) => {
    await page.setViewportSize({ width: 1200, height: 1600 });
    const roadmap = await open(snippet(open.host(where), `view="${view}"`));
    await inState(roadmap, 'ready');
    await roadmap.evaluate(element => element.ready);
    const heights = await roadmap.evaluate(async element => {
      const heights = new Set();
      const look = () => heights.add(element.getBoundingClientRect().height);
      look();
      const loaded = element.reload();
      look();
      const each = setInterval(look, 10);
      await loaded;
      clearInterval(each);
      look();
      return [...heights];
    });
    expect(heights).toHaveLength(1);
  });
}

test('abort ends the request and says nothing', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('never')));
  await inState(roadmap, 'loading');
  await roadmap.evaluate(element => element.abort());
  await inState(roadmap, 'idle');
  await expect(fallback(page)).toBeVisible();
  expect(await heard(page, 'plp-error')).toEqual([]);
});

test('calls made before anything is there wait', async ({ page, open }) => {
  const roadmap = await open(
    `<plp-roadmap src="${open.host('slow')}"></plp-roadmap>
     <script type="module">
       await customElements.whenDefined('plp-roadmap');
       const element = document.querySelector('plp-roadmap');
       window.focused = element.focusStep('algebra');
       window.exported = element.exportPlan('json');
     </script>${SCRIPT}`,
  );
  await inState(roadmap, 'ready');
  expect(await page.evaluate(() => window.focused)).toBe(true);
  const plan = await page.evaluate(async () => JSON.parse(await (await window.exported).text()));
  expect(plan.id).toBe('tiny');
});

test('lazy: nothing is asked until it comes near', async ({ page, open }) => {
  const roadmap = await open(`<div id="far"></div>${snippet(open.host('tiny'), 'loading="lazy"')}
    <script>document.getElementById('far').style.height = '5000px'</script>`);
  await page.waitForTimeout(300);
  expect(open.requests().filter(path => path.startsWith('/host/'))).toEqual([]);
  await roadmap.scrollIntoViewIfNeeded();
  await inState(roadmap, 'ready');
});

test('lazy: 500 px are far in a page that scrolls', async ({ page, open }) => {
  await page.setViewportSize({ width: 800, height: 600 });
  const roadmap = await open(`<style>body { margin: 0 }</style><div style="height: 1100px"></div>${snippet(open.host('tiny'), 'loading="lazy"')}
    <div style="height: 2000px"></div>`);
  await page.waitForTimeout(300);
  expect(open.requests().filter(path => path.startsWith('/host/'))).toEqual([]);
  await page.evaluate(() => scrollTo(0, 110));
  await inState(roadmap, 'ready');
});

test('lazy: 400 px are near in a part of the page that scrolls too', async ({ page, open }) => {
  const lazy = snippet(open.host('tiny'), 'loading="lazy"');
  await page.setViewportSize({ width: 800, height: 600 });
  const roadmap = await open(`<div style="height: 500px; overflow: auto"><p style="height: 700px">Above</p>${lazy}</div>`);
  await inState(roadmap, 'ready');
});

test('its custom state can be styled, from the start', async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('tiny')));
  await inState(roadmap, 'ready');
  expect(await page.evaluate(() => document.createElement('plp-roadmap').matches(':state(idle)'))).toBe(true);
  expect(await page.locator('plp-roadmap:state(ready)').count()).toBe(1);
});

test("another plan that is set while it is out of the page is the one that comes back", async ({ page, open }) => {
  const roadmap = await open(snippet(open.host('tiny')));
  const away = (act, given) => page.evaluate(async ([act, given]) => {
    const element = (window.element ??= document.querySelector('plp-roadmap'));
    element.remove();
    await new Promise(go => setTimeout(go, 50));
    if (act === 'src') element.src = given;
    if (act === 'plan') element.plan = given;
    if (act === 'none') element.src = element.plan = null;
    document.body.append(element);
  }, [act, given]);
  await inState(roadmap, 'ready');
  await away('src', open.host('other'));
  await expect(roadmap).toContainText('Welding I');
  await expect(roadmap).not.toContainText('Algebra II');
  await away('plan', { ...TINY, id: 'given' });
  await expect(roadmap).toContainText('Algebra II');
  await away('none');
  await inState(roadmap, 'idle');
  await expect(roadmap).not.toContainText('Algebra II');
});

test('what the page sets and a load in the same breath are one change', async ({ open }) => {
  const roadmap = await open(snippet(open.host('tiny')));
  await inState(roadmap, 'ready');
  const base = roadmap.locator('.base');
  await roadmap.evaluate(element => { element.view = 'table'; return element.reload(); });
  await expect(base).toHaveAttribute('data-view', 'table');
  await roadmap.evaluate(element => { element.lang = 'es'; return element.reload(); });
  await expect(base).toHaveAttribute('lang', 'es');
  await roadmap.evaluate(element => { element.strings = { es: { 'board.next': 'Lo que sigue' } }; return element.load(); });
  await expect(roadmap).toContainText('Lo que sigue');
});

test('a lazy one whose address comes later loads, and one that is told to hurry does', async ({ page, open }) => {
  const roadmap = await open(`${SCRIPT}<plp-roadmap loading="lazy"></plp-roadmap>`);
  await page.waitForTimeout(300);
  await roadmap.evaluate((element, src) => { element.src = src; }, open.host('tiny'));
  await inState(roadmap, 'ready');
  await roadmap.evaluate(element => { element.src = null; });
  await inState(roadmap, 'idle');
  await roadmap.evaluate((element, src) => { element.src = src; }, open.host('other'));
  await inState(roadmap, 'ready');
  const far = await open(`${SCRIPT}<div style="height: 5000px"></div><plp-roadmap loading="lazy" src="${open.host('tiny')}"></plp-roadmap>`);
  await page.waitForTimeout(300);
  expect(await far.evaluate(element => element.state)).toBe('idle');
  await far.evaluate(element => { element.loading = 'eager'; });
  await inState(far, 'ready');
});

test('a plan that is on the screen is told of, though its load is given up just then', async ({ page, open }) => {
  for (const act of ['abort', 'reload']) {
    const roadmap = await open(`${SCRIPT}<plp-roadmap></plp-roadmap>`);
    await roadmap.evaluate((element, [src, act]) => {
      const look = () => (element.state === 'ready' ? element[act]() : void new Promise(go => { const { port1, port2 } = new MessageChannel(); port1.onmessage = go; port2.postMessage(0); }).then(look));
      element.src = src;
      look();
      return element.ready;
    }, [open.host('tiny'), act]);
    await expect.poll(() => heard(page, 'plp-load').then(all => all.length > 0), act).toBe(true);
    expect(await heard(page, 'plp-ready'), act).toHaveLength(1);
  }
});

test('who hears of a plan and asks for another gets an answer from that one', async ({ page, open }) => {
  const roadmap = await open(`${snippet(open.host('tiny'))}<script>addEventListener('plp-load', ({ target }) => { target.src = '${open.host('other')}' }, { once: true });</script>`);
  const text = await roadmap.evaluate(async element => {
    await customElements.whenDefined('plp-roadmap');
    return (await element.exportPlan()).text();
  });
  expect(['tiny', 'other']).toContain(JSON.parse(text).id);
  await inState(roadmap, 'ready');
  expect(await roadmap.evaluate(element => element.focusStep('x'))).toBe(true);
});

test('disposed of in the same breath as it is set, it stays empty; given up, it waits for nothing', async ({ page, open }) => {
  const roadmap = await open(`${SCRIPT}<plp-roadmap></plp-roadmap>`);
  await roadmap.evaluate((element, src) => { element.src = src; element.dispose(); }, open.host('tiny'));
  await page.waitForTimeout(300);
  expect(await roadmap.evaluate(element => element.state)).toBe('idle');
  await roadmap.evaluate((element, src) => { element.src = src; }, open.host('never'));
  await expect(roadmap).toContainText('on its way');
  await roadmap.evaluate(element => element.abort());
  await expect(roadmap.getByText('on its way')).toBeHidden();
});

test('in another document it looks as before', async ({ page, open }) => {
  const roadmap = await open(`${snippet(open.host('tiny'))}<iframe></iframe>`);
  await inState(roadmap, 'ready');
  const looks = () => page.evaluate(() => {
    const element = (window.element ??= document.querySelector('plp-roadmap'));
    const card = element.shadowRoot.querySelector('.step');
    return [getComputedStyle(element).containerType, getComputedStyle(card).position, element.shadowRoot.adoptedStyleSheets.length];
  });
  const here = await looks();
  for (const where of ['frames[0].document', 'document']) {
    await page.evaluate(where => eval(where).body.append(window.element), where);
    if (where === 'document') expect(await looks()).toEqual(here);
    else expect((await looks()).filter((_, at) => at !== 1)).toEqual(here.filter((_, at) => at !== 1));
  }
});

test('a page that writes itself anew is heard as the first one was', async ({ page, open }) => {
  const element = '<plp-roadmap src="/plans/washington-sophomore-nursing.json?anew" today="2026-11-22"></plp-roadmap>';
  const roadmap = await open(snippet('/plans/first-week.json'));
  await inState(roadmap, 'ready');
  await page.evaluate(body => {
    document.open();
    document.write(`<!doctype html><html lang="en"><title>Anew</title><body>${body}`);
    document.close();
  }, element);
  await inState(roadmap, 'ready');
  const folded = roadmap.locator('details:not([open], .legend)');
  await expect(folded).not.toHaveCount(0);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(folded).toHaveCount(0);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(folded).not.toHaveCount(0);
  await page.evaluate(() => { document.documentElement.lang = 'es'; });
  await expect(roadmap).toContainText('Próximos pasos');
  const asked = () => open.requests().filter(path => path.endsWith('?anew')).length;
  expect(asked()).toBe(1);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await expect.poll(asked).toBe(2);
});

test('in another document it follows the language of that', async ({ page, open }) => {
  const roadmap = await open(`${snippet(open.host('tiny'))}<iframe></iframe>`);
  await inState(roadmap, 'ready');
  const said = () => page.evaluate(() => window.element.shadowRoot.querySelector('.base').lang);
  await page.evaluate(() => {
    window.element = document.querySelector('plp-roadmap');
    frames[0].document.body.append(window.element);
  });
  for (const language of ['es', 'ar', 'en']) {
    await page.evaluate(lang => { frames[0].document.documentElement.lang = lang; }, language);
    await expect.poll(said).toBe(language);
  }
});
