/** What can be done with a field that was pointed at: filter by it, copy it, go where it leads. */
import type { FieldNode } from '../../contracts/segment'
import { frameNumber, type SegmentIndex } from '../../contracts/units'
import type { EngineClient } from '../app/engineClient'
import type { Session } from '../app/session'
import type { FilterWish } from '../filter/FilterMenu'
import { hexText } from '../follow/spans'
import { i18n } from '../i18n/i18n'

/** A field as text, as its line shows it. */
export const lineText = ({ name, value, meaning }: FieldNode): string =>
  [name, [value, meaning].filter(Boolean).join(' ')].filter(Boolean).join(': ')

/** @param bytes that the field lies in. */
export async function fieldWish(
  node: FieldNode,
  bytes: Uint8Array | undefined,
  segment: SegmentIndex,
  { client, session }: { readonly client: EngineClient; readonly session: Session },
): Promise<Pick<FilterWish, 'expressions' | 'others'>> {
  const expression = await filterOf(node, segment, client)
  const written = node.expression ?? expression
  const copied = (text: string) => () => void session.copy(text)
  const taken = bytes?.subarray(node.start, node.start + node.length) ?? new Uint8Array(0)
  const { leadsTo } = node
  return {
    expressions: expression === null ? [] : [expression],
    others: [
      ...(leadsTo === undefined
        ? []
        : [
            {
              words: i18n.t('wireshark:goTo', { frame: leadsTo }),
              act: () => session.choice.goToFrame(frameNumber(leadsTo)),
            },
          ]),
      { words: i18n.t('wireshark:copy'), act: copied(lineText(node)) },
      ...(written === null
        ? []
        : [{ words: i18n.t('wireshark:copyFilter', { expression: written }), act: copied(written) }]),
      ...(taken.length === 0 ? [] : [{ words: i18n.t('wireshark:copyBytes'), act: copied(hexText(taken)) }]),
    ],
  }
}

/** The display filter by a field, where this program knows it; null: it doesn't. */
async function filterOf(node: FieldNode, segment: SegmentIndex, client: EngineClient): Promise<string | null> {
  const { filter, expression } = node
  try {
    if (expression !== undefined) {
      const { taken, problem } = await client.query('filterCheck', { text: expression })
      return taken === 'filter' && problem === null ? expression : null
    }
    return filter === '' ? null : await client.query('filterByField', { segment, field: filter })
  } catch {
    // Its bytes can't be read any more: the tree says so itself.
    return null
  }
}
