import { execFile } from 'node:child_process'

const GIVE_UP_AFTER_MS = 10_000

/** What a program prints; '' where it can't be run or fails: then what it would have told is unknown. */
export function output(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: GIVE_UP_AFTER_MS, windowsHide: true }, (error, stdout) =>
      resolve(error === null ? stdout : ''),
    )
  })
}
