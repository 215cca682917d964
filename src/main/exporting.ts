/** Names that are proposed for exports, and the picture that the window painted, written whole or not at all. */
import { rename, rm, writeFile } from 'node:fs/promises'
import { join, parse } from 'node:path'
import type { ExportOrder } from '../contracts/engineProcess'
import type { PictureType } from '../contracts/exports'
import type { SaveResult } from '../contracts/ipc'
import { baseName } from './fileName'
import { reasonOf, tell } from './saying'
import type { Words } from './words'

/** A kind of file that is exported, as the dialog names it. */
export interface ExportKind {
  readonly title: string
  readonly type: string
  readonly extension: string
  /** Of the capture: what the file holds, for its name. */
  readonly part: string
}

const EXTENSIONS = {
  svg: 'svg',
  text: 'txt',
  mermaid: 'mmd',
  csv: 'csv',
  json: 'jsonl',
  html: 'html',
  png: 'png',
  hex: 'hex.txt',
  raw: 'bin',
} as const
type FileType = keyof typeof EXTENSIONS

const kind = (
  { dialogs }: Words,
  what: keyof Words['dialogs']['exports'],
  part: string,
  type: FileType,
): ExportKind => ({
  title: dialogs.exports[what],
  type: dialogs.types[type],
  extension: EXTENSIONS[type],
  part,
})

/** What `order` asks for, in `words`; the proposed name is the same in every language. */
export function kindOf(order: ExportOrder, words: Words): ExportKind {
  switch (order.what) {
    case 'ladder':
      return kind(words, 'ladder', flowsPart([order.flow]), order.format)
    case 'together':
      return kind(words, 'ladder', flowsPart(order.flows), order.format)
    case 'flows':
      return kind(words, 'flows', 'flows', order.format)
    case 'report':
      return kind(words, 'report', 'report', 'html')
    case 'graph':
      return kind(words, 'graph', `flow ${order.flow} ${order.kind} ${order.direction}`, order.format)
    case 'follow':
      return kind(
        words,
        'follow',
        `flow ${order.flow}${order.direction === 'both' ? '' : ` ${order.direction}`}`,
        order.format,
      )
  }
}

/** @param graph what the picture is of; '': the ladder of these flows. */
export const pictureKind = (
  flows: readonly number[],
  words: Words,
  graph = '',
  type: PictureType = 'png',
): ExportKind =>
  graph === ''
    ? kind(words, 'ladder', flowsPart(flows), type)
    : kind(words, 'graph', `${flowsPart(flows)} ${graph}`, type)

const flowsPart = (flows: readonly number[]): string => `${flows.length === 1 ? 'flow' : 'flows'} ${flows.join(' ')}`

/** Proposed in place of the capture's name, which may tell whose it is. */
export const ANONYMOUS_NAME = 'anonymised'

/** The name that is proposed for a part of the capture called `name`: the same each time. */
export const exportName = (name: string, { part, extension }: ExportKind): string =>
  `${baseName(name)} ${part}.${extension}`

/** First bytes: of every PNG (RFC 2083 §3.1), and of an SVG of the window's. */
const SIGNATURES: Readonly<Record<PictureType, readonly number[]>> = {
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  svg: [...Buffer.from('<svg ')],
}

/** Writes a picture; what stood at `path` goes only once the new one is complete. */
export async function writePicture(path: string, bytes: Uint8Array, type: PictureType = 'png'): Promise<SaveResult> {
  if (SIGNATURES[type].some((byte, at) => bytes[at] !== byte)) return { path: null, message: tell('notPicture') }
  const { dir, base } = parse(path)
  const unfinished = join(dir, `.${base}.unfinished`)
  try {
    await writeFile(unfinished, bytes)
    await rename(unfinished, path)
    return writtenResult(path)
  } catch (error) {
    await rm(unfinished, { force: true })
    return { path: null, message: tell('pictureFailed', { why: reasonOf(error) }) }
  }
}

export const writtenResult = (path: string): SaveResult => ({ path, message: tell('written', { path }) })
