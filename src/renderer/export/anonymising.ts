/** Whether exports show other addresses: chosen in any export or save menu, remembered by this window's browser. */
import { useSyncExternalStore } from 'react'
import type { Anonymising } from '../../contracts/exports'

export interface AnonymisingChoice {
  readonly isWanted: boolean
  /** What applications sent goes along all the same. */
  readonly hasPayloads: boolean
}

const KEY = 'lastack.anonymising'
const FIRST: AnonymisingChoice = { isWanted: false, hasPayloads: false }
const listeners = new Set<() => void>()
let choice = remembered()

function remembered(): AnonymisingChoice {
  try {
    const { isWanted, hasPayloads } = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    return { isWanted: isWanted === true, hasPayloads: hasPayloads === true }
  } catch {
    // Nothing was remembered, or something else wrote there.
    return FIRST
  }
}

export const anonymisingChoice = (): AnonymisingChoice => choice

/** What packets are saved with; null: as they are. */
export const anonymisingNow = (): Anonymising | null => (choice.isWanted ? { hasPayloads: choice.hasPayloads } : null)

export function chooseAnonymising(change: Partial<AnonymisingChoice>): void {
  choice = { ...choice, ...change }
  try {
    localStorage.setItem(KEY, JSON.stringify(choice))
  } catch {
    // Without room it holds for this run.
  }
  for (const heard of listeners) heard()
}

function subscribe(heard: () => void): () => void {
  listeners.add(heard)
  return () => listeners.delete(heard)
}

export const useAnonymising = (): AnonymisingChoice => useSyncExternalStore(subscribe, anonymisingChoice)
