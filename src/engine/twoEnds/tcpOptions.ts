/** TCP options as what a path may change in them. */

/** Kinds by https://www.iana.org/assignments/tcp-parameters. */
const KIND = { END: 0, NOP: 1, MSS: 2, WINDOW_SCALE: 3, SACK_PERMITTED: 4, SACK: 5, TIMESTAMPS: 8 } as const

export interface TcpOptions {
  readonly mss: number | null
  readonly windowShift: number | null
  readonly sackPermitted: boolean
  readonly tsval: number | null
  readonly tsecr: number | null
  /** Bounds of the blocks as on the wire, left and right in turn. */
  readonly sack: readonly number[]
  /** Every other option: its kind and the hex digits of its body. */
  readonly others: readonly { readonly kind: number; readonly body: string }[]
}

export const NO_OPTIONS: TcpOptions = {
  mss: null,
  windowShift: null,
  sackPermitted: false,
  tsval: null,
  tsecr: null,
  sack: [],
  others: [],
}

/** Reads options from `at` to `end`; what is malformed ends the list. */
export function readTcpOptions(view: DataView, at: number, end: number): TcpOptions {
  const options = { ...NO_OPTIONS, sack: [] as number[], others: [] as { kind: number; body: string }[] }
  let next = at
  while (next < end) {
    const kind = view.getUint8(next)
    if (kind === KIND.END) break
    if (kind === KIND.NOP) {
      next += 1
      continue
    }
    const length = next + 1 < end ? view.getUint8(next + 1) : 0
    if (length < 2 || next + length > end) break
    if (kind === KIND.MSS && length === 4) options.mss = view.getUint16(next + 2)
    else if (kind === KIND.WINDOW_SCALE && length === 3) options.windowShift = view.getUint8(next + 2)
    else if (kind === KIND.SACK_PERMITTED && length === 2) options.sackPermitted = true
    else if (kind === KIND.SACK) {
      for (let bound = next + 2; bound + 4 <= next + length; bound += 4) options.sack.push(view.getUint32(bound))
    } else if (kind === KIND.TIMESTAMPS && length === 10) {
      options.tsval = view.getUint32(next + 2)
      options.tsecr = view.getUint32(next + 6)
    } else options.others.push({ kind, body: hexOf(view, next + 2, next + length) })
    next += length
  }
  return options
}

function hexOf(view: DataView, from: number, to: number): string {
  let digits = ''
  for (let at = from; at < to; at += 1) digits += view.getUint8(at).toString(16).padStart(2, '0')
  return digits
}
