/**
 * All rules in order of precedence: of the rules that hold for a flow the worst counts, and of several that are equally
 * bad the first here. Notes and oks are equally bad: `closed-normally` says more of a flow than `time-wait`.
 */
import { closedNormally } from './closedNormally'
import { finUnanswered } from './finUnanswered'
import { heavyLoss } from './heavyLoss'
import { lastAckMissing } from './lastAckMissing'
import { midStream } from './midStream'
import { clientNotClosing, serverNotClosing } from './notClosing'
import { open } from './open'
import { portReused } from './portReused'
import { resetByClient, resetByServer } from './reset/resetBy'
import { resetByMiddlebox } from './reset/resetByMiddlebox'
import { resetIgnored } from './reset/resetIgnored'
import type { Rule } from './rule'
import { synAckUnanswered } from './synAckUnanswered'
import { synRefused } from './synRefused'
import { synUnanswered } from './synUnanswered'
import { timeWait } from './timeWait'
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
