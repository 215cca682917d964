/** What scripts/fieldPeers.mjs needs of the engine, to hold the tree's fields against another program. */
export { coreLoader } from '../loadCore'
export { CaptureReader } from '../reader'
export { SegmentRecord } from '../segmentRecord'
export { openSource } from '../source/source'
export { describeSegment } from './index'
