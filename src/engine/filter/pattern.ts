/**
 * Wireshark's patterns (PCRE, bytes, letters of either case) as JavaScript's. What the two don't share is refused: a
 * pattern that would mean something else must not answer.
 */
import { said } from '../said/said'
import type { Span } from './ast'
import { FilterError } from './problem'

const MOST_LETTERS = 500
/** Escapes that mean the same in both, or are translated. */
const SHARED_ESCAPE = /^\\(?:[dDwWbBnrtfv]|x[0-9a-fA-F]{2}|0(?![0-9])|[1-9](?![0-9])|[^A-Za-z0-9])/
const SPACES = ' \\t\\n\\v\\f\\r'
const CASES = /^\(\?(-?)i\)/
/** Groups that both know. */
const GROUP = /^\((?!\?)|^\(\?[:=!]|^\(\?<[=!]/
const QUANTIFIER = /^(?:[*+?]|\{\d+(?:,\d*)?\})/

/**
 * @param span of the pattern in the filter, for the message.
 * @throws FilterError where it isn't a pattern, or one that could take for ever.
 */
export function patternOf(text: string, span: Span): RegExp {
  if (text.length > MOST_LETTERS) throw new FilterError(said`A pattern has at most ${MOST_LETTERS} letters.`, span)
  const cases = CASES.exec(text)
  const body = cases === null ? text : text.slice(cases[0].length)
  const source = new Translation(body, span).source()
  try {
    return new RegExp(source, cases?.[1] === '-' ? '' : 'i')
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^.*\/: /, '') : ''
    throw new FilterError(said`This is no pattern: ${reason}.`, span)
  }
}

/** Whether bytes hold the pattern: each byte is a letter. */
export function matchesBytes(pattern: RegExp, bytes: Uint8Array): boolean {
  return pattern.test(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'))
}

class Translation {
  private at = 0
  private readonly out: string[] = []
  /** For each open group, and for the whole: something in it repeats without a bound. */
  private readonly repeats: boolean[] = [false]
  /** What stands before: a repeat of a group that repeats inside takes time without end. */
  private lastRepeats = false

  constructor(
    private readonly text: string,
    private readonly span: Span,
  ) {}

  source(): string {
    while (this.at < this.text.length) this.step()
    return this.out.join('')
  }

  private get rest(): string {
    return this.text.slice(this.at)
  }

  private take(length: number, translated = this.rest.slice(0, length)): void {
    this.out.push(translated)
    this.at += length
  }

  private refuse(what: string): FilterError {
    return new FilterError(said`${what} is not supported in patterns here.`, this.span)
  }

  private step(): void {
    const letter = this.text[this.at]
    const quantifier = QUANTIFIER.exec(this.rest)?.[0]
    if (letter === '[') this.set()
    else if (letter === '(') this.open()
    else if (letter === ')') this.close()
    else if (quantifier !== undefined) this.quantify(quantifier)
    else this.letter(letter)
  }

  private letter(letter: string | undefined): void {
    this.lastRepeats = false
    if (letter === '\\') this.escape(false)
    // Of PCRE's line ends only \n is one, and `$` also stands before the last.
    else if (letter === '.') this.take(1, '[^\\n]')
    else if (letter === '$') this.take(1, '(?=\\n?(?![\\s\\S]))')
    else this.take(1)
  }

  private escape(isInSet: boolean): void {
    const { rest } = this
    const found = SHARED_ESCAPE.exec(rest)
    if (rest.startsWith('\\s')) this.take(2, isInSet ? SPACES : `[${SPACES}]`)
    else if (rest.startsWith('\\S') && !isInSet) this.take(2, `[^${SPACES}]`)
    else if (found === null) throw this.refuse(rest.slice(0, 2))
    else this.take(found[0].length)
  }

  private set(): void {
    this.lastRepeats = false
    this.take(1)
    if (this.text[this.at] === '^') this.take(1)
    // The first bracket of a set is a letter in PCRE; JavaScript wants it escaped.
    if (this.text[this.at] === ']') this.take(1, '\\]')
    while (this.at < this.text.length && this.text[this.at] !== ']') {
      if (/^\[[:.=]/.test(this.rest)) throw this.refuse(this.rest.slice(0, 2))
      if (this.text[this.at] === '\\') this.escape(true)
      else this.take(1)
    }
    this.take(1)
  }

  private open(): void {
    const found = GROUP.exec(this.rest)
    if (found === null) throw this.refuse(this.rest.slice(0, 3))
    this.repeats.push(false)
    this.take(found[0].length)
  }

  private close(): void {
    this.lastRepeats = this.repeats.length > 1 ? (this.repeats.pop() ?? false) : false
    if (this.lastRepeats) this.repeats[this.repeats.length - 1] = true
    this.take(1)
  }

  private quantify(quantifier: string): void {
    const isUnbounded = quantifier !== '?' && !/^\{\d+(?:,\d+)?\}$/.test(quantifier)
    const after = this.text[this.at + quantifier.length]
    if (after === '+') throw this.refuse(`${quantifier}+`)
    if (quantifier !== '?' && this.lastRepeats) {
      throw new FilterError(
        said`A repeat within a repeat may take for ever: write it without the outer one.`,
        this.span,
      )
    }
    if (isUnbounded) this.repeats[this.repeats.length - 1] = true
    this.lastRepeats = false
    this.take(quantifier.length)
    if (after === '?') this.take(1)
  }
}
