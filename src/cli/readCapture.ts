/** Reads the captures of a command. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Core } from '../engine/core'
import { coreLoader } from '../engine/loadCore'
import { MergeReader } from '../engine/mergeReader'
import { CaptureReader } from '../engine/reader'
import { MergedSource } from '../engine/source/merged'
import type { Source } from '../engine/source/source'
import { openSources } from '../engine/source/sources'
import { EXIT, type ExitStatus, Failure } from './exit'
import { ProgressBar } from './progress'

/** The same file from out/cli and from src/cli. */
export const CORE_PATH = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'out', 'core', 'core.wasm')

export interface Reading {
  readonly core: Core
  readonly source: Source
  /** File offset up to which it was read: a record ends there. */
  position(): number
  /** Reads everything, calling back after each slice. The status says whether all could be read; stderr says why not. */
  all(afterSlice?: () => void): Promise<ExitStatus>
}

/**
 * Opens a capture, or several that are read in order of time, as one.
 *
 * @throws Failure where one can't be opened.
 */
export async function openCapture(paths: readonly string[], isQuiet: boolean): Promise<Reading> {
  const result = openSources(paths)
  if (!result.ok) throw new Failure(result.problem.message, EXIT.UNREADABLE)
  const { source } = result
  const core = await coreLoader(CORE_PATH)()
  const reader = source instanceof MergedSource ? new MergeReader(core, source) : new CaptureReader(core, source)
  return reading(core, source, reader, isQuiet)
}

const reading = (core: Core, source: Source, reader: CaptureReader | MergeReader, isQuiet: boolean): Reading => ({
  core,
  source,
  position: () => reader.position,
  all: (afterSlice) => readAll(core, source, reader, isQuiet, afterSlice),
})

async function readAll(
  core: Core,
  source: Source,
  reader: CaptureReader | MergeReader,
  isQuiet: boolean,
  afterSlice?: () => void,
): Promise<ExitStatus> {
  const bar = process.stderr.isTTY && !isQuiet ? new ProgressBar(core, source) : null
  for (;;) {
    const step = reader.step()
    if (step !== 'starved') afterSlice?.()
    if (step === 'done') break
    bar?.update(reader.position)
    if (step === 'starved') await source.more()
  }
  bar?.clear()
  const { problems } = reader
  for (const { message } of problems) process.stderr.write(`lastack: ${message}\n`)
  if (reader.isUnreadable) return EXIT.UNREADABLE
  return problems.length === 0 ? EXIT.DONE : EXIT.PARTIAL
}
