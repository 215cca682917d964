/**
 * All rules in order of precedence: of the rules that hold for a flow the worst counts, and of several that are equally
 * bad the first here. Notes and oks are equally bad: `closed-normally` says more of a flow than `time-wait`.
 */
import { closedNormally } from './closing/closedNormally'
import { finUnanswered } from './closing/finUnanswered'
import { lastAckMissing } from './closing/lastAckMissing'
import { clientNotClosing, serverNotClosing } from './closing/notClosing'
import { portReused } from './closing/portReused'
import { timeWait } from './closing/timeWait'
import { duplicateFrames } from './data/duplicateFrames'
import { heavyLoss } from './data/heavyLoss'
import { idleTimeout } from './data/idleTimeout'
import { keepAliveUnanswered } from './data/keepAliveUnanswered'
import { mtuBlackHole } from './data/mtuBlackHole'
import { offload } from './data/offload'
import { reordering } from './data/reordering'
import { senderSilent } from './data/senderSilent'
import { slowHandshake } from './data/slowHandshake'
import { spuriousRetransmissions } from './data/spuriousRetransmissions'
import { unacknowledgedData } from './data/unacknowledgedData'
import { windowLimited } from './data/windowLimited'
import { zeroWindow } from './data/zeroWindow'
import { midStream } from './midStream'
import { open } from './open'
import { synAckUnanswered } from './opening/synAckUnanswered'
import { synRefused } from './opening/synRefused'
import { synUnanswered } from './opening/synUnanswered'
import { resetByClient, resetByServer } from './reset/resetBy'
import { resetByMiddlebox } from './reset/resetByMiddlebox'
import { resetIgnored } from './reset/resetIgnored'
import type { Rule } from './rule'

export const RULES: readonly Rule[] = [
  synUnanswered,
  synAckUnanswered,
  zeroWindow,
  keepAliveUnanswered,
  idleTimeout,
  mtuBlackHole,
  unacknowledgedData,
  serverNotClosing,
  clientNotClosing,
  finUnanswered,
  lastAckMissing,
  synRefused,
  resetByMiddlebox,
  resetByServer,
  resetByClient,
  heavyLoss,
  portReused,
  slowHandshake,
  closedNormally,
  resetIgnored,
  senderSilent,
  midStream,
  open,
  timeWait,
  duplicateFrames,
  spuriousRetransmissions,
  reordering,
  windowLimited,
  offload,
]
export { unclear } from './unclear'
