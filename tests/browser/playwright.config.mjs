// One browser, found by xtask; two tests at a time.

import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.mjs',
  outputDir: '../../test-results',
  snapshotPathTemplate: '../golden/{arg}{ext}',
  fullyParallel: true,
  workers: 2,
  // Only what hangs is to run into these: a busy machine takes 20 s for what axe finds on a large map.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // A test that passes now and then is a fault to be found.
  retries: 0,
  forbidOnly: !!process.env.CI,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    headless: true,
    trace: 'off',
    launchOptions: {
      executablePath: process.env.CHROME,
      // The second line keeps the browser from asking for anything of its own.
      args: [
        '--no-sandbox', '--disable-gpu',
        '--disable-background-networking', '--disable-component-update', '--no-first-run', '--disable-sync',
      ],
    },
  },
});
