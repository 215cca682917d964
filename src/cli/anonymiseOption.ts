/** `--anonymise`: output with other addresses and names; `--key WORDS`: the same ones each time. */
import { Mask } from '../engine/anonymise/mask'
import type { Core } from '../engine/core'
import { usage } from './exit'
import type { Values } from './options'

export const ANONYMISE = { anonymise: { type: 'boolean' }, key: { type: 'string' } } as const

/** The mask that was asked for, a new one without `--key`; null: none. @throws Failure on wrong usage. */
export function anonymiseOption(command: string, { anonymise, key }: Values): Mask | null {
  if (anonymise !== true && key !== undefined) throw usage('--key is for --anonymise', command)
  return anonymise === true ? maskOfKey(command, key) : null
}

export function maskOfKey(command: string, key: Values[string]): Mask {
  if (key === '') throw usage('--key needs some words', command)
  return typeof key === 'string' ? Mask.of(key) : Mask.drawn()
}

/** The capture as it is told. */
export const toldCore = (core: Core, mask: Mask | null): Core => (mask === null ? core : core.masked(mask))
