// The web as the tests need it: pages they write themselves, the published files, and hosts in every mood.

import { createServer } from 'node:http';
import { createReadStream, existsSync } from 'node:fs';
import { extname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm', '.html': 'text/html', '.json': 'application/json' };

/** A plan of three steps, small enough to read. */
export const TINY = {
  format: 'throughline-plan/1',
  id: 'tiny',
  title: 'Tiny plan',
  goals: [{ id: 'goal', kind: 'career', title: 'Registered Nurse', primary: true }],
  phases: [{ id: 'p10', title: 'Grade 10' }, { id: 'p11', title: 'Grade 11' }],
  steps: [
    { id: 'geometry', title: 'Geometry', kind: 'course', phase: 'p10', status: 'in-progress' },
    { id: 'algebra', title: 'Algebra II', kind: 'course', phase: 'p11', status: 'planned', url: 'https://school.example/algebra' },
    { id: 'licence', title: 'Nursing licence', kind: 'credential', phase: 'p11', status: 'planned' },
  ],
  edges: [
    { from: 'geometry', to: 'algebra', kind: 'requires' },
    { from: 'algebra', to: 'licence', kind: 'leads-to' },
    { from: 'licence', to: 'goal', kind: 'leads-to' },
  ],
};

const json = (response, status, body, headers = {}) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
};
const problem = (response, status) =>
  json(response, status, { title: 'Ana Lopez may not', status, detail: 'Ana Lopez has no such plan' }, { 'content-type': 'application/problem+json' });

const latin = (response, status) => {
  response.writeHead(status, { 'content-type': 'text/html; charset=iso-8859-1' });
  response.end(Buffer.from('<!doctype html><title>Sesión caducada</title>', 'latin1'));
};

/** Hosts by the path under /host/. Each gets the request, the response, and how often it was asked before. */
const HOSTS = {
  'tiny': (_, response) => json(response, 200, TINY),
  'other': (_, response) => json(response, 200, { ...TINY, id: 'other', steps: [{ id: 'x', title: 'Welding I', kind: 'course' }], edges: [] }),
  'empty': (_, response) => json(response, 200, { format: 'throughline-plan/1', steps: [] }),
  'slow': (_, response) => setTimeout(() => json(response, 200, TINY), 800),
  'never': () => {},
  // As old servers answer: a browser would take it for fresh.
  'aged': (_, response, before) => json(response, 200, { ...TINY, id: `plan-${before}` }, { 'last-modified': 'Mon, 01 Jan 2018 00:00:00 GMT' }),
  'latin': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json; charset=iso-8859-1' });
    response.end(Buffer.from(JSON.stringify({ ...TINY, title: 'Después' }), 'latin1'));
  },
  // As old gateways refuse.
  'latin-401': (_, response) => latin(response, 401),
  'latin-503': (_, response) => latin(response, 503),
  'cut-401': (_, response) => {
    response.writeHead(401, { 'content-type': 'text/html', 'content-length': '5000' });
    response.write('<!doctype html>');
    setTimeout(() => response.destroy(), 50);
  },
  'moved': (_, response) => response.writeHead(302, { location: '/host/sign-in' }).end(),
  'sign-in': (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end('<!doctype html><title>Sign in</title>');
  },
  'faulty': (_, response) => {
    const steps = Array.from({ length: 5000 }, (_, at) => ({ id: `s${at}`, title: 'Biology', kind: 'class' }));
    steps[0] = { id: 's0', title: { 'en': 'Biology', 'Ana Lopez, IEP': 'x' }, kind: 'course' };
    json(response, 200, { format: 'throughline-plan/1', steps });
  },
  'stalls': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"format":');
  },
  'truncated': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
    response.write('{"format":"throughline-plan/1"');
    setTimeout(() => response.destroy(), 50);
  },
  'huge': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const piece = Buffer.alloc(1e6, ' ');
    let left = 17;
    const more = () => {
      while (left > 0) {
        left -= 1;
        if (!response.write(piece)) return void response.once('drain', more);
      }
      response.end('{}');
    };
    more();
  },
  'huge-by-its-word': (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '17000000' });
    response.write('{');
  },
  'page': (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>Sign in</title>');
  },
  'cut': (_, response) => json(response, 200, '{"format":"throughline-plan/1","steps":['),
  'future': (_, response) => json(response, 200, { format: 'throughline-plan/9', steps: [] }),
  '304': (_, response) => response.writeHead(304).end(),
  '401': (_, response) => problem(response, 401),
  '403': (_, response) => problem(response, 403),
  '404': (_, response) => problem(response, 404),
  '500': (_, response) => problem(response, 500),
  '503-then-plan': (_, response, before) => (before === 0 ? problem(response, 503) : json(response, 200, TINY)),
  'plan-then-503': (_, response, before) => (before === 0 ? json(response, 200, TINY) : problem(response, 503)),
  'plan-then-401': (_, response, before) => (before === 0 ? json(response, 200, TINY) : problem(response, 401)),
  'token': (request, response) =>
    request.headers.authorization === 'Bearer fresh' ? json(response, 200, TINY) : problem(response, 401),
  'etag': (request, response) =>
    request.headers['if-none-match'] === '"v1"'
      ? response.writeHead(304, { etag: '"v1"' }).end()
      : json(response, 200, TINY, { etag: '"v1"', 'cache-control': 'no-store' }),
};

/** Starts the server on any port. */
export async function start() {
  const pages = new Map();
  const asked = new Map();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const [, first, name] = pathname.split('/');
    // Every browser asks for it, and no page here has one.
    if (pathname === '/favicon.ico') return response.writeHead(204).end();
    response.setHeader('access-control-allow-origin', '*');
    if (pages.has(pathname)) {
      const { body, headers } = pages.get(pathname);
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers });
      return response.end(body);
    }
    if (first === 'host' && Object.hasOwn(HOSTS, name)) {
      // Tests run side by side; each counts for itself.
      const key = `${name} ${searchParams.get('for')}`;
      const before = asked.get(key) ?? 0;
      asked.set(key, before + 1);
      return HOSTS[name](request, response, before);
    }
    const folder = { v1: 'dist', plans: 'tests/plans' }[first];
    const file = folder && join(ROOT, folder, pathname.split('/').slice(2).join('/'));
    if (!file || !existsSync(file)) return response.writeHead(404).end();
    const type = searchParams.get('type') ?? TYPES[extname(file)] ?? 'application/octet-stream';
    const answer = () => {
      response.writeHead(200, { 'content-type': type });
      createReadStream(file).pipe(response);
    };
    setTimeout(answer, Number(searchParams.get('after') ?? 0));
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    /** Serves this page at this path from now on. */
    put: (path, body, headers) => pages.set(path, { body, headers }),
    stop: () => {
      server.closeAllConnections();
      return new Promise(resolve => server.close(resolve));
    },
  };
}
