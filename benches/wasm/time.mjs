// Layout alone in WebAssembly, warm: medians of 15 drawings after half a second of them, when the engine's faster code is there.

import { resolve } from 'node:path';

const { Work } = await import(resolve(process.argv[2]));

for (const each of [false, true]) {
  console.log(each ? '\na band for each subject' : '\none band');
  for (const steps of [100, 1_000, 5_000, 10_000]) {
    const work = new Work(steps, each);
    for (const start = performance.now(); performance.now() - start < 500; ) work.draw();
    const times = Array.from({ length: 15 }, () => {
      const start = performance.now();
      work.draw();
      return performance.now() - start;
    });
    const median = times.sort((a, b) => a - b)[7];
    console.log(`${steps} steps: ${median.toFixed(2)} ms, ${work.crossings()} crossings`);
  }
}
