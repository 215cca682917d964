import type { CaptureEngineDriver } from '../engine'
import { checkFilter } from './checkFilter'
import { DumpcapRun } from './run'

/** Capturing with the dumpcap at this path. */
export const dumpcapDriver = (program: string): CaptureEngineDriver => ({
  engine: 'dumpcap',
  hasKernelTimes: true,
  checkFilter: (interfaces, filter) => checkFilter(program, interfaces, filter),
  begin: (request, listener) => new DumpcapRun(program, request, listener),
})
