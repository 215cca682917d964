/** The samples' titles and sentences in the language of the window. */
import type { Sample } from '../../contracts/ipc'
import { ENGLISH } from '../i18n/catalogs'
import { i18n } from '../i18n/i18n'

const KNOWN = ENGLISH.start.samples
const isKnown = (name: string): name is keyof typeof KNOWN => Object.hasOwn(KNOWN, name)

interface SampleWords extends Pick<Sample, 'title' | 'sentence'> {
  /** The sentence in few words, for a line of a list. */
  readonly line: string
}

/** What `sample` shows; one that the catalogs don't know says it in its own words. */
export function sampleWords({ file, title, sentence }: Sample): SampleWords {
  const name = file.replace(/\.pcapng$/, '')
  if (!isKnown(name)) return { title, sentence, line: sentence }
  return {
    title: i18n.t(`start:samples.${name}.title`),
    line: i18n.t(`start:samples.${name}.line`),
    sentence: i18n.t(`start:samples.${name}.sentence`),
  }
}
