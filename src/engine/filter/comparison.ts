/** What comparing two values means, and what it means where a field has several. */
import type { Quantifier, Relation } from './ast'
import type { Value } from './fields/field'

export type Sign = '==' | '!=' | '<' | '>' | '<=' | '>='

export interface Comparison {
  readonly sign: Sign
  /** @param order of a value and what it is compared with; NaN where they can't be. */
  readonly holds: (order: number) => boolean
  /** It must hold for all values of the field, not for any. A field that isn't there never holds. */
  readonly isAll: boolean
}

const HOLDS: Readonly<Record<Sign, (order: number) => boolean>> = {
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
}

const SIGNS: Readonly<Partial<Record<Relation, readonly [Sign, boolean]>>> = {
  'any ==': ['==', false],
  'all ==': ['==', true],
  'any !=': ['!=', false],
  'all !=': ['!=', true],
}

/** @param quantifier `any` or `all` before the comparison, which overrules what the operator means by itself. */
export function comparisonOf(relation: Relation, quantifier: Quantifier): Comparison {
  const [sign, isAll] = SIGNS[relation] ?? [relation as Sign, false]
  return { sign, holds: HOLDS[sign], isAll: quantifier === null ? isAll : quantifier === 'all' }
}

export function quantified(
  { isAll }: Pick<Comparison, 'isAll'>,
  values: readonly Value[],
  holds: (value: Value) => boolean,
): boolean {
  return isAll ? values.length > 0 && values.every(holds) : values.some(holds)
}

/** Negative, 0 or positive; NaN where the two are of different kinds, or addresses of different versions. */
export function compareValues(one: Value, other: Value): number {
  if (typeof one === 'number') return typeof other === 'number' ? one - other : Number.NaN
  if (typeof one === 'string') {
    if (typeof other !== 'string') return Number.NaN
    return one < other ? -1 : Number(one > other)
  }
  return typeof other === 'object' ? compareBytes(one, other) : Number.NaN
}

function compareBytes(one: Uint8Array, other: Uint8Array): number {
  const shared = Math.min(one.length, other.length)
  for (let at = 0; at < shared; at += 1) {
    const difference = (one[at] as number) - (other[at] as number)
    if (difference !== 0) return difference
  }
  return one.length - other.length
}
