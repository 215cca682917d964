import type { ComponentType } from 'react'
import { DOCK_TABS, type DockTab } from '../../contracts/preferences'
import type { FlowId } from '../../contracts/units'
import { Follow } from '../follow/Follow'
import { RoundTripGraph, SequenceGraph, ThroughputGraph, WindowGraph } from '../graphs/GraphPanel'

export interface DockPanelProps {
  readonly flow: FlowId
}

/** What each tab shows; a tab without a panel isn't there. */
const PANELS: Partial<Record<DockTab, ComponentType<DockPanelProps>>> = {
  sequence: SequenceGraph,
  roundTrip: RoundTripGraph,
  window: WindowGraph,
  throughput: ThroughputGraph,
  follow: Follow,
}

export const panelOf = (tab: DockTab): ComponentType<DockPanelProps> | undefined => PANELS[tab]
export const hasTab = (tab: DockTab): boolean => panelOf(tab) !== undefined

/** Tabs in their order. */
export const TABS: readonly DockTab[] = DOCK_TABS.filter(hasTab)
