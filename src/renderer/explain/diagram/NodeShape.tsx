import type { CSSProperties } from 'react'
import { stateToken } from '../../ui/StateChip'
import { Badge } from './Badge'
import { NODE_SIZE, NODES, type NodeId, nodeState } from './geometry'
import type { DiagramNode } from './lit'

/** A state in its colour; pale where no shown side was in it, framed and lettered where one is in it. */
export function NodeShape({ id, node }: { readonly id: NodeId; readonly node: DiagramNode | undefined }) {
  const { x, y } = NODES[id]
  const state = nodeState(id)
  const token = stateToken(state)
  const style = {
    '--state-fill': `var(--${token}-fill)`,
    '--state-ink': `var(--${token}-ink)`,
    '--state-edge': `var(--${token}-edge)`,
  } as CSSProperties
  const current = node?.current ?? []
  const look = current.length > 0 ? 'current' : node ? 'visited' : 'unvisited'
  const { width, height } = NODE_SIZE
  return (
    <g className={`state-node ${look}`} style={style} data-state={id} data-current={current.join(' ')}>
      <rect x={x - width / 2} y={y - height / 2} width={width} height={height} rx={5} />
      <text className="state-name" x={x} y={y + 4} textAnchor="middle">
        {state}
      </text>
      {current.map((side) => (
        <Badge
          key={side}
          at={{ x: x + (side === 'client' ? -1 : 1) * (width / 2 - 2), y: y - height / 2 }}
          side={side}
          isProved
          isNew={false}
        />
      ))}
    </g>
  )
}
