/** Every view of the window, and the way there: what is looked at by axe, measured for cuts, and photographed. */
import { allSamplesJoined, bothEnds, garbage, generated, truncatedSample } from '../captures'
import { liveFlows, liveSockets, liveStart, liveTimeWaits, liveTraffic } from '../livePictures'
import { expect, type Program } from '../program'
import { FOLLOW, GRAPHS } from './dock'
import { ODD } from './odd'
import { START } from './start'
import { fileOf, firstFlow, menu, press, sample, type Tour, type View } from './tour'

const explainPart = (name: string, tab: string): View => ({
  name,
  prepare: async (program) => {
    const pane = program.page.getByRole('region', { name: 'Explain', exact: true })
    await pane.getByRole('tab', { name: tab }).click()
    await expect(pane.getByRole('tab', { name: tab })).toHaveAttribute('aria-selected', 'true')
  },
})

const filterField = ({ page }: Program) => page.getByRole('combobox', { name: 'Filter or search flows' })

const filterOf = (name: string, text: string, seen: View['prepare']): View => ({
  name,
  prepare: async (program) => {
    await filterField(program).fill('')
    await filterField(program).pressSequentially(text)
    await seen(program)
  },
})

const FLOWS: Tour = {
  name: 'flows',
  captures: () => [allSamplesJoined()],
  views: [
    { name: 'all-flows', prepare: firstFlow },
    {
      name: 'findings',
      prepare: async (program) => {
        await program.page.getByRole('button', { name: 'Clock goes backwards' }).click()
        await expect(program.page.getByRole('dialog', { name: 'Findings' })).toBeVisible()
      },
    },
    menu('flows-menu', 'Export flows or a report'),
    menu('ladder-menu', 'Export the ladder'),
    {
      name: 'no-flow-found',
      prepare: async (program) => {
        await press(program, 'Escape')
        await firstFlow(program)
        await press(program, 'Control+f')
        await program.page.keyboard.type('no such flow')
        await expect(program.flowRows()).toHaveCount(0)
      },
    },
    filterOf('filter', 'tcp.flags.reset == 1 && state.', (program) =>
      expect(program.page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible(),
    ),
    filterOf('filter-mistake', 'tcp.port == 443 && tcp.flags.reset == 7', (program) =>
      expect(program.alert()).toContainText('Column'),
    ),
    {
      name: 'filter-menu',
      prepare: async (program) => {
        await filterField(program).fill('')
        await program.flowRows().first().getByRole('gridcell').first().click({ button: 'right' })
        await expect(program.page.getByRole('menu', { name: 'Filter by what was clicked' })).toBeVisible()
      },
    },
  ],
}

const LADDERS: Tour = {
  name: 'ladders',
  captures: () => [allSamplesJoined()],
  views: [
    {
      name: 'segment',
      prepare: async (program) => {
        await firstFlow(program)
        await program.ladderCanvas().focus()
        await press(program, 'Home', 'Enter')
        await expect(program.segmentFields().getByRole('treeitem').first()).toBeVisible()
      },
    },
    {
      name: 'wireshark',
      prepare: async (program) => {
        await press(program, 'w')
        await expect(program.segmentFields().getByText('Ethernet II').first()).toBeVisible()
      },
    },
    {
      name: 'marks',
      prepare: async (program) => {
        await press(program, 'w')
        await program.ladderCanvas().focus()
        await press(program, 'Home', 'Space', 'ArrowDown', 'Space', '/')
        await program.page.keyboard.type('SYN')
        await expect(program.page.getByRole('region', { name: 'Marked segments' })).toBeVisible()
      },
    },
    {
      name: 'together',
      prepare: async (program) => {
        await press(program, 'Escape', 'Escape')
        await firstFlow(program)
        await press(program, 'Shift+ArrowDown', 'Shift+ArrowDown')
        await expect(program.page.getByRole('heading', { name: '3 flows together' })).toBeVisible()
      },
    },
    {
      name: 'together-marks',
      prepare: async (program) => {
        await program.page.getByRole('group', { name: 'Ladders of the selected flows' }).focus()
        await press(program, 'Home')
        await expect(program.ladder().locator('tr[aria-current=true]')).toHaveAttribute('aria-rowindex', '2')
        await press(program, 'Space', 'ArrowDown', 'Space')
        await expect(program.page.getByRole('region', { name: 'Marked segments' })).toBeVisible()
      },
    },
    {
      name: 'together-scale',
      prepare: async (program) => {
        await press(program, 't')
        await expect(program.page.getByRole('button', { name: 'To scale' })).toHaveAttribute('aria-pressed', 'true')
        await expect(program.ladder().locator('tbody tr').first()).toBeAttached()
      },
    },
  ],
}

const EXPLAIN: Tour = {
  name: 'explain',
  captures: () => [sample('four-way-close')],
  views: [
    {
      name: 'explain-knows',
      prepare: async (program) => {
        await firstFlow(program)
        await program.ladderCanvas().focus()
        await press(program, 'End', 'ArrowUp', 'e')
        await expect(program.page.getByRole('region', { name: 'Explain', exact: true })).toBeVisible()
      },
    },
    explainPart('explain-numbers', 'Numbers'),
    explainPart('explain-states', 'States'),
    explainPart('explain-loss', 'If it were lost'),
    explainPart('explain-questions', 'Questions'),
  ],
}

const TWO_ENDS: Tour = {
  name: 'two-ends',
  captures: bothEnds,
  views: [
    {
      name: 'two-ends',
      prepare: async (program) => {
        const list = program.page.getByRole('listbox', { name: 'Segments of both' })
        await expect(list.getByRole('option').first()).toBeVisible()
        await list.focus()
        await press(program, ...Array<string>(7).fill('ArrowDown'))
      },
    },
  ],
}

const TIMELINE = fileOf(
  'timeline',
  () => [generated(200_000, 20_000, 400)],
  async (program) => {
    await firstFlow(program)
    await program.page.getByRole('group', { name: 'Timeline' }).focus()
    await press(program, ...Array<string>(15).fill('ArrowRight'))
  },
)

const FAILURES: readonly Tour[] = [
  fileOf(
    'truncated',
    () => [truncatedSample('four-way-close.pcapng').path],
    async (program) => {
      await firstFlow(program)
      await expect(program.alert()).toBeVisible()
    },
  ),
  fileOf(
    'garbage',
    () => [garbage()],
    (program) => expect(program.alert()).toBeVisible(),
  ),
  fileOf(
    'engine-gone',
    () => [sample('four-way-close')],
    async (program) => {
      await firstFlow(program)
      const [reader] = await program.enginePids()
      process.kill(reader as number, 'SIGKILL')
      await expect(program.alert()).toBeVisible()
    },
  ),
]

const LIVE_START: Tour = {
  name: 'live-start',
  captures: () => [],
  views: [{ name: 'live-start', prepare: liveStart, pose: liveTraffic }],
}

const LIVE: Tour = {
  name: 'live',
  captures: () => [],
  views: [
    { name: 'live-flows', prepare: liveFlows },
    { name: 'live-sockets', prepare: liveSockets },
    { name: 'live-time-wait', prepare: liveTimeWaits },
  ],
}

/** A ladder a sample: what each situation looks like. */
const sampleTour = (name: string): Tour => fileOf(name, () => [sample(name)], firstFlow)

export const TOURS: readonly Tour[] = [
  START,
  FLOWS,
  LADDERS,
  EXPLAIN,
  TWO_ENDS,
  GRAPHS,
  FOLLOW,
  TIMELINE,
  ...ODD,
  ...FAILURES,
  LIVE_START,
  LIVE,
]

export const SAMPLE_TOURS: readonly Tour[] = [
  'four-way-close',
  'reset-mid-stream',
  'zero-window',
  'close-wait',
  'lost-final-ack',
  'simultaneous-open',
].map(sampleTour)
