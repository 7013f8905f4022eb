// node changes.mjs PLAN...: the main thread's own time from a change of a shown plan until two frames later, in milliseconds:
// the first, then the median of more. Prints one table. What passes without any change is taken off.

import { chromium } from '@playwright/test';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { serve } from './serve.mjs';

const ROUNDS = 15;
const pause = time => new Promise(resolve => setTimeout(resolve, time));

/** Runs in the page: what can be changed, each by the number of the round. */
async function ready() {
  const roadmap = document.querySelector('plp-roadmap');
  const plan = JSON.parse(await (await roadmap.exportPlan()).text());
  const { steps } = plan;
  const ids = steps.map(step => step.id);
  plan.pathways ??= [
    { id: 'own', title: 'Own', current: true, steps: ids },
    { id: 'other', title: 'Other', steps: ids.filter((_, at) => at % 10 !== 5) },
  ];
  const show = async () => {
    // The same object, changed, is not another plan: the page that sets it makes a new one, of the old parts.
    roadmap.plan = { ...plan };
    await roadmap.load();
  };
  await show();
  window.changes = {
    'nothing': () => {},
    'a line is lit': round => roadmap.trace(ids[(17 * round) % ids.length]),
    'a status': round => {
      const step = steps[(7 * round) % steps.length];
      step.status = step.status === 'completed' ? 'planned' : 'completed';
      return show();
    },
    'what if, and back': round => roadmap.compare(round % 2 ? null : plan.pathways.at(-1).id),
    // Last, since it stays open.
    'a step is opened': round => {
      const cards = roadmap.shadowRoot.querySelectorAll('.card');
      cards[(13 * round) % Math.min(cards.length, 60)].click();
    },
  };
  return Object.keys(window.changes);
}

/** Runs in the page: one change, and the two frames after it. */
async function change([name, round]) {
  await window.changes[name](round);
  await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))));
}

await bundle(['throughline']);
const server = await serve(join(import.meta.dirname, '../../target/bench'));
const browser = await chromium.launch({ executablePath: process.env.CHROME, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
const rows = new Map();
for (const plan of process.argv.slice(2)) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const time = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return metrics.find(each => each.name === 'TaskDuration').value * 1_000;
  };
  await page.goto(`${server.origin}/pages/throughline/?plan=/plans/${plan}.json`);
  await page.waitForFunction(() => window.done);
  await pause(1_000);
  const names = await page.evaluate(ready);
  let nothing = 0;
  for (const name of names) {
    const times = [];
    for (let round = 0; round < ROUNDS; round++) {
      await pause(150);
      const before = await time();
      await page.evaluate(change, [name, round]);
      times.push((await time()) - before);
    }
    const [first, ...more] = times;
    const median = more.sort((a, b) => a - b)[more.length >> 1];
    if (name === 'nothing') nothing = median;
    else rows.set(name, [...(rows.get(name) ?? []), `${(first - nothing).toFixed(1)}, ${(median - nothing).toFixed(1)}`]);
  }
  await page.close();
}
await browser.close();
server.stop();
const line = cells => `| ${cells.join(' | ')} |`;
console.log(line(['change', ...process.argv.slice(2)]));
console.log(line(['---', ...process.argv.slice(2).map(() => '---')]));
for (const [name, cells] of rows) console.log(line([name, ...cells]));
