/** Ladders, of one flow or of several, in each of the formats that they can be had in. */
import type { LadderFormat, ThemeName } from '../../contracts/exports'
import type { Flow } from '../../contracts/flow'
import type { Ladder } from '../ladder/index'
import type { TogetherLadder } from '../ladder/together/index'
import { ladderText } from './ladderText'
import { mermaidText } from './mermaidText'
import { ladderSvg } from './svg/index'
import { paintOf } from './svg/theme'
import { togetherSvg } from './svg/together/index'
import { togetherMermaid } from './together/mermaid'
import { togetherText } from './together/text'

export interface LadderLook {
  readonly format: LadderFormat
  /** Of a picture. */
  readonly theme: ThemeName
  /** Rows at most of a picture or diagram; text is as long as its ladder. */
  readonly most: number
}

/** Several ladders in lines, each with its end. */
export function* exportedTogether(ladder: TogetherLadder, look: LadderLook): Generator<string> {
  for (const line of linesOfTogether(ladder, look)) yield `${line}\n`
}

function linesOfTogether(ladder: TogetherLadder, { format, theme, most }: LadderLook): Iterable<string> {
  switch (format) {
    case 'text':
      return togetherText(ladder)
    case 'svg':
      return togetherSvg({ ladder, paint: paintOf(theme), most })
    case 'mermaid':
      return togetherMermaid(ladder, most)
  }
}

/** The whole ladder in lines, each with its end. */
export function* exportedLadder(ladder: Ladder, flow: Flow, { format, theme, most }: LadderLook): Generator<string> {
  for (const line of linesOf(ladder, flow, format, theme, most)) yield `${line}\n`
}

function linesOf(ladder: Ladder, flow: Flow, format: LadderFormat, theme: ThemeName, most: number): Iterable<string> {
  switch (format) {
    case 'text':
      return ladderText(ladder)
    case 'svg':
      return ladderSvg({ flow, ladder, paint: paintOf(theme), most })
    case 'mermaid':
      return mermaidText(ladder, flow, most)
  }
}
