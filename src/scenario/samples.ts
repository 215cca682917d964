import { captureOf } from './capture'
import { parse } from './parse'

/** A sample capture made of its script. */
export interface SampleFile {
  /** Name below resources/samples. */
  readonly file: string
  readonly title: string
  /** One sentence: what it shows. */
  readonly sentence: string
  readonly bytes: Uint8Array
}

/**
 * One sample of one script.
 * @param scriptName `NN-name.txt`; the number says where it stands in teaching order and is left out of the file's name.
 * @throws ScriptError for a mistake in the script, Error where title or sentence is missing.
 */
export function sampleOf(scriptName: string, text: string): SampleFile {
  const script = parse(text)
  const { title, sentence } = script
  if (title === '' || sentence === '') throw new Error(`${scriptName}: begins with no title and sentence`)
  return { file: scriptName.replace(/^\d+-|\.txt$/g, '').concat('.pcapng'), title, sentence, bytes: captureOf(script) }
}

/** The text of index.json, which the start page lists samples from. */
export function sampleIndex(samples: readonly SampleFile[]): string {
  const entries = samples.map(({ file, title, sentence }) => ({ file, title, sentence }))
  return `${JSON.stringify(entries, null, 2)}\n`
}
