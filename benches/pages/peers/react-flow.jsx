// React Flow with dagre.

import { Background, Controls, MarkerType, Position, ReactFlow } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { createRoot } from 'react-dom/client';
import { dagre } from '../dagre.js';
import { flowDrawn, flowEdges, flowNodes } from '../flow.js';

export async function draw(graph, box) {
  const found = dagre(graph);
  const nodes = flowNodes(graph, found, Position);
  const edges = flowEdges(graph, MarkerType);
  createRoot(box).render(
    <ReactFlow defaultNodes={nodes} defaultEdges={edges} fitView minZoom={0.01}>
      <Background />
      <Controls />
    </ReactFlow>,
  );
  const links = await flowDrawn(box, graph, 'react-flow');
  return { layout: found.layout, links };
}
