/** Reads one capture for a command. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Core } from '../engine/core'
import { coreLoader } from '../engine/loadCore'
import { CaptureReader } from '../engine/reader'
import { openSource, type Source } from '../engine/source/source'
import { EXIT, type ExitStatus, Failure } from './exit'
import { ProgressBar } from './progress'

/** The same file from out/cli and from src/cli. */
export const CORE_PATH = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'out', 'core', 'core.wasm')

export interface Reading {
  readonly core: Core
  readonly source: Source
  /** Reads everything, calling back after each slice. The status says whether all could be read; stderr says why not. */
  all(afterSlice?: () => void): Promise<ExitStatus>
}

/** Opens a capture. @throws Failure where it can't be opened. */
export async function openCapture(path: string, isQuiet: boolean): Promise<Reading> {
  const result = openSource(path)
  if (!result.ok) throw new Failure(result.problem.message, EXIT.UNREADABLE)
  const { source } = result
  const core = await coreLoader(CORE_PATH)()
  return { core, source, all: (afterSlice) => readAll(core, source, isQuiet, afterSlice) }
}

async function readAll(core: Core, source: Source, isQuiet: boolean, afterSlice?: () => void): Promise<ExitStatus> {
  const reader = new CaptureReader(core, source)
  const bar = process.stderr.isTTY && !isQuiet ? new ProgressBar(core, source) : null
  for (;;) {
    const step = reader.step()
    afterSlice?.()
    if (step === 'done') break
    bar?.update(reader.position)
    if (step === 'starved') await source.more()
  }
  bar?.clear()
  const { problem } = reader
  if (problem === null) return EXIT.DONE
  process.stderr.write(`lastack: ${problem.message}\n`)
  return problem.fatal ? EXIT.UNREADABLE : EXIT.PARTIAL
}
