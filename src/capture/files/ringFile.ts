import { format, parse } from 'node:path'

const DIGITS = 5

/** Path of a ring's nth file, counted from 1: live.pcapng -> live_00001.pcapng, beside it. */
export function ringFile(base: string, number: number): string {
  const { dir, name, ext } = parse(base)
  return format({ dir, base: `${name}_${String(number).padStart(DIGITS, '0')}${ext}` })
}
