// Mermaid, from text.

import mermaid from 'mermaid';
import { pathsOf } from '../paths.js';

mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', maxEdges: 1e6, maxTextSize: 1e8 });
let drawings = 0;

export async function draw(graph, box) {
  const cards = graph.steps.map((step, at) => `s${at}["${step.title}"]`);
  const lines = graph.links.map(({ from, to }) => `s${from} --> s${to}`);
  const { svg } = await mermaid.render(`plan-${drawings++}`, ['flowchart LR', ...cards, ...lines].join('\n'));
  box.innerHTML = svg;
  return {
    links: () => {
      const paths = box.querySelectorAll('.edgePaths path');
      return graph.links.map((link, at) => [link.from, link.to, pathsOf(paths[at])[0]]);
    },
  };
}
