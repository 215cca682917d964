/** All rules about kernel and wire: of several that hold for an end the worst counts, of equals the first here. */

import { acceptQueueOverflow } from './acceptQueueOverflow'
import { ackNotDelivered } from './ackNotDelivered'
import { finAckNotDelivered } from './finAckNotDelivered'
import { finWait2Held } from './finWait2'
import { connectionGone, notOfThisKernel } from './gone'
import { listenerFull, synNotCaptured } from './lone'
import { nobodyListens } from './nobodyListens'
import { notAccepted } from './notAccepted'
import { notClosed } from './notClosed'
import { notDelivered } from './notDelivered'
import { notLeaving } from './notLeaving'
import { resetNotDelivered, resetNotOurs } from './resets'
import type { DisagreementRule, LoneRule } from './rule'
import { synAckNotDelivered } from './synAckNotDelivered'
import { synAckNotLeaving } from './synAckNotLeaving'
import { synNotDelivered } from './synNotDelivered'
import { timeWaitCut, timeWaitDiffers } from './timeWaits'
import { unread } from './unread'

export const DISAGREEMENTS: readonly DisagreementRule[] = [
  synAckNotDelivered,
  acceptQueueOverflow,
  synNotDelivered,
  nobodyListens,
  synAckNotLeaving,
  ackNotDelivered,
  notAccepted,
  notClosed,
  notLeaving,
  notDelivered,
  unread,
  resetNotDelivered,
  resetNotOurs,
  finAckNotDelivered,
  connectionGone,
  finWait2Held,
  timeWaitDiffers,
  timeWaitCut,
]

/** What is to be said of an end that nothing else is said of, where somebody asks: it takes no patience. */
export const ON_DEMAND: readonly DisagreementRule[] = [notOfThisKernel]

export const LONE: readonly LoneRule[] = [listenerFull, synNotCaptured]
