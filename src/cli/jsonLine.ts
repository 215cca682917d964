/** A value as one line of JSON; times are strings of seconds since 1970 with nine decimals. */
import { secondsText } from '../engine/export/rows/time'

export const jsonLine = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'bigint' ? secondsText(Number(part >> 32n), Number(part & 0xffffffffn)) : part,
  )
