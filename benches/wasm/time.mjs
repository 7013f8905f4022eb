// Layout alone in WebAssembly, warm: medians of 15 drawings after 5.

import { resolve } from 'node:path';

const { Work } = await import(resolve(process.argv[2]));

for (const each of [false, true]) {
  console.log(each ? '\na band for each subject' : '\none band');
  for (const steps of [100, 1_000, 5_000, 10_000]) {
    const work = new Work(steps, each);
    const times = Array.from({ length: 20 }, () => {
      const start = performance.now();
      work.draw();
      return performance.now() - start;
    });
    const median = times.slice(5).sort((a, b) => a - b)[7];
    console.log(`${steps} steps: ${median.toFixed(2)} ms, ${work.crossings()} crossings`);
  }
}
