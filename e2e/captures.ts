/** Captures that the tests open, in a folder of their own: the samples, and what damage makes of them. */
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const SAMPLES = join(import.meta.dirname, '..', 'resources', 'samples')

export const sampleFiles = (): readonly string[] => readdirSync(SAMPLES).filter((name) => name.endsWith('.pcapng'))

const freshFolder = () => mkdtempSync(join(tmpdir(), 'lastack-captures-'))

/** A copy of a sample under a name of its own. Returns its path. */
export function copyOfSample(sample: string, name = sample): string {
  const path = join(freshFolder(), name)
  copyFileSync(join(SAMPLES, sample), path)
  return path
}

/** All samples one after the other: pcapng files may be joined, each is a section of its own. Returns its path. */
export function allSamplesJoined(): string {
  const path = join(freshFolder(), 'all-samples.pcapng')
  writeFileSync(path, Buffer.concat(sampleFiles().map((name) => readFileSync(join(SAMPLES, name)))))
  return path
}

/** A sample that ends in the middle of its last block. Returns its path and the offset of that block. */
export function truncatedSample(sample: string): { path: string; offset: number } {
  const whole = readFileSync(join(SAMPLES, sample))
  // Every pcapng block repeats its length in its last four bytes.
  const offset = whole.length - whole.readUInt32LE(whole.length - 4)
  const path = join(freshFolder(), 'truncated.pcapng')
  writeFileSync(path, whole.subarray(0, whole.length - 6))
  return { path, offset }
}

/** A file that is no capture. Returns its path. */
export function garbage(): string {
  const path = join(freshFolder(), 'garbage.pcap')
  writeFileSync(path, 'This is not a capture, whatever its name says. '.repeat(40))
  return path
}
