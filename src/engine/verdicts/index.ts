/**
 * All rules in order of precedence: of the rules that hold for a flow the worst counts, and of several that are equally
 * bad the first here. Notes and oks are equally bad: `closed-normally` says more of a flow than `time-wait`.
 */

import { closedNormally } from './closing/closedNormally'
import { timeWaitCollision } from './closing/collision'
import { finUnanswered } from './closing/finUnanswered'
import { finWait2, finWait2Expired } from './closing/finWait2'
import { halfOpen } from './closing/halfOpen'
import { lastAckMissing } from './closing/lastAckMissing'
import { clientNotClosing, serverNotClosing } from './closing/notClosing'
import { portReused } from './closing/portReused'
import { simultaneousClose } from './closing/simultaneousClose'
import { timeWait } from './closing/timeWait'
import { timeWaitAssassinated } from './closing/timeWaitAssassinated'
import { timeWaitReuse } from './closing/timeWaitReuse'
import { duplicateFrames } from './data/duplicateFrames'
import { heavyLoss } from './data/heavyLoss'
import { idleTimeout } from './data/idleTimeout'
import { keepAliveUnanswered } from './data/keepAliveUnanswered'
import { mtuBlackHole } from './data/mtuBlackHole'
import { offload } from './data/offload'
import { pathMtu } from './data/pathMtu'
import { pawsDrop } from './data/pawsDrop'
import { reordering } from './data/reordering'
import { senderSilent } from './data/senderSilent'
import { slowHandshake } from './data/slowHandshake'
import { spuriousRetransmissions } from './data/spuriousRetransmissions'
import { unacknowledgedData } from './data/unacknowledgedData'
import { windowLimited } from './data/windowLimited'
import { zeroWindow } from './data/zeroWindow'
import { midStream } from './midStream'
import { open } from './open'
import { acceptQueueFull } from './opening/acceptQueueFull'
import { mptcpSubflow } from './opening/mptcpSubflow'
import { simultaneousOpen, synData } from './opening/notes'
import { oneWay } from './opening/oneWay'
import { synAckUnanswered } from './opening/synAckUnanswered'
import { synRefused } from './opening/synRefused'
import { synRejectedIcmp } from './opening/synRejectedIcmp'
import { synUnanswered } from './opening/synUnanswered'
import { resetByClient, resetByServer } from './reset/resetBy'
import { resetByMiddlebox } from './reset/resetByMiddlebox'
import { resetIgnored } from './reset/resetIgnored'
import type { Rule } from './rule'
import { silence } from './silence'

export const RULES: readonly Rule[] = [
  synRejectedIcmp,
  pawsDrop,
  synUnanswered,
  acceptQueueFull,
  synAckUnanswered,
  zeroWindow,
  keepAliveUnanswered,
  idleTimeout,
  halfOpen,
  pathMtu,
  mtuBlackHole,
  unacknowledgedData,
  serverNotClosing,
  clientNotClosing,
  finUnanswered,
  lastAckMissing,
  synRefused,
  timeWaitCollision,
  finWait2Expired,
  resetByMiddlebox,
  resetByServer,
  resetByClient,
  heavyLoss,
  oneWay,
  portReused,
  timeWaitReuse,
  slowHandshake,
  closedNormally,
  timeWaitAssassinated,
  resetIgnored,
  senderSilent,
  midStream,
  open,
  simultaneousOpen,
  simultaneousClose,
  synData,
  mptcpSubflow,
  finWait2,
  timeWait,
  silence,
  duplicateFrames,
  spuriousRetransmissions,
  reordering,
  windowLimited,
  offload,
]
export { unclear } from './unclear'
