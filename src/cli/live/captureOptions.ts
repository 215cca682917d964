/** Options of the commands that capture. */
import { resolve } from 'node:path'
import {
  type CaptureSettings,
  captureEngineSchema,
  captureSettingsSchema,
  type Ring,
  WHOLE_FRAMES,
} from '../../contracts/capture'
import { usage } from '../exit'
import { formatOf, parse, type Values } from '../options'
import { byteCount, wholeNumber } from './quantity'

const MS = 1000
/** A disk that is full stops far more than a capture. */
const KEEP_FREE_BYTES = 512 * 1024 * 1024
/** What a timer can wait for. */
const LONGEST_S = 2_000_000

const OPTIONS = {
  interface: { type: 'string', short: 'i' },
  filter: { type: 'string', short: 'f' },
  write: { type: 'string', short: 'w' },
  format: { type: 'string' },
  snaplen: { type: 'string' },
  'no-promiscuous': { type: 'boolean' },
  engine: { type: 'string' },
  'ring-files': { type: 'string' },
  'ring-size': { type: 'string' },
  'ring-seconds': { type: 'string' },
  'keep-free': { type: 'string' },
  duration: { type: 'string' },
  packets: { type: 'string' },
} as const

export interface CaptureOptions {
  readonly settings: CaptureSettings
  /** Absolute path of the pcapng to write; null: none was named. */
  readonly file: string | null
  readonly keepFreeBytes: number
  /** null: until it is stopped. */
  readonly durationMs: number | null
  readonly packets: number | null
  readonly isJson: boolean
  readonly isQuiet: boolean
  /** Of the options that only this command has. */
  readonly values: Values
}

/**
 * @param own options that only this command has.
 * @returns null where help was asked for.
 * @throws Failure on wrong usage.
 */
export function captureOptions(
  command: string,
  args: readonly string[],
  own: Parameters<typeof parse>[2] = {},
): CaptureOptions | null {
  const { values, positionals, all } = parse(command, args, { ...OPTIONS, ...own })
  if (values.help) return null
  if (positionals.length > 0)
    throw usage(
      `"${positionals[0]}" is no option; a capture filter of several words is one argument: -f "tcp port 80"`,
      command,
    )
  const interfaces = all('interface')
  if (interfaces.length === 0) throw usage('name an interface with -i; lastack interfaces lists them', command)
  return {
    settings: settingsOf(command, interfaces, values),
    file: fileOf(command, values.write),
    keepFreeBytes: byteCount(command, 'keep-free', values['keep-free'], 0) ?? KEEP_FREE_BYTES,
    durationMs: durationOf(command, values.duration),
    packets: wholeNumber(command, 'packets', values.packets, 1, Number.MAX_SAFE_INTEGER),
    isJson: isJson(command, values.format),
    isQuiet: values.quiet === true,
    values,
  }
}

function settingsOf(command: string, interfaces: readonly string[], values: Values): CaptureSettings {
  const { data, error } = captureSettingsSchema.safeParse({
    interfaces,
    filter: values.filter ?? '',
    snapLength: wholeNumber(command, 'snaplen', values.snaplen, 64, WHOLE_FRAMES) ?? WHOLE_FRAMES,
    isPromiscuous: values['no-promiscuous'] !== true,
    ring: ringOf(command, values),
    engine: engineOf(command, values.engine),
  })
  // Numbers were looked at one by one: what is left is too many interfaces, or a text that is empty or endless.
  if (error) throw usage(error.issues.map(({ path, message }) => `${path.join(' ')}: ${message}`).join('; '), command)
  return data
}

function engineOf(command: string, asked: Values[string]): CaptureSettings['engine'] {
  if (asked === undefined) return null
  const { data } = captureEngineSchema.safeParse(asked)
  if (data === undefined)
    throw usage(`--engine is one of ${captureEngineSchema.options.join(', ')}, not "${asked}"`, command)
  return data
}

function ringOf(command: string, values: Values): Ring | null {
  const files = wholeNumber(command, 'ring-files', values['ring-files'], 2, 10_000)
  const fileBytes = byteCount(command, 'ring-size', values['ring-size'], 65_536)
  const fileSeconds = wholeNumber(command, 'ring-seconds', values['ring-seconds'], 1, 86_400)
  const isLimited = fileBytes !== null || fileSeconds !== null
  if (files === null && !isLimited) return null
  if (files === null) throw usage('a ring needs --ring-files too: how many files are kept', command)
  if (!isLimited) throw usage('a ring needs --ring-size or --ring-seconds too: when the next file begins', command)
  return { files, fileBytes, fileSeconds }
}

function fileOf(command: string, asked: Values[string]): string | null {
  if (typeof asked !== 'string') return null
  if (asked === '-')
    throw usage(
      '-w names a file: standard output is for what happens. To pass packets on, follow the file: tail -c +1 -f FILE',
      command,
    )
  if (asked === '') throw usage('-w names a file', command)
  return resolve(asked)
}

function durationOf(command: string, asked: Values[string]): number | null {
  if (asked === undefined) return null
  const seconds = /^\d+(\.\d+)?$/.test(String(asked)) ? Number(asked) : 0
  if (seconds <= 0 || seconds > LONGEST_S)
    throw usage(`--duration is seconds, more than 0 and at most ${LONGEST_S}, not "${asked}"`, command)
  return seconds * MS
}

/** Lines come as things happen: a table's columns can't wait for the widest cell, and CSV has no use for them. */
function isJson(command: string, asked: Values[string]): boolean {
  if (asked === 'csv') throw usage('--format is table or json here', command)
  return formatOf(command, asked) === 'json'
}
