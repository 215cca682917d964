import type { TimeStyle } from '../../contracts/preferences'
import { i18n } from '../i18n/i18n'
import { formatMoment } from './format'

/** A moment with its zone, which is this computer's where someone prefers that: `2024-03-01 12:00:00.123456 UTC`. */
export const momentWords = (ns: bigint, style: TimeStyle): string => `${formatMoment(ns, style)} ${zoneWords(style)}`

export const zoneWords = (style: TimeStyle): string => i18n.t(style === 'local' ? 'words:zone.local' : 'words:zone.utc')
