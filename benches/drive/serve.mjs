// Serves the pages and plans as a good host would: compressed once, scripts cached, plans never.

import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};
const packed = new Map();

/** A file with its brotli, compressed at the first call. */
function file(folder, path) {
  if (!packed.has(path)) {
    const bytes = readFileSync(join(folder, path));
    const quality = bytes.length > 1e6 && path.endsWith('.json') ? 6 : 11;
    packed.set(path, { bytes, brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }) });
  }
  return packed.get(path);
}

/** Starts the server over a folder, on any port. */
export async function serve(folder) {
  const server = createServer((request, response) => {
    let path = normalize(new URL(request.url, 'http://localhost').pathname);
    if (path.endsWith(sep)) path += 'index.html';
    try {
      const { brotli } = file(folder, path);
      const kept = ['.js', '.css', '.wasm'].includes(extname(path));
      response.writeHead(200, {
        'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
        'content-encoding': 'br',
        'content-length': brotli.length,
        'cache-control': kept ? 'max-age=31536000, immutable' : 'no-store',
      });
      response.end(brotli);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    /** What these paths weigh together, in bytes. */
    weigh: paths => {
      const sum = length => paths.reduce((total, path) => total + length(file(folder, path)), 0);
      return { gzip: sum(({ bytes }) => gzipSync(bytes, { level: 9 }).length), brotli: sum(({ brotli }) => brotli.length) };
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
