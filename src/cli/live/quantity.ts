/** Numbers as people type them. */
import { usage } from '../exit'
import type { Values } from '../options'

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }

/** @returns null where it isn't given. @throws Failure where it is no whole number from `least` to `most`. */
export function wholeNumber(
  command: string,
  name: string,
  asked: Values[string],
  least: number,
  most: number,
): number | null {
  if (asked === undefined) return null
  const value = /^\d{1,16}$/.test(String(asked)) ? Number(asked) : Number.NaN
  if (value >= least && value <= most) return value
  const range = most === Number.MAX_SAFE_INTEGER ? `at least ${least}` : `from ${least} to ${most}`
  throw usage(`--${name} is a whole number ${range}, not "${asked}"`, command)
}

/** `1000000`, `64M`, `64MiB`, `1g`: bytes; units are powers of 1024. */
export function byteCount(command: string, name: string, asked: Values[string], least: number): number | null {
  if (asked === undefined) return null
  const [, digits = '', unit = ''] = /^(\d{1,12})([kmg]?)(?:i?b)?$/i.exec(String(asked)) ?? []
  const value = digits === '' ? Number.NaN : Number(digits) * (UNITS[unit.toLowerCase()] ?? 1)
  if (value >= least && value <= Number.MAX_SAFE_INTEGER) return value
  throw usage(`--${name} is a number of bytes, at least ${least}, like 1000000 or 64M, not "${asked}"`, command)
}
