// The wasm inside plp-roadmap.js travels as streams: what the page joins is, byte for byte, what stands beside it.

import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { joined } from '../../www/joined.js';

const published = name => readFileSync(new URL(`../../dist/${name}`, import.meta.url));

test('the wasm inside the script is the wasm beside it', () => {
  const script = published('plp-roadmap.js').toString();
  const [, packed] = script.match(/["'`]([A-Za-z0-9+/=]{10000,})["'`]/);
  const unpacked = new Uint8Array(inflateRawSync(Buffer.from(packed, 'base64')));
  // As a browser has them: in pieces, of which none need begin where its buffer does.
  const pieces = [unpacked.subarray(0, 1001), unpacked.slice(1001, 65_000), unpacked.subarray(65_000)];
  const wasm = joined(pieces);
  expect(published('plp-roadmap.wasm').equals(wasm)).toBe(true);
});
