/** The module as it is built: what src/core/index.ts exports, and what it imports. */
import type { MergeExports } from './coreMerge'

/** All are called by `Core` and `CoreMerge` alone. */
export interface CoreExports extends MergeExports {
  readonly memory: WebAssembly.Memory
  abiVersion(): number
  start(): void
  input(bytes: number): number
  feed(length: number, offset: number, isLast: number): number
  wanted(): number
  skip(): number
  errorCode(): number
  errorOffset(): number
  errorDetail(): number
  format(): number
  counters(): number
  flowCount(): number
  flow(flow: number): number
  service(flow: number): number
  fileName(address: number, isIpv6: number): number
  rttMedian(flow: number): number
  gapCount(flow: number, endpoint: number): number
  gapBytes(flow: number, endpoint: number): number
  pageCount(): number
  page(page: number): number
  segmentLimit(): number
  buildIndex(): number
  flowSegments(flow: number): number
  flowSegmentCount(flow: number): number
  replay(flow: number): number
  replayPointer(): number
  trace(enable: number): void
  traceRows(): number
  traceCapacity(): number
  tracePointer(): number
  inspect(length: number, offset: number): number
  inspection(): number
  commentCount(): number
  comment(comment: number): number
  rareCount(kind: number): number
  rare(kind: number, entry: number): number
  icmpCount(): number
  icmp(error: number): number
  fragmentCount(): number
  fragment(fragment: number): number
  lookupPointer(): number
  lookup(localPort: number, remotePort: number, isIpv6: number): number
}

/** The module's way to stop: a broken invariant of its own. */
export function abortedInCore(_message: number, _file: number, line: number, column: number): never {
  throw new Error(`the core stopped at line ${line}, column ${column}`)
}
