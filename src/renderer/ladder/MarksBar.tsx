import { Icon } from '../ui/Icon'
import { differenceWords } from './marks'
import { MARK_NAMES, type Marks } from './useMarks'

/** What lies between the two marked segments, or how to get there. */
export function MarksBar({ marks }: { readonly marks: Marks }) {
  if (marks.frames.length === 0) return null
  return (
    <section className="ladder-marks" aria-label="Marked segments">
      <span role="status" className="ladder-marks-words">
        {marks.frames.map((frame, place) => (
          <span key={frame} className="ladder-mark">
            <b>{MARK_NAMES[place]}</b> frame {frame}
          </span>
        ))}
        {marks.difference === null ? (
          <span className="muted">
            <kbd>Space</kbd> on another row shows their difference
          </span>
        ) : (
          differenceWords(marks.difference).map((part) => <span key={part}>{part}</span>)
        )}
      </span>
      <button type="button" className="button quiet icon small" aria-label="Take the marks away" onClick={marks.clear}>
        <Icon name="close" size={12} />
      </button>
    </section>
  )
}
