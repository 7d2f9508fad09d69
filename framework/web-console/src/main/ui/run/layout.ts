import type { Lane } from './lanes.ts';

/** Where a lane stands in the graph. */
export type Node = { lane: Lane; x: number; y: number; hidden: number };

export type Edge = { from: Node; to: Node };

export const NODE = { width: 190, height: 32 };

const COLUMN = 250;
const ROW = 44;
const MARGIN = 16;
const DEEPEST = 3;
const MOST_NODES = 300;

/** A tidy tree from left to right: leaves below one another, parents in the middle of their children. */
export function layout(lanes: Lane[]): { nodes: Node[]; edges: Edge[]; width: number; height: number; left: number } {
  const children = new Map<string | null, Lane[]>();
  for (const lane of lanes) {
    const siblings = children.get(lane.parent);
    if (siblings) siblings.push(lane);
    else children.set(lane.parent, [lane]);
  }
  const nodes: Node[] = [];
  const edges: Edge[] = [];
  let rows = 0;
  const put = (lane: Lane): Node => {
    const below = children.get(lane.key) ?? [];
    const shown = lane.level < DEEPEST ? below.slice(0, Math.max(0, MOST_NODES - nodes.length)) : [];
    const node: Node = { lane, x: MARGIN + lane.level * COLUMN, y: 0, hidden: below.length - shown.length };
    nodes.push(node);
    const placed = shown.map(put);
    node.y =
      placed.length > 0 ? (placed[0].y + placed[placed.length - 1].y) / 2 : MARGIN + rows++ * ROW;
    edges.push(...placed.map((to) => ({ from: node, to })));
    return node;
  };
  (children.get(null) ?? []).forEach(put);
  const deepest = Math.max(0, ...nodes.map((node) => node.x));
  return {
    nodes,
    edges,
    width: deepest + NODE.width + MARGIN,
    height: MARGIN + rows * ROW,
    left: lanes.length - nodes.length,
  };
}
