import { useEffect, useState } from 'react'
import { inTurn } from './inTurn'

/** A value for what is dear to draw: the last one, as soon as it is its turn. */
export function useTurn<Value>(value: Value): Value {
  const [shown, setShown] = useState(value)
  useEffect(() => (Object.is(shown, value) ? undefined : inTurn(() => setShown(() => value))), [shown, value])
  return shown
}
