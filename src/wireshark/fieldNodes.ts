/** Wireshark's tree of a frame as the nodes that the window draws, within bounds whatever the frame holds. */
import type { FieldNode } from '../contracts/segment'
import { WIRESHARK_FIELDS_MOST, WIRESHARK_LETTERS_MOST } from '../contracts/wireshark'
import type { ProtoTree, Vector } from './library'
import { nameOf, renumbered } from './numbering'

/** Real trees have fewer than 30. */
const DEPTH_MOST = 100

export interface TreeFacts {
  /** Number of the frame in the open capture, and of all that the dissectors were given. */
  readonly frame: number
  readonly frames: Uint32Array
  /** Lengths of the sources that fields lie in. */
  readonly lengths: readonly number[]
}

/** Takes `tree` off the library's heap. */
export function fieldNodes(
  tree: Vector<ProtoTree>,
  facts: TreeFacts,
): { readonly layers: readonly FieldNode[]; readonly isCut: boolean } {
  let told = 0
  let isCut = false
  const walk = (fields: Vector<ProtoTree>, depth: number): FieldNode[] => {
    const nodes: FieldNode[] = []
    const size = fields.size()
    for (let place = 0; place < size; place++) {
      if (told >= WIRESHARK_FIELDS_MOST || depth > DEPTH_MOST) {
        isCut = true
        break
      }
      told += 1
      const field = fields.get(place)
      nodes.push({ ...nodeOf(field, facts), children: walk(field.tree, depth + 1) })
    }
    fields.delete()
    return nodes
  }
  return { layers: walk(tree, 1), isCut }
}

function nodeOf(field: ProtoTree, { frame, frames, lengths }: TreeFacts): Omit<FieldNode, 'children'> {
  const { label, filter, leadsTo } = renumbered(field, frame, frames)
  const source = lengths[field.data_source_idx] === undefined ? 0 : field.data_source_idx
  const all = lengths[source] ?? 0
  const start = Math.min(Math.max(0, field.start), all)
  return {
    filter: nameOf(filter),
    name: label.length > WIRESHARK_LETTERS_MOST ? `${label.slice(0, WIRESHARK_LETTERS_MOST)}…` : label,
    value: '',
    meaning: '',
    start,
    length: Math.min(Math.max(0, field.length), all - start),
    ...(filter.includes(' == ') && nameOf(filter) !== '' && filter.length <= WIRESHARK_LETTERS_MOST
      ? { expression: filter }
      : {}),
    ...(source > 0 ? { source } : {}),
    ...(leadsTo === null ? {} : { leadsTo }),
  }
}
