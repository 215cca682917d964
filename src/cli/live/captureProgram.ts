/** The capture process as the command line runs it: in the same Node. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CaptureProgram } from '../../captureControl/captureProcess'

/** Beside out/cli, where this is bundled. */
const ENTRY = join(dirname(fileURLToPath(import.meta.url)), '..', 'capture', 'index.cjs')

export const CAPTURE_PROGRAM: CaptureProgram = { executable: process.execPath, args: [ENTRY] }
