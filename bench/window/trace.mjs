// What the window's main thread did, frame by frame, from Chromium's own trace.
import { readFileSync, rmSync } from 'node:fs'

const CATEGORIES = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'devtools.timeline.frame']
const US_PER_MS = 1000

/**
 * Traces `act`. Returns for each frame how long the main thread was busy from the commit of the one before to its
 * own, tasks, input and garbage between them included: wall and CPU milliseconds, and the longest of these tasks, for
 * which nothing else could be heard.
 */
export async function traced({ app, pid }, act, { keep = null } = {}) {
  await app.evaluate(
    ({ contentTracing }, included_categories) => contentTracing.startRecording({ included_categories }),
    CATEGORIES,
  )
  await act()
  const path = await app.evaluate(
    ({ contentTracing }, wanted) => contentTracing.stopRecording(wanted ?? undefined),
    keep,
  )
  const { traceEvents } = JSON.parse(readFileSync(path, 'utf8'))
  if (keep === null) rmSync(path)
  return framesOf(traceEvents, pid)
}

function framesOf(events, pid) {
  const main = events.find(
    ({ name, pid: of, args }) => of === pid && name === 'thread_name' && args.name === 'CrRendererMain',
  )
  const mine = events.filter((event) => event.pid === pid && event.tid === main?.tid)
  const isTask = ({ ph, name }) => ph === 'X' && (name === 'RunTask' || name === 'ThreadControllerImpl::RunTask')
  const tasks = outermost(mine.filter(isTask).sort((a, b) => a.ts - b.ts))
  const commits = mine.filter(({ ph, name }) => ph === 'X' && name === 'Commit').map(({ ts }) => ts)
  commits.sort((a, b) => a - b)
  const frames = []
  let frame = { wall: 0, cpu: 0, held: 0 }
  let next = 0
  for (const { ts, dur, tdur = dur } of tasks) {
    frame.wall += dur / US_PER_MS
    frame.cpu += tdur / US_PER_MS
    frame.held = Math.max(frame.held, dur / US_PER_MS)
    const before = next
    while (next < commits.length && commits[next] <= ts + dur) next += 1
    if (next === before) continue
    frames.push(frame)
    frame = { wall: 0, cpu: 0, held: 0 }
  }
  return { frames }
}

/** Tasks that lie in no other one. */
function outermost(tasks) {
  let end = 0
  return tasks.filter(({ ts, dur }) => {
    if (ts < end) return false
    end = ts + dur
    return true
  })
}
