/** What the fields that a path may change are called in sentences. Reports name them by the same words in English. */
import { said } from '../said/said'

/** @param field of an Alteration. Protocol words stay as they are. */
export function fieldWords(field: string): string {
  switch (field) {
    case 'sequence number':
      return said`sequence number`
    case 'acknowledgment number':
      return said`acknowledgment number`
    case 'payload length':
      return said`payload length`
    case 'flags':
      return said`flags`
    case 'window':
      return said`window`
    case 'window scale':
      return said`window scale`
    case 'SACK permitted':
      return said`SACK permitted`
    case 'SACK blocks':
      return said`SACK blocks`
    case 'timestamp value':
      return said`timestamp value`
    case 'timestamp echo':
      return said`timestamp echo`
    case 'other options':
      return said`other options`
    case 'IP identification':
      return said`IP identification`
    case 'payload':
      return said`payload`
    default:
      return field
  }
}
