import { percent } from '../parts/status.tsx';
import type { Lane } from './lanes.ts';
import { layout, NODE, type Node } from './layout.ts';

const LONGEST_NAME = 18;

type Props = { lanes: Lane[]; focused: string; focus: (lane: Lane) => void };

/** Who queued whom. */
export function Graph({ lanes, focused, focus }: Props) {
  const { nodes, edges, width, height, left } = layout(lanes);
  const middle = NODE.height / 2;
  return (
    <div class="graph">
      <svg width={width} height={height} role="group" aria-label="Parent and child runs">
        {edges.map(({ from, to }) => (
          <path
            key={to.lane.key}
            class="edge"
            d={`M${from.x + NODE.width} ${from.y + middle}C${from.x + NODE.width + 30} ${from.y + middle} ${to.x - 30} ${to.y + middle} ${to.x} ${to.y + middle}`}
          />
        ))}
        {nodes.map((node) => (
          <GraphNode key={node.lane.key} node={node} focused={node.lane.key === focused} focus={() => focus(node.lane)} />
        ))}
      </svg>
      {left > 0 && <p class="faint small">{left} more are only in the timeline</p>}
    </div>
  );
}

function GraphNode({ node, focused, focus }: { node: Node; focused: boolean; focus: () => void }) {
  const { lane, x, y, hidden } = node;
  const name = lane.name.length > LONGEST_NAME ? `${lane.name.slice(0, LONGEST_NAME - 1)}…` : lane.name;
  const note = hidden > 0 ? `+${hidden}` : lane.runs > 1 ? `×${lane.runs}` : lane.ended ? '' : percent(lane.completeness);
  return (
    <g
      class={`node${focused ? ' focused' : ''}`}
      transform={`translate(${x} ${y})`}
      role="button"
      tabIndex={0}
      aria-pressed={focused}
      aria-label={`${lane.name} ${lane.note}`}
      onClick={focus}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        focus();
      }}
    >
      <title>{`${lane.path} ${lane.note}`}</title>
      <rect class="box" width={NODE.width} height={NODE.height} rx="6" />
      <rect class={`st-${lane.status}`} width="4" height={NODE.height} rx="2" />
      <text x="14" y="20">
        {name}
      </text>
      <text class="note" x={NODE.width - 10} y="20" text-anchor="end">
        {note}
      </text>
    </g>
  );
}
