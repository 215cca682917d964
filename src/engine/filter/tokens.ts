/** Words and signs of a filter. A word is a field's name or a value without quotes: what it is, its place tells. */
import { createToken, Lexer, type TokenType } from 'chevrotain'

const sign = (name: string, pattern: string | RegExp): TokenType => createToken({ name, pattern })

/** Two dots part the ends of a range, so that no word holds them. */
export const Word = createToken({ name: 'Word', pattern: /(?:(?!\.\.)[A-Za-z0-9_.:\-/])+/ })
const spelled = (name: string, pattern: RegExp): TokenType => createToken({ name, pattern, longer_alt: Word })

export const Space = createToken({ name: 'Space', pattern: /\s+/, group: Lexer.SKIPPED })
export const Text = createToken({ name: 'Text', pattern: /"(?:[^"\\]|\\[\s\S])*"/ })
/** Backslashes mean nothing in it but to the pattern that it holds. */
export const RawText = createToken({ name: 'RawText', pattern: /[rR]"(?:[^"\\]|\\[\s\S])*"/ })
export const Character = createToken({ name: 'Character', pattern: /'(?:[^'\\]|\\[\s\S])+'/ })
export const OpenText = createToken({ name: 'OpenText', pattern: /[rR]?"[\s\S]*|'[\s\S]*/ })

export const And = createToken({ name: 'And', pattern: /&&|and(?![A-Za-z0-9_.:\-/])/ })
export const Or = createToken({ name: 'Or', pattern: /\|\||or(?![A-Za-z0-9_.:\-/])/ })
export const Not = createToken({ name: 'Not', pattern: /!(?!=)|not(?![A-Za-z0-9_.:\-/])/ })
export const Any = spelled('Any', /any/)
export const All = spelled('All', /all/)
export const In = spelled('In', /in/)

export const Relational = createToken({ name: 'Relational', pattern: Lexer.NA })
const relation = (name: string, pattern: RegExp): TokenType => createToken({ name, pattern, categories: Relational })
const END = '(?![A-Za-z0-9_.:\\-/])'
const relations: readonly TokenType[] = [
  relation('AllEqual', new RegExp(`===|all_eq${END}`)),
  relation('AnyUnequal', new RegExp(`!==|~=|any_ne${END}`)),
  relation('AnyEqual', new RegExp(`==|(?:any_eq|eq)${END}`)),
  relation('AllUnequal', new RegExp(`!=|(?:all_ne|ne)${END}`)),
  relation('AtLeast', new RegExp(`>=|ge${END}`)),
  relation('AtMost', new RegExp(`<=|le${END}`)),
  relation('More', new RegExp(`>|gt${END}`)),
  relation('Less', new RegExp(`<|lt${END}`)),
  relation('Contains', new RegExp(`contains${END}`)),
  relation('Matches', new RegExp(`~|matches${END}`)),
]
export const BitAnd = createToken({ name: 'BitAnd', pattern: new RegExp(`&|bitwise_and${END}`) })

export const LeftRound = sign('LeftRound', '(')
export const RightRound = sign('RightRound', ')')
export const LeftCurly = sign('LeftCurly', '{')
export const RightCurly = sign('RightCurly', '}')
export const LeftSquare = sign('LeftSquare', '[')
export const RightSquare = sign('RightSquare', ']')
export const Comma = sign('Comma', ',')
export const Range = sign('Range', '..')
/** Whatever Wireshark or a typing hand may write that this grammar has no place for: the parser says so. */
export const Other = createToken({ name: 'Other', pattern: /[^\s]/ })

/** The earlier goes first where two fit. */
export const TOKENS: readonly TokenType[] = [
  Space,
  Text,
  RawText,
  Character,
  OpenText,
  And,
  Or,
  ...relations,
  Not,
  BitAnd,
  Relational,
  Any,
  All,
  In,
  LeftRound,
  RightRound,
  LeftCurly,
  RightCurly,
  LeftSquare,
  RightSquare,
  Comma,
  Range,
  Word,
  Other,
]
export const lexer = new Lexer([...TOKENS], { positionTracking: 'onlyOffset' })
