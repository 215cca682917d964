/** What stopped the reading, if anything did: the first error stands. */
import { ReadError } from '../contracts/abi'

let code: u32 = ReadError.NONE
let offset: u64 = 0
let detail: u32 = 0

export function hasFailed(): bool {
  return code !== ReadError.NONE
}

/** Reading stops for `error` at a file offset; `about` is a number that the error's sentence explains. */
export function fail(error: ReadError, at: u64, about: u32): void {
  if (code !== ReadError.NONE) return
  code = error
  offset = at
  detail = about
}

/** Takes back the error, which said nothing about the reading. */
export function forgiveFailure(): void {
  code = ReadError.NONE
}

export function failureCode(): u32 {
  return code
}
export function failureOffset(): u64 {
  return offset
}
export function failureDetail(): u32 {
  return detail
}
