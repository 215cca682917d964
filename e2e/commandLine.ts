/** What the command line says of a capture: the other face of the same engine, and the truth that the window is held to. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const CLI = join(import.meta.dirname, '..', 'out', 'cli', 'index.js')

interface BySide<T> {
  client: T
  server: T
}
interface FlowLine {
  flow: number
  client: { address: string; port: number }
  server: { address: string; port: number }
  state: BySide<string>
  verdict: { title: string }
}
interface SegmentLine {
  frame: number
  flow: number
  from: string
  flags: string
  state: BySide<string>
}

function lines<Line>(command: string, capture: string): Line[] {
  const text = execFileSync(process.execPath, [CLI, command, '--format', 'json', '--quiet', capture], {
    encoding: 'utf8',
  })
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line)
}

export const flowsOf = (capture: string) => lines<FlowLine>('flows', capture)
export const segmentsOf = (capture: string) => lines<SegmentLine>('segments', capture)

/** What a command prints, as it is. */
export const printed = (...args: readonly string[]): string =>
  execFileSync(process.execPath, [CLI, ...args, '--quiet'], { encoding: 'utf8' })
