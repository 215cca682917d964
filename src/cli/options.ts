/** Arguments of the commands that print rows. */
import { parseArgs } from 'node:util'
import { usage } from './exit'

export const FORMATS = ['table', 'json', 'csv'] as const
export type Format = (typeof FORMATS)[number]

export interface RowOptions {
  /** One, or several to be read as one. */
  readonly captures: readonly string[]
  readonly format: Format
  readonly isQuiet: boolean
  /** Of the options that only this command has. */
  readonly values: Values
}

/**
 * Reads what follows the command's name.
 *
 * @param own options that only this command has.
 * @returns null where help was asked for.
 * @throws Failure on wrong usage.
 */
export function rowOptions(command: string, args: readonly string[], own: OptionTypes = {}): RowOptions | null {
  const { values, positionals } = parse(command, args, { format: { type: 'string' }, ...own })
  if (values.help) return null
  return {
    captures: namedCaptures(command, positionals),
    format: formatOf(command, values.format),
    isQuiet: values.quiet === true,
    values,
  }
}

export type Values = Readonly<Record<string, string | boolean | undefined>>
type OptionTypes = Readonly<Record<string, { type: 'string' | 'boolean'; short?: string }>>

/**
 * parseArgs with the options that every command has, and usage errors instead of its exceptions. `all`: every value of
 * an option that may be given more than once, in order.
 */
export function parse(
  command: string,
  args: readonly string[],
  options: OptionTypes,
): { values: Values; positionals: string[]; all: (name: string) => string[] } {
  const common = { help: { type: 'boolean', short: 'h' }, quiet: { type: 'boolean', short: 'q' } } as const
  try {
    const parsed = parseArgs({
      args: [...args],
      options: { ...common, ...options },
      allowPositionals: true,
      strict: true,
      tokens: true,
    })
    const all = (name: string): string[] =>
      parsed.tokens.flatMap((token) => (token.kind === 'option' && token.name === name ? (token.value ?? []) : []))
    return { values: parsed.values as Values, positionals: parsed.positionals, all }
  } catch (error) {
    const [sentence = 'wrong arguments'] = (error as Error).message.split('. ')
    throw usage(sentence.replace(/^Unknown/, 'unknown').replace(/^Option/, 'option'), command)
  }
}

/** The captures that a command was given. @throws Failure where there are none, or one is named twice. */
export function namedCaptures(command: string, positionals: readonly string[]): readonly string[] {
  if (positionals.length === 0) throw usage('name a capture file, or - for standard input', command)
  const twice = positionals.find((path, index) => positionals.indexOf(path) !== index)
  if (twice !== undefined) throw usage(`${twice} is named twice`, command)
  return positionals
}

/** The format asked for; else a table on a terminal, JSON Lines elsewhere. */
export function formatOf(command: string, asked: string | boolean | undefined): Format {
  if (asked === undefined) return process.stdout.isTTY ? 'table' : 'json'
  const format = FORMATS.find((name) => name === asked)
  if (!format) throw usage(`--format is one of ${FORMATS.join(', ')}, not "${asked}"`, command)
  return format
}
