/** Interfaces as a table for a terminal, and under it what keeps some from being captured. */
import type { CaptureInterface } from '../contracts/capture'
import { aligned } from './aligned'
import { printable } from './printable'
import { wrap } from './wrap'

const TITLES = ['INTERFACE', 'CAPTURE WITH', 'KIND', 'ADDRESSES', 'DESCRIPTION']
const INDENT = '  '
const WIDTH = 100

export function* interfaceTable(interfaces: readonly CaptureInterface[]): Generator<string> {
  yield* aligned([TITLES, ...interfaces.map(cells)])
  for (const [trouble, names] of troubles(interfaces)) {
    yield `\n${names.map(printable).join(', ')}\n`
    for (const line of trouble.split('\n')) yield `${INDENT}${line}\n`
  }
}

const cells = ({ name, engines, kind, isUp, addresses, description }: CaptureInterface): string[] => [
  printable(name),
  engines.length > 0 ? engines.join(', ') : '-',
  isUp ? kind : `${kind}, down`,
  addresses.join(' '),
  printable(description),
]

/** Interfaces by what is wrong with them: on most systems all lack the same. */
function troubles(interfaces: readonly CaptureInterface[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { name, why, fix } of interfaces) {
    if (why === null) continue
    const lines = [...wrap(why, WIDTH), ...(fix === null ? [] : wrap(fix.text, WIDTH))]
    if (fix !== null && fix.command !== '') lines.push(`${INDENT}${fix.command}`)
    const trouble = lines.map(printable).join('\n')
    found.set(trouble, [...(found.get(trouble) ?? []), name])
  }
  return found
}
