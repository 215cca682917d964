import { i18n } from '../../i18n/i18n'
import { folderOf } from '../../start/Start'
import { sampleWords } from '../../start/sampleWords'
import { SEVERITIES } from '../../ui/SeverityMark'
import type { Session } from '../session'
import type { SessionState } from '../state'
import { hasFlows } from './command'

/** Something that isn't a command by itself, but can be gone to. */
export interface Place {
  readonly id: string
  readonly words: string
  readonly detail: string
  readonly act: () => unknown
}

export interface PlaceGroup {
  readonly heading: string
  readonly places: readonly Place[]
}

/** What can be opened or filtered by name: verdicts, recent files, samples. Empty groups are left out. */
export function openedBy(state: SessionState, session: Session): readonly PlaceGroup[] {
  const { info, summary } = state
  const listed = hasFlows(state)
  const severities = SEVERITIES.filter((severity) => listed && (summary?.severities[severity] ?? 0) > 0)
  const groups: readonly PlaceGroup[] = [
    {
      heading: i18n.t('palette.filters'),
      places: severities.map((severity) => ({
        id: severity,
        words: i18n.t('palette.only', { what: i18n.t(`words:severity.${severity}`) }),
        detail: String(summary?.severities[severity] ?? ''),
        act: () => session.choice.filter({ severity }),
      })),
    },
    {
      heading: i18n.t('palette.files'),
      places: (info?.recent ?? []).map(({ path, name }) => ({
        id: path,
        words: i18n.t('palette.openFile', { name }),
        detail: folderOf(path),
        act: () => session.open(path),
      })),
    },
    {
      heading: i18n.t('palette.samples'),
      places: (info?.samples ?? []).map((sample) => ({
        id: sample.file,
        words: i18n.t('palette.openSample', { title: sampleWords(sample).title }),
        detail: '',
        act: () => session.openSample(sample.file),
      })),
    },
  ]
  return groups.filter(({ places }) => places.length > 0)
}
