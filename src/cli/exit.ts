/** How the program ends: cli.md's exit statuses, and the errors that lead there. */
export const EXIT = {
  DONE: 0,
  /** The input was read only in part. */
  PARTIAL: 1,
  USAGE: 2,
  /** Nothing could be read. */
  UNREADABLE: 3,
} as const
export type ExitStatus = (typeof EXIT)[keyof typeof EXIT]

/** An end that the user can act on: one line on stderr, no stack trace. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly status: ExitStatus,
  ) {
    super(message)
  }
}

/** Wrong usage of a command. */
export const usage = (message: string, command = ''): Failure =>
  new Failure(`${message}; see lastack ${command === '' ? '' : `${command} `}--help`, EXIT.USAGE)
