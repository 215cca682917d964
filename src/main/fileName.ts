/** Names of files that can be had on every system. */
import { parse } from 'node:path'

/** What names of files may not hold on some system. */
const UNFIT = /[^\p{L}\p{N} ._,-]+/gu

/** What a file made of the capture called `name` begins with. */
export const baseName = (name: string): string => parse(name).name.replace(UNFIT, '_')
