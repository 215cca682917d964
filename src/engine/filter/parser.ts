// biome-ignore-all lint/correctness/noComponentHookFactories: the library names alternatives of a rule in capitals
/** The grammar of display filters, as Wireshark 4.0 has it: `or` binds loosest, then `and`, then `not`. */
import { EmbeddedActionsParser, EOF, type IToken } from 'chevrotain'
import { said } from '../said/said'
import {
  type Entity,
  type Quantifier,
  type Relation,
  type SetItem,
  type SliceRange,
  type Span,
  spanOf,
  type Test,
} from './ast'
import { FilterError } from './problem'
import { sliceRange } from './slice'
import { unescaped } from './text'
import {
  All,
  And,
  Any,
  BitAnd,
  Character,
  Comma,
  In,
  LeftCurly,
  LeftRound,
  LeftSquare,
  lexer,
  Not,
  OpenText,
  Or,
  Range,
  RawText,
  Relational,
  RightCurly,
  RightRound,
  RightSquare,
  Text,
  TOKENS,
  Word,
} from './tokens'
import { unexpected } from './unexpected'

const RELATION_OF: Readonly<Record<string, Relation>> = {
  AnyEqual: 'any ==',
  AllUnequal: 'all !=',
  AllEqual: 'all ==',
  AnyUnequal: 'any !=',
  More: '>',
  Less: '<',
  AtLeast: '>=',
  AtMost: '<=',
  Contains: 'contains',
  Matches: 'matches',
}

export const placeOf = (token: IToken): Span => ({ at: token.startOffset, length: token.image.length })

class FilterParser extends EmbeddedActionsParser {
  constructor() {
    super([...TOKENS], { maxLookahead: 2, recoveryEnabled: false })
    this.performSelfAnalysis()
  }

  readonly whole = this.RULE('whole', (): Test => this.SUBRULE(this.either))

  private readonly either = this.RULE('either', (): Test => {
    let left = this.SUBRULE(this.both)
    this.MANY(() => {
      this.CONSUME(Or)
      const right = this.SUBRULE2(this.both)
      left = this.ACTION((): Test => ({ kind: 'or', left, right, span: spanOf(left.span, right.span) }))
    })
    return left
  })

  private readonly both = this.RULE('both', (): Test => {
    let left = this.SUBRULE(this.negation)
    this.MANY(() => {
      this.CONSUME(And)
      const right = this.SUBRULE2(this.negation)
      left = this.ACTION((): Test => ({ kind: 'and', left, right, span: spanOf(left.span, right.span) }))
    })
    return left
  })

  private readonly negation: () => Test = this.RULE(
    'negation',
    (): Test =>
      this.OR([
        {
          ALT: () => {
            const sign = this.CONSUME(Not)
            const of = this.SUBRULE(this.negation)
            return this.ACTION((): Test => ({ kind: 'not', of, span: spanOf(placeOf(sign), of.span) }))
          },
        },
        {
          ALT: () => {
            this.CONSUME(LeftRound)
            const inner = this.SUBRULE(this.either)
            this.CONSUME(RightRound)
            return inner
          },
        },
        { ALT: () => this.SUBRULE(this.comparison) },
      ]),
  )

  private readonly comparison = this.RULE('comparison', (): Test => {
    let quantifier: Quantifier = null
    let first: IToken | null = null
    this.OPTION(() => {
      first = this.OR([{ ALT: () => this.CONSUME(Any) }, { ALT: () => this.CONSUME(All) }])
      quantifier = this.ACTION(() => (first?.tokenType === Any ? 'any' : 'all'))
    })
    const left = this.SUBRULE(this.entity)
    const from = this.ACTION(() => (first === null ? left.span : placeOf(first)))
    return this.OR2([
      {
        ALT: () => {
          const sign = this.CONSUME(Relational)
          const right = this.SUBRULE2(this.entity)
          return this.ACTION((): Test => {
            const relation = RELATION_OF[sign.tokenType.name] ?? 'any =='
            return { kind: 'relation', relation, quantifier, left, right, span: spanOf(from, right.span) }
          })
        },
      },
      {
        ALT: () => {
          const negation = this.OPTION2(() => this.CONSUME(Not))
          this.CONSUME(In)
          const { items, end } = this.SUBRULE(this.set)
          return this.ACTION((): Test => {
            const span = spanOf(from, end)
            const inside: Test = { kind: 'in', quantifier, left, items, span }
            return negation === undefined ? inside : { kind: 'not', of: inside, span }
          })
        },
      },
      {
        ALT: () =>
          this.ACTION((): Test => {
            if (first === null) return { kind: 'exists', of: left, span: left.span }
            throw new FilterError(
              said`After "${first.image}" a comparison must follow: ${`${first.image} tcp.port > 1024`}.`,
              spanOf(from, left.span),
            )
          }),
      },
    ])
  })

  private readonly set = this.RULE('set', (): { items: SetItem[]; end: Span } => {
    const items: SetItem[] = []
    this.CONSUME(LeftCurly)
    this.AT_LEAST_ONE_SEP({
      SEP: Comma,
      DEF: () => {
        const from = this.SUBRULE(this.entity)
        const to = this.OPTION(() => {
          this.CONSUME(Range)
          return this.SUBRULE2(this.entity)
        })
        items.push({ from, to: to ?? null })
      },
    })
    const end = this.CONSUME(RightCurly)
    return { items, end: this.ACTION(() => placeOf(end)) }
  })

  private readonly entity: () => Entity = this.RULE('entity', (): Entity => {
    let left = this.SUBRULE(this.sliced)
    this.MANY(() => {
      this.CONSUME(BitAnd)
      const right = this.SUBRULE2(this.sliced)
      left = this.ACTION((): Entity => ({ kind: 'and', left, right, span: spanOf(left.span, right.span) }))
    })
    return left
  })

  private readonly sliced = this.RULE('sliced', (): Entity => {
    let of = this.SUBRULE(this.single)
    this.MANY(() => {
      const ranges: SliceRange[] = []
      this.CONSUME(LeftSquare)
      this.AT_LEAST_ONE_SEP({
        SEP: Comma,
        DEF: () => {
          const word = this.CONSUME(Word)
          this.ACTION(() => ranges.push(sliceRange(word.image, placeOf(word))))
        },
      })
      const end = this.CONSUME(RightSquare)
      of = this.ACTION((): Entity => ({ kind: 'slice', of, ranges, span: spanOf(of.span, placeOf(end)) }))
    })
    return of
  })

  private readonly single = this.RULE(
    'single',
    (): Entity =>
      this.OR([
        {
          GATE: () => this.LA(2).tokenType === LeftRound,
          ALT: () => {
            const name = this.CONSUME2(Word)
            this.CONSUME(LeftRound)
            const of = this.SUBRULE(this.entity)
            const end = this.CONSUME(RightRound)
            return this.ACTION(
              (): Entity => ({ kind: 'call', name: name.image, of, span: spanOf(placeOf(name), placeOf(end)) }),
            )
          },
        },
        {
          ALT: () => {
            const word = this.CONSUME(Word)
            return this.ACTION((): Entity => ({ kind: 'word', text: word.image, span: placeOf(word) }))
          },
        },
        {
          ALT: () => {
            const text = this.CONSUME(Text)
            return this.ACTION((): Entity => {
              const span = placeOf(text)
              return { kind: 'string', text: unescaped(text.image.slice(1, -1), span), span }
            })
          },
        },
        {
          ALT: () => {
            const text = this.CONSUME(RawText)
            return this.ACTION((): Entity => ({ kind: 'string', text: text.image.slice(2, -1), span: placeOf(text) }))
          },
        },
        {
          ALT: () => {
            const character = this.CONSUME(Character)
            return this.ACTION((): Entity => {
              const span = placeOf(character)
              const text = unescaped(character.image.slice(1, -1), span)
              if (text.length === 1) return { kind: 'character', code: text.charCodeAt(0), span }
              throw new FilterError(
                said`Between single quotes stands one character: write text between double quotes.`,
                span,
              )
            })
          },
        },
      ]),
  )
}

let parser: FilterParser | null = null

/** Tokens that end a filter early, each with the place that it has there. */
export const tokensOf = (text: string): IToken[] => lexer.tokenize(text).tokens

/**
 * Reads a filter by its grammar.
 *
 * @throws FilterError at the first thing that the grammar has no place for.
 */
export function parse(text: string): Test {
  const tokens = tokensOf(text)
  const open = tokens.find(({ tokenType }) => tokenType === OpenText)
  if (open !== undefined) {
    throw new FilterError(said`This text has no end: close it with the quote it began with.`, placeOf(open))
  }
  parser ??= new FilterParser()
  parser.input = tokens
  const test = parser.whole()
  const [error] = parser.errors
  if (error === undefined) return test
  throw unexpected(tokens, error.token.tokenType === EOF ? null : error.token, text.length)
}
