/** What scripts/filters.mjs needs of the engine, to hold filters against another program. */
export { COUNTER_FIRST_TIME } from '../../contracts/abi'
export { coreLoader } from '../loadCore'
export { CaptureReader } from '../reader'
export { SegmentRecord } from '../segmentRecord'
export { openSource } from '../source/source'
export { Judge } from '../verdicts/judge'
export { passingSegments, readFilter } from './index'
