// One page in one fresh context: opened, drawn, touched, opened again.

import { targets, watch } from './watch.mjs';

const WINDOW = { width: 1280, height: 800 };
/** Where a page without elements for its steps is clicked. */
const ANYWHERE = [[420, 300], [530, 340], [640, 380], [750, 420]];
/** The most that all interactions of one page may take, in milliseconds. */
const TOUCHES = 20_000;

const pause = time => new Promise(resolve => setTimeout(resolve, time));

/** Four wheel steps, a drag of twelve moves, four clicks on steps. */
async function touch(page) {
  const found = await page.evaluate(targets);
  const clicked = ANYWHERE.map((point, at) => found[at] ?? point);
  await pause(300);
  await page.evaluate(() => (window.seen.worst = 0));
  await page.mouse.move(640, 400);
  for (const step of [-80, 80, -80, 80]) {
    await page.mouse.wheel(0, step);
    await pause(60);
  }
  await page.mouse.move(300, 560);
  await page.mouse.down();
  for (let at = 1; at <= 12; at++) await page.mouse.move(300 + 12 * at, 560 + 4 * at);
  await page.mouse.up();
  for (const [x, y] of clicked) {
    await page.mouse.click(x, y);
    await pause(80);
  }
  await pause(400);
}

/**
 * The page's own words, once it is drawn. It is asked in the fewest words there are: what Playwright puts into a page to wait
 * for something takes 42 ms of a processor that is 4 times slower, in the middle of what is measured.
 */
async function drawn(page, devtools, address, limit) {
  await page.goto(address, { waitUntil: 'commit', timeout: limit });
  for (const end = Date.now() + limit; Date.now() < end; ) {
    const { result } = await devtools.send('Runtime.evaluate', { expression: 'window.done', returnByValue: true });
    if (result.value) return result.value;
    await pause(100);
  }
  throw new Error(`timeout: nothing in ${limit} ms`);
}

/**
 * Measures a page: `{ picture, whole, warm, main, parts, longest, layout, nodes, heap, worst, shift, asked, links }`; times in
 * milliseconds from navigation, `main` the main thread's own time and `parts` of it, `heap` in bytes, `asked` the paths it
 * loaded. `links` only if `reader` is given. Throws when it is not drawn within the limit.
 */
export async function sample(browser, { address, profile, limit, reader }) {
  const context = await browser.newContext({ viewport: WINDOW });
  try {
    const page = await context.newPage();
    const faults = [];
    page.on('pageerror', error => faults.push(String(error)));
    const asked = [];
    page.on('request', request => asked.push(request.url()));
    const devtools = await context.newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    await devtools.send('Network.enable');
    if (profile.network) await devtools.send('Network.emulateNetworkConditions', profile.network);
    const slower = rate => devtools.send('Emulation.setCPUThrottlingRate', { rate });
    await slower(profile.slower);
    await page.addInitScript(watch);

    const first = await drawn(page, devtools, address, limit).catch(error => {
      throw new Error(faults[0] ?? error.message.split('\n')[0]);
    });
    const { metrics } = await devtools.send('Performance.getMetrics');
    const metric = name => metrics.find(each => each.name === name).value;
    const { longest, shift } = await page.evaluate(() => window.seen);
    const loaded = [...new Set(asked)];
    const nodes = await page.evaluate(count);
    await devtools.send('HeapProfiler.collectGarbage');
    const heap = await devtools.send('Runtime.getHeapUsage');
    const wasm = await page.evaluate(() => window.memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0));
    const touched = await Promise.race([touch(page).then(() => true), pause(TOUCHES).then(() => false)]);
    const worst = touched ? await page.evaluate(() => window.seen.worst) : TOUCHES;

    const result = {
      picture: first.picture,
      whole: first.at,
      main: metric('TaskDuration') * 1_000,
      parts: {
        script: metric('ScriptDuration') * 1_000,
        style: metric('RecalcStyleDuration') * 1_000,
        reflow: metric('LayoutDuration') * 1_000,
      },
      longest,
      layout: first.layout,
      nodes,
      heap: heap.usedSize + (heap.embedderHeapUsedSize ?? 0) + wasm,
      worst,
      shift,
      asked: loaded,
    };
    if (reader && touched) {
      await slower(1);
      result.links = await links(page, reader);
      await slower(profile.slower);
    }
    if (touched) result.warm = (await drawn(page, devtools, `${address}&again`, limit)).picture;
    return result;
  } finally {
    await context.close();
  }
}

/** Elements, those in shadow trees included. */
function count() {
  const roots = [document];
  let sum = 0;
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) {
      sum += 1;
      if (element.shadowRoot) roots.push(element.shadowRoot);
    }
  }
  return sum;
}

/** The drawn links, to a tenth of a pixel. */
async function links(page, reader) {
  return page.evaluate(async source => {
    const told = window.links ?? new Function(`${source}; return reader.drawnLinks`)();
    const tenth = number => Math.round(number * 10) / 10;
    return (await told()).map(([from, to, points]) => [from, to, points.map(point => point.map(tenth))]);
  }, reader);
}
