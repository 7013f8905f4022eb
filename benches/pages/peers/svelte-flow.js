// Svelte Flow with dagre.

import { MarkerType, Position } from '@xyflow/svelte';
import { mount } from 'svelte';
import { dagre } from '../dagre.js';
import { flowDrawn, flowEdges, flowNodes } from '../flow.js';
import Flow from './svelte-flow.svelte';

export async function draw(graph, box) {
  const found = dagre(graph);
  mount(Flow, { target: box, props: { cards: flowNodes(graph, found, Position), lines: flowEdges(graph, MarkerType) } });
  const links = await flowDrawn(box, graph, 'svelte-flow');
  return { layout: found.layout, links };
}
