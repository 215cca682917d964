import type { Endpoint } from '../../contracts/flow'
import { formatHost } from './format'

interface EndpointTextProps {
  readonly endpoint: Endpoint
  /** Stands for the address where it is known. */
  readonly name?: string | null
}

/** `10.0.0.5:51514` where room may be short: a long address gives way, its port never. */
export function EndpointText({ endpoint, name = null }: EndpointTextProps) {
  return (
    <span className="endpoint">
      <span className="ellipsis">{name ?? formatHost(endpoint.address)}</span>
      <span>:{endpoint.port}</span>
    </span>
  )
}
