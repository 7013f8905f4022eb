// A single-page portal comes and goes a thousand times.

import { expect, inState, SCRIPT, test } from './page.mjs';

test('coming and going leaves nothing behind', async ({ page, open }) => {
  await open(`${SCRIPT}<main></main>`);
  await page.waitForFunction(() => customElements.get('plp-roadmap'));
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  const rounds = count =>
    page.evaluate(async turns => {
      for (let turn = 0; turn < turns; turn++) {
        const roadmap = document.createElement('plp-roadmap');
        roadmap.plan = { format: 'throughline-plan/1', steps: [{ id: 'a', title: 'Algebra', kind: 'course' }] };
        document.querySelector('main').append(roadmap);
        await roadmap.ready;
        roadmap.remove();
        roadmap.dispose();
      }
    }, count);
  const count = async () => {
    // Finalizers run between two collections.
    for (let turn = 0; turn < 3; turn++) {
      await client.send('HeapProfiler.collectGarbage');
      await page.waitForTimeout(50);
    }
    const { metrics } = await client.send('Performance.getMetrics');
    const of = name => metrics.find(metric => metric.name === name).value;
    return { nodes: of('Nodes'), listeners: of('JSEventListeners') };
  };
  await rounds(5);
  const before = await count();
  await rounds(60);
  const after = await count();
  // None of either when this was written; a whole roadmap is hundreds.
  expect(after.nodes - before.nodes).toBeLessThan(10);
  expect(after.listeners - before.listeners).toBeLessThan(10);
});
