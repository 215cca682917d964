/** The pane under the ladder: graphs of each kind, and what the two ends said. */
import { conversation } from '../followCaptures'
import { lossyTransfer } from '../graphCaptures'
import { expect, type Program } from '../program'
import { firstFlow, menu, type Tour, type View } from './tour'

const tab = ({ page }: Program, name: string) => page.getByRole('tab', { name, exact: true })
const follow = ({ page }: Program) => page.getByRole('tabpanel', { name: 'Follow' })

const graph = (name: string, title: string): View => ({
  name,
  prepare: async (program) => {
    if (name === 'graph-sequence') await firstFlow(program)
    await tab(program, title).click()
    await expect(program.page.getByRole('group', { name: / graph/ }).getByRole('table')).toContainText('points in view')
  },
})

/** A flow that lost some segments and waited for a window. */
export const GRAPHS: Tour = {
  name: 'graphs',
  captures: () => [lossyTransfer()],
  views: [
    graph('graph-sequence', 'Time-sequence'),
    {
      name: 'graph-stevens',
      prepare: (program) => program.page.getByRole('button', { name: 'Stevens' }).click(),
    },
    graph('graph-round-trip', 'Round trip'),
    graph('graph-window', 'Window'),
    graph('graph-throughput', 'Throughput'),
    menu('graph-menu', 'Export the graph'),
  ],
}

const look = (name: string, format: string, shown: string): View => ({
  name,
  prepare: async (program) => {
    await follow(program).getByText(format, { exact: true }).click()
    await expect(follow(program)).toContainText(shown)
  },
})

/** A request and a compressed answer, then a gap and a conflict. */
export const FOLLOW: Tour = {
  name: 'follow',
  captures: () => [conversation()],
  views: [
    {
      name: 'follow-text',
      prepare: async (program) => {
        await firstFlow(program)
        await tab(program, 'Follow').click()
        await expect(follow(program)).toContainText('GET /hello')
        const search = follow(program).getByRole('searchbox')
        await search.fill('HTTP')
        await search.press('Enter')
      },
    },
    look('follow-hex', 'Hex', '47 45 54 20'),
    {
      name: 'follow-http',
      prepare: async (program) => {
        await follow(program).getByRole('radio', { name: 'HTTP' }).check({ force: true })
        await follow(program).getByRole('button', { name: 'Show the body' }).click()
        await expect(follow(program)).toContainText('hello from the compressed body')
      },
    },
  ],
}
