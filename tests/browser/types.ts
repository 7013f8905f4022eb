// A vendor's program: it need not run, it must compile.

import { define, version, type ErrorCode, type PlpEvents, type PlpRoadmap, type State } from '../../dist/plp-roadmap.js';

define();
define('x-plp');

const roadmap: PlpRoadmap | null = document.querySelector('plp-roadmap');
if (roadmap) {
  roadmap.plan = { format: 'throughline-plan/1', steps: [] };
  roadmap.headingLevel = 3;
  roadmap.view = 'card';
  roadmap.getToken = async ({ signal }) => (await fetch('/lti/token', { signal })).text();
  roadmap.fetcher = (url, { signal, method, headers, body }) => fetch(url, { signal, method, headers, body });
  roadmap.urlPolicy = href => (href.startsWith('/') ? href : null);
  roadmap.strings = { so: { plan: 'Qorshe' } };
  roadmap.addEventListener('plp-navigate', event => console.log(event.detail.href));
  roadmap.addEventListener('plp-error', event => {
    const code: ErrorCode = event.detail.code;
    console.log(code, event.detail.status ?? 0);
  });
  roadmap.addEventListener('plp-change', event => {
    event.preventDefault();
    event.waitUntil(fetch('/changes', { method: 'POST', body: event.detail.text }));
  });
  roadmap.addEventListener('click', event => console.log(event.clientX));
  const follow = (event: PlpEvents['plp-navigate']) => console.log(event.detail.step);
  roadmap.addEventListener('plp-navigate', follow);
  roadmap.removeEventListener('plp-navigate', follow);
  document.addEventListener('plp-load', event => console.log(event.detail.steps));
  const state: State = roadmap.state;
  const there: boolean = await roadmap.focusStep('algebra');
  console.log(state, there, version, (await roadmap.exportPlan('json')).size);
  await roadmap.ready;
}

// @ts-expect-error: not a view
document.createElement('plp-roadmap').view = 'graph';
export {};
