import { useEffect, useMemo } from 'react'
import type { LadderPeers } from '../../contracts/ladder'
import type { LadderOutline, LadderRow } from '../../contracts/ladderRows'
import { useEngineQuery } from '../app/useEngineQuery'
import { useAtRest } from '../ui/useAtRest'
import { linksOf, type RowLink, relationsOf } from './links'
import { point, usePointed } from './pointed'

export interface Focus {
  readonly links: readonly RowLink[]
  /** Rows that have to do with the row in focus, and how. */
  readonly relations: ReadonlyMap<number, string>
  readonly peers: ReadonlySet<number>
}

/** What has to do with the row under the pointer, or else with the selected one. */
export function useFocus(outline: LadderOutline, hovered: LadderRow | null, selected: LadderRow | null): Focus {
  const row = hovered?.kind === 'segment' ? hovered : selected?.kind === 'segment' ? selected : null
  const { flow, level = '', revision = 0 } = outline
  const wanted = useAtRest(row?.segment ?? null)
  const args = row === null || wanted === null ? null : { flow, segment: wanted }
  const asked = useEngineQuery('ladderPeers', args, `${level} ${revision} ${outline.rows}`)
  const peers: LadderPeers | null = row !== null && asked.data?.segment === row.segment ? asked.data : null
  const hoveredSegment = hovered?.kind === 'segment' ? hovered.segment : null
  useEffect(() => {
    point(hoveredSegment)
    return () => point(null)
  }, [hoveredSegment])
  const pointed = usePointed()
  return useMemo(() => {
    const relations = relationsOf(peers)
    const pointedRow = [peers?.acks, peers?.ackedBy, peers?.repeats, peers?.repeatedBy].find(
      (peer) => peer?.segment === pointed,
    )?.row
    const links = row === null ? [] : linksOf(peers, row.row, row.from)
    // Pointed at in the fields: only that one of the rows stands out.
    const rows = pointedRow === undefined || pointed === hoveredSegment ? [...relations.keys()] : [pointedRow]
    return { links, relations, peers: new Set(rows) }
  }, [peers, row, pointed, hoveredSegment])
}
