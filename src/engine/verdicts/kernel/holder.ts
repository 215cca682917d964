/** What the kernel adds to verdicts of the wire. Without a kernel, nothing. */

import type { KernelSocket, SocketOwner } from '../../../contracts/sockets'
import type { EndpointIndex } from '../../flowRecord'
import { holder } from '../../kernel/words'
import type { FlowStory } from '../story'

/** The kernel's socket of an end; null: it isn't this host's, or has none. */
export function socketOf(story: FlowStory, endpoint: EndpointIndex): KernelSocket | null {
  return story.capture.kernel?.wordOn(story.flow.id)?.[story.flow.side(endpoint)] ?? null
}

/** Who takes connections where the flow leads. */
export const listenerOf = (story: FlowStory): KernelSocket | null =>
  story.capture.kernel?.wordOn(story.flow.id)?.listener ?? null

/** The process that holds an end; null: unknown. */
export const processOf = (story: FlowStory, endpoint: EndpointIndex): SocketOwner | null =>
  holder(socketOf(story, endpoint))

/** `python3 (pid 812)` */
export const named = ({ name, pid }: SocketOwner): string => `${name} (pid ${pid})`
