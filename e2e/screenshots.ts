/** Writes pictures of every view, in both themes and two sizes, to docs/screenshots. Run by `npm run screenshots`. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { allSamplesJoined, bothEnds, garbage, generated, SAMPLES, truncatedSample } from './captures'
import { liveFlows, liveSockets, liveStart, liveTimeWaits } from './livePictures'
import { expect, type Program, test } from './program'

const FOLDER = join(import.meta.dirname, '..', 'docs', 'screenshots')
const THEMES = ['light', 'dark'] as const
const USUAL = [1280, 800] as const
const WIDE = [2560, 1440] as const
/** What a wide window changes is seen in these; of the others one size is enough. */
const SEEN_WIDE: readonly string[] = [
  'start',
  'all-flows',
  'close-wait',
  'explain',
  'two-ends',
  'timeline',
  'live-start',
  'live-flows',
  'live-sockets',
  'live-time-wait',
]

interface View {
  readonly name: string
  readonly capture: () => string | readonly string[] | null
  /** Brings the program from the opened capture to the view. */
  readonly prepare: (program: Program) => Promise<void>
}

const firstFlow = async (program: Program) => {
  await program.flows().focus()
  await program.page.keyboard.press('Home')
  await expect(program.ladder().locator('tbody tr').first()).toBeAttached()
}

const sampleView = (name: string): View => ({
  name,
  capture: () => join(SAMPLES, `${name}.pcapng`),
  prepare: firstFlow,
})

const VIEWS: readonly View[] = [
  { name: 'start', capture: () => null, prepare: (program) => expect(program.openButton()).toBeVisible() },
  { name: 'all-flows', capture: allSamplesJoined, prepare: firstFlow },
  ...['four-way-close', 'reset-mid-stream', 'zero-window', 'close-wait', 'lost-final-ack', 'simultaneous-open'].map(
    sampleView,
  ),
  {
    name: 'segment',
    capture: () => join(SAMPLES, 'three-way-handshake.pcapng'),
    prepare: async (program) => {
      await firstFlow(program)
      await program.ladderCanvas().focus()
      await program.page.keyboard.press('Home')
      await program.page.keyboard.press('Enter')
      await expect(program.segmentFields().getByRole('treeitem').first()).toBeVisible()
    },
  },
  {
    name: 'explain',
    capture: () => join(SAMPLES, 'four-way-close.pcapng'),
    prepare: async (program) => {
      await firstFlow(program)
      await program.ladderCanvas().focus()
      await program.page.keyboard.press('End')
      await program.page.keyboard.press('ArrowUp')
      await program.page.keyboard.press('e')
      await program.page.getByRole('tab', { name: 'States' }).click()
      await expect(program.page.getByRole('region', { name: 'The client’s way' })).toBeVisible()
    },
  },
  {
    name: 'two-ends',
    capture: bothEnds,
    prepare: async (program) => {
      const list = program.page.getByRole('listbox', { name: 'Segments of both' })
      await expect(list.getByRole('option').first()).toBeVisible()
      await list.focus()
      for (let press = 0; press < 7; press += 1) await program.page.keyboard.press('ArrowDown')
    },
  },
  {
    name: 'findings',
    capture: allSamplesJoined,
    prepare: async (program) => {
      await firstFlow(program)
      await program.page.getByRole('button', { name: 'Clock goes backwards' }).click()
    },
  },
  {
    name: 'timeline',
    capture: () => generated(200_000, 20_000, 400),
    prepare: async (program) => {
      await firstFlow(program)
      await program.page.getByRole('group', { name: 'Timeline' }).focus()
      for (let press = 0; press < 15; press += 1) await program.page.keyboard.press('ArrowRight')
    },
  },
  {
    name: 'keys',
    capture: () => null,
    prepare: async (program) => {
      await expect(program.openButton()).toBeVisible()
      await program.page.keyboard.press('?')
    },
  },
  {
    name: 'truncated',
    capture: () => truncatedSample('four-way-close.pcapng').path,
    prepare: async (program) => {
      await firstFlow(program)
      await expect(program.alert()).toBeVisible()
    },
  },
  { name: 'garbage', capture: garbage, prepare: (program) => expect(program.alert()).toBeVisible() },
  { name: 'live-start', capture: () => null, prepare: liveStart },
  { name: 'live-flows', capture: () => null, prepare: liveFlows },
  { name: 'live-sockets', capture: () => null, prepare: liveSockets },
  { name: 'live-time-wait', capture: () => null, prepare: liveTimeWaits },
  {
    name: 'engine-gone',
    capture: () => join(SAMPLES, 'four-way-close.pcapng'),
    prepare: async (program) => {
      await firstFlow(program)
      const [reader] = await program.enginePids()
      process.kill(reader as number, 'SIGKILL')
      await expect(program.alert()).toBeVisible()
    },
  },
]

/** Makes the window's content `width` x `height` pixels. */
async function resize({ app, page }: Program, width: number, height: number): Promise<void> {
  await app.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h), [
    width,
    height,
  ] as const)
  await page.waitForFunction(([w, h]) => window.innerWidth === w && window.innerHeight === h, [width, height] as const)
}

mkdirSync(FOLDER, { recursive: true })
for (const view of VIEWS)
  test(`screenshots of ${view.name}`, async ({ start }) => {
    const capture = view.capture()
    const program = await start(capture === null ? [] : [capture].flat())
    await view.prepare(program)
    for (const theme of THEMES) {
      await program.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      for (const [width, height] of SEEN_WIDE.includes(view.name) ? [USUAL, WIDE] : [USUAL]) {
        await resize(program, width, height)
        // The ladder is drawn on the next frames after its pane has its size.
        await program.page.waitForTimeout(300)
        await program.page.screenshot({ path: join(FOLDER, `${view.name}-${theme}-${width}x${height}.png`) })
      }
    }
  })
