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
import { heavyLoss } from './heavyLoss'
import { midStream } from './midStream'
import { open } from './open'
import { synAckUnanswered } from './opening/synAckUnanswered'
import { synRefused } from './opening/synRefused'
import { synUnanswered } from './opening/synUnanswered'
import { resetByClient, resetByServer } from './reset/resetBy'
import { resetByMiddlebox } from './reset/resetByMiddlebox'
import { resetIgnored } from './reset/resetIgnored'
import type { Rule } from './rule'
import { unacknowledgedData } from './unacknowledgedData'
import { zeroWindow } from './zeroWindow'

export const RULES: readonly Rule[] = [
  synUnanswered,
  synAckUnanswered,
  zeroWindow,
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
  closedNormally,
  resetIgnored,
  midStream,
  open,
  timeWait,
]
export { unclear } from './unclear'
