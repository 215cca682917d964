/**
 * The engine in a process of its own, as the window has it: `node follower.js CORE FILE` follows FILE until a line comes
 * on standard input, then says on standard output what it saw when, and what that cost; where the line is `compare`, also
 * how many flows differ from those of the saved file.
 */
import { flowTexts } from '../../e2e/namespaces/flowTexts'
import { coreLoader } from '../../src/engine/loadCore'
import { createEngine, type Engine } from '../../src/engine/session'

const [core = '', file = ''] = process.argv.slice(2)
const wallMs = (): number => performance.timeOrigin + performance.now()
const newEngine = (onFrames: (frames: number) => void): Engine =>
  createEngine({ loadCore: coreLoader(core), onProgress: ({ frames }) => onFrames(frames) })

const progress: [atMs: number, frames: number][] = []
const engine = newEngine((frames) => {
  if (frames !== (progress.at(-1)?.[1] ?? 0)) progress.push([wallMs(), frames])
})

const following = engine.follow(file)
const asked = await new Promise<Buffer>((resolve) => process.stdin.once('data', resolve))
const askedMs = wallMs()
engine.ended()
await following
const { user, system } = process.cpuUsage()
const cost = { behindMs: wallMs() - askedMs, cpuSeconds: (user + system) / 1e6, rssBytes: process.memoryUsage.rss() }

async function compare(): Promise<{ flows: number; differing: number }> {
  const saved = newEngine(() => undefined)
  await saved.open(file)
  const [live, again] = [flowTexts(engine), flowTexts(saved)]
  const differing = live.filter((text, at) => text !== again[at]).length + Math.max(0, again.length - live.length)
  return { flows: live.length, differing }
}

const compared = asked.toString().trim() === 'compare' ? await compare() : null
process.stdout.write(JSON.stringify({ progress, ...cost, ...compared }), () => process.exit(0))
