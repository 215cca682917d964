/** Opens several captures as one. */
import { MergedSource } from './merged'
import { openSource, type Source, type SourceResult } from './source'

/**
 * One capture, or several that are read in order of time, as one.
 *
 * @param paths one or more; where one can't be opened, none is.
 */
export function openSources(paths: readonly string[]): SourceResult {
  const sources: Source[] = []
  for (const path of paths) {
    const result = openSource(path)
    if (!result.ok) {
      for (const source of sources) source.close()
      return result
    }
    sources.push(result.source)
  }
  const [only] = sources
  return { ok: true, source: only !== undefined && sources.length === 1 ? only : new MergedSource(sources) }
}
