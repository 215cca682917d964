/** Names that are proposed for exports, and the picture that the window painted, written whole or not at all. */
import { rename, rm, writeFile } from 'node:fs/promises'
import { join, parse } from 'node:path'
import type { ExportOrder } from '../contracts/engine'
import type { SaveResult } from '../contracts/ipc'
import { baseName } from './fileName'

/** A kind of file that is exported, as the dialog names it. */
export interface ExportKind {
  readonly title: string
  readonly type: string
  readonly extension: string
  /** Of the capture: what the file holds, for its name. */
  readonly part: string
}

const LADDER_KINDS = {
  svg: { type: 'SVG picture', extension: 'svg' },
  text: { type: 'Plain text', extension: 'txt' },
  mermaid: { type: 'Mermaid diagram', extension: 'mmd' },
} as const
const FLOW_KINDS = {
  csv: { type: 'CSV table', extension: 'csv' },
  json: { type: 'JSON Lines', extension: 'jsonl' },
} as const

export function kindOf(order: ExportOrder): ExportKind {
  switch (order.what) {
    case 'ladder':
      return { title: 'Export the ladder', part: `flow ${order.flow}`, ...LADDER_KINDS[order.format] }
    case 'flows':
      return { title: 'Export the flows', part: 'flows', ...FLOW_KINDS[order.format] }
    case 'report':
      return { title: 'Export a report', part: 'report', type: 'HTML page', extension: 'html' }
  }
}

export const pictureKind = (flow: number): ExportKind => ({
  title: 'Export the ladder',
  part: `flow ${flow}`,
  type: 'PNG picture',
  extension: 'png',
})

/** Proposed in place of the capture's name, which may tell whose it is. */
export const ANONYMOUS_NAME = 'anonymised'

/** The name that is proposed for a part of the capture called `name`: the same each time. */
export const exportName = (name: string, { part, extension }: ExportKind): string =>
  `${baseName(name)} ${part}.${extension}`

/** The first bytes of every PNG (RFC 2083 §3.1). */
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** Writes a PNG; what stood at `path` goes only once the new one is complete. */
export async function writePicture(path: string, bytes: Uint8Array): Promise<SaveResult> {
  if (PNG_SIGNATURE.some((byte, at) => bytes[at] !== byte))
    return { path: null, message: 'The picture was not written: what the window painted is no PNG.' }
  const { dir, base } = parse(path)
  const unfinished = join(dir, `.${base}.unfinished`)
  try {
    await writeFile(unfinished, bytes)
    await rename(unfinished, path)
    return writtenResult(path)
  } catch (error) {
    await rm(unfinished, { force: true })
    return { path: null, message: `The picture was not written: ${error instanceof Error ? error.message : error}` }
  }
}

export const writtenResult = (path: string): SaveResult => ({ path, message: `Written to ${path}.` })
