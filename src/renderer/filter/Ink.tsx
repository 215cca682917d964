import type { FilterCheck } from '../../contracts/filter'

interface InkProps {
  readonly text: string
  readonly check: FilterCheck
}

/** The filter once more under the field's own letters, with its colours: field, operator, value, text, and the mistake. */
export function Ink({ text, check: { tokens, problem } }: InkProps) {
  const pieces: { readonly at: number; readonly text: string; readonly kind: string }[] = []
  let at = 0
  for (const token of tokens) {
    if (token.at > at) pieces.push({ at, text: text.slice(at, token.at), kind: 'space' })
    pieces.push({ at: token.at, text: text.slice(token.at, token.at + token.length), kind: token.kind })
    at = token.at + token.length
  }
  pieces.push({ at, text: text.slice(at), kind: 'space' })
  const from = problem === null ? 0 : problem.column - 1
  const to = problem === null ? 0 : from + problem.length
  return (
    <>
      {pieces.map((piece) => (
        <span
          key={piece.at}
          className={
            piece.at < to && piece.at + piece.text.length > from ? `ink-${piece.kind} wrong` : `ink-${piece.kind}`
          }
        >
          {piece.text}
        </span>
      ))}
    </>
  )
}
