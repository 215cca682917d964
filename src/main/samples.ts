/** The sample captures that ship with the program. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Sample, sampleSchema } from '../contracts/ipc'

/** The list in `folder`/index.json. Throws where it is missing or malformed: the installation is damaged. */
export async function readSamples(folder: string): Promise<Sample[]> {
  return z.array(sampleSchema).parse(JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')))
}
