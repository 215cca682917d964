/** What is wrong with compressed data, and where. */
import { said } from '../../said/said'

/** Compressed data that can't be unpacked any further; what came before stays. */
export class Damaged extends Error {
  /** @param reason a clause for the end of a sentence, said whenever it is read. */
  constructor(readonly reason: () => string) {
    super(reason())
  }
}

/** @param offset in the compressed file. @param what is wrong there, as a clause. */
export const damagedAt = (format: string, offset: number, what: () => string): Damaged =>
  new Damaged(
    () => said`its ${format} data is damaged at byte ${offset} as compressed (${what()}): copy or download it again`,
  )
