// node run.mjs '{ "profile", "works": [{ "name", "plan", "count", "peers" }], "runs", "limit" }'
// Measures in one go, each peer once before any a second time, so that what else the machine does hits all alike.
// Each line of its output is JSON: `{ work, peer, sample }` or `{ work, peer, silent: reason }`.

import { chromium } from '@playwright/test';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { PROFILES } from './profiles.mjs';
import { sample } from './sample.mjs';
import { serve } from './serve.mjs';

const asked = JSON.parse(process.argv[2]);
const tell = line => process.stdout.write(JSON.stringify(line) + '\n');
const profile = PROFILES[asked.profile];
const reader = await bundle([...new Set(asked.works.flatMap(work => work.peers))]);
const server = await serve(join(import.meta.dirname, '../../target/bench'));
const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROME,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
  });
let browser = await launch();

/** One sample; a page that hangs takes its browser with it. */
async function take(work, peer, run) {
  const address = `${server.origin}/pages/${peer}/?plan=/plans/${work.plan}.json` + (work.count > 1 ? `&count=${work.count}` : '');
  const limit = asked.limit * 1_000;
  try {
    // The server compresses at the first request: that must not be in the time.
    if (run === 0) await Promise.all([fetch(address), fetch(`${server.origin}/plans/${work.plan}.json`)].map(async each => (await each).arrayBuffer()));
    const wants = run === 0 && work.count === 1;
    return await sample(browser, { address, profile, limit, reader: wants ? reader : null });
  } catch (error) {
    await browser.close();
    browser = await launch();
    throw error;
  }
}

/** What a page weighs without its HTML and the plan. */
function weight(urls) {
  const paths = urls.filter(url => url.startsWith(server.origin)).map(url => new URL(url).pathname);
  return server.weigh(paths.filter(path => !path.endsWith('/') && !path.startsWith('/plans/')));
}

/** Compresses everything that a page loads, before it is timed. */
async function warmUp(peers) {
  for (const peer of peers) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${server.origin}/pages/${peer}/?plan=/plans/${asked.works[0].plan}.json`);
    await page.waitForFunction(() => window.done, null, { timeout: asked.limit * 1_000, polling: 200 }).catch(() => {});
    await context.close();
  }
}

await warmUp(new Set(asked.works.flatMap(work => work.peers)));
const gone = new Map();
for (const work of asked.works) {
  for (let run = 0; run < asked.runs; run++) {
    for (const peer of work.peers) {
      if (gone.has(peer) && work.count === 1) {
        if (run === 0) tell({ work: work.name, peer, silent: gone.get(peer) });
        continue;
      }
      try {
        const taken = await take(work, peer, run);
        tell({ work: work.name, peer, sample: { ...taken, ...weight(taken.asked), asked: undefined } });
      } catch (error) {
        // Who does not answer is not asked again, nor for more.
        const silent = /timeout/i.test(error.message) ? `nothing in ${asked.limit} s` : error.message.slice(0, 160);
        gone.set(peer, silent);
        tell({ work: work.name, peer, silent });
      }
    }
  }
}
await browser.close();
server.stop();
