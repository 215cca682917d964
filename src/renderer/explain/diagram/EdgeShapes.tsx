import type { PathStep } from '../../../contracts/explain'
import type { FrameNumber } from '../../../contracts/units'
import { Badge } from './Badge'
import { ROUTES, type Route, strayRoute } from './geometry'
import { type DiagramEdge, SIDES } from './lit'
import { along, BADGE, headPath, LINE_HEIGHT, labelLines, routePath } from './shapes'

interface EdgeProps {
  readonly edge: DiagramEdge
  readonly onGo: (frame: FrameNumber) => void
}

const routeOf = ({ id, from, to }: DiagramEdge): Route => ROUTES[id] ?? strayRoute(from, to)

const takenBy = ({ taken }: DiagramEdge) =>
  SIDES.flatMap((side) => {
    const step = taken[side]
    return step ? [{ side, step }] : []
  })

/** The frame that a click leads to: that of the newest step. */
function frameOf(steps: readonly { readonly step: PathStep }[]): FrameNumber | null {
  const frames = steps.flatMap(({ step }) => (step.frame === null ? [] : [step.frame]))
  return frames.length === 0 ? null : (Math.max(...frames) as FrameNumber)
}

/** An arrow; where it was taken a thick line for the client, a dashed one for the server, dashed over thick for both. */
export function EdgeLine({ edge, onGo }: EdgeProps) {
  const route = routeOf(edge)
  const line = routePath(route)
  const head = headPath(route)
  const steps = takenBy(edge)
  const frame = frameOf(steps)
  const isNew = steps.some(({ step }) => step.isNew)
  const looks = [
    'edge',
    steps.length > 0 && 'lit',
    isNew && 'now',
    edge.isStray && 'stray',
    frame !== null && 'leads',
  ].filter((one) => one !== false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hidden from assistive technology; the list of steps has the links
    <g
      className={looks.join(' ')}
      data-edge={edge.id}
      data-sides={steps.map(({ side }) => side).join(' ')}
      onClick={frame === null ? undefined : () => onGo(frame)}
    >
      {isNew && <path className="edge-glow" d={line} />}
      {steps.length === 0 && <path className="edge-line" d={line} />}
      {steps.map(({ side }) => (
        <path key={side} className={`edge-line of-${side}`} d={line} />
      ))}
      <path className="edge-head" d={head} />
      <path className="edge-grip" d={line} />
    </g>
  )
}

/** An arrow's words, and whose it was. */
export function EdgeLabel({ edge, onGo }: EdgeProps) {
  const route = routeOf(edge)
  const steps = takenBy(edge)
  const frame = frameOf(steps)
  const looks = ['edge-words', steps.length > 0 && 'lit', steps.some(({ step }) => step.isNew) && 'now']
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hidden from assistive technology; the list of steps has the links
    <g
      className={looks.filter((one) => one !== false).join(' ')}
      data-edge={edge.id}
      onClick={frame === null ? undefined : () => onGo(frame)}
    >
      <text className="edge-text" x={route.label.x} y={route.label.y} textAnchor={route.anchor}>
        {labelLines(edge.event, route.lines).map((line, index) => (
          <tspan key={line} x={route.label.x} dy={index === 0 ? 0 : LINE_HEIGHT}>
            {line}
          </tspan>
        ))}
      </text>
      {steps.map(({ side, step }, index) => (
        <Badge
          key={side}
          at={along(route.points, 0.5, steps.length === 1 ? 0 : (index * 2 - 1) * BADGE.apart)}
          side={side}
          isProved={step.proved}
          isNew={step.isNew}
        />
      ))}
    </g>
  )
}
