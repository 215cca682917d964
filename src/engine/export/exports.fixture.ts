/** Ladders to export, also those of the sample captures. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { coreOf } from '../capture.fixture'
import type { Core } from '../core'
import { readFlow } from '../flows/flow'
import { planLadder } from '../ladder/index'
import { Judge } from '../verdicts/judge'
import type { LadderPicture } from './svg/index'

const SAMPLES = join(import.meta.dirname, '..', '..', '..', 'resources', 'samples')

export const sampleNames = (): readonly string[] =>
  readdirSync(SAMPLES)
    .filter((name) => name.endsWith('.pcapng'))
    .map((name) => name.slice(0, -'.pcapng'.length))

export const sampleCore = (name: string): Promise<Core> => coreOf(readFileSync(join(SAMPLES, `${name}.pcapng`)))

export function exportedFlow(core: Core, flow = 0): Pick<LadderPicture, 'flow' | 'ladder'> {
  const read = readFlow(core, flow, new Judge(core))
  return { flow: read, ladder: planLadder(core, read, new Set()) }
}
