/** `--flow N`: one connection, by the number that `lastack flows` prints. */
import { type Failure, usage } from './exit'

/** @returns null where the option wasn't given. @throws Failure where it is no number. */
export function flowOption(command: string, flow: string | boolean | undefined): number | null {
  if (typeof flow !== 'string') return null
  if (!/^\d{1,10}$/.test(flow)) throw usage(`--flow is a number, not "${flow}"`, command)
  return Number(flow)
}

export function noSuchFlow(command: string, capture: string, flow: number, count: number): Failure {
  const range = count === 0 ? 'it holds no TCP connection' : `it holds flows 0 to ${count - 1}`
  return usage(`${capture}: there is no flow ${flow}; ${range}`, command)
}
