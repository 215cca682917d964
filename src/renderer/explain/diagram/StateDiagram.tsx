import './diagram.css'
import { useMemo } from 'react'
import type { ExplainView } from '../../../contracts/explain'
import type { FrameNumber } from '../../../contracts/units'
import { useSession } from '../../app/context'
import { EdgeLabel, EdgeLine } from './EdgeShapes'
import { DIAGRAM_SIZE, NODE_IDS } from './geometry'
import { litEdges, litNodes, type ShownSides } from './lit'
import { NodeShape } from './NodeShape'

interface StateDiagramProps {
  readonly view: ExplainView
  readonly shown: ShownSides
}

/**
 * The state diagram of RFC 9293 with the ways of the shown sides lit. For the eyes and the pointer: the list of steps
 * below it says the same to everyone else.
 */
export function StateDiagram({ view, shown }: StateDiagramProps) {
  const session = useSession()
  const { path, states } = view
  const edges = useMemo(() => litEdges(path, shown), [path, shown])
  const nodes = useMemo(
    () => litNodes(path, { client: states.client.state, server: states.server.state }, shown),
    [path, states, shown],
  )
  const onGo = (frame: FrameNumber) => session.choice.goToFrame(frame)
  // What is lit is drawn over what isn't, words over all lines.
  const ordered = [...edges].sort((a, b) => Object.keys(a.taken).length - Object.keys(b.taken).length)
  return (
    <div className="state-diagram-view">
      <svg
        className="state-diagram"
        viewBox={`0 0 ${DIAGRAM_SIZE.width} ${DIAGRAM_SIZE.height}`}
        aria-hidden="true"
        focusable="false"
      >
        {ordered.map((edge) => (
          <EdgeLine key={edge.id} edge={edge} onGo={onGo} />
        ))}
        {NODE_IDS.map((id) => (
          <NodeShape key={id} id={id} node={nodes.get(id)} />
        ))}
        {ordered.map((edge) => (
          <EdgeLabel key={edge.id} edge={edge} onGo={onGo} />
        ))}
      </svg>
    </div>
  )
}
