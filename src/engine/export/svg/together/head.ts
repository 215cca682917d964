/** Above the rows of several flows: which these are, what is wrong with each, and who stands where. */
import type { TogetherOutline } from '../../../../contracts/together'
import { endpointText } from '../../../flows/address'
import { said } from '../../../said/said'
import { certaintyWords, pluralWords, sideWords } from '../../../words'
import type { TimeUnit } from '../../timeText'
import { MARGIN, MONO_WIDTH, WORD_WIDTH } from '../columns'
import { LINE, MARKS, ruleOf, STRONG, unitsOf } from '../head'
import type { Picture } from '../picture'
import { escaped, px, shortened } from '../text'
import { TOGETHER_BAR, type TogetherColumns } from './columns'

const TAG = 15
/** From a tag to the words beside it. */
const BESIDE = 24
/** How far a host's name may reach into the lane beside it. */
const REACH = 0.45

export const titleOf = ({ flows }: TogetherOutline): string => said`${pluralWords(flows.length, 'flow')} together`

/** The number of a flow, its middle at (`x`, `y`). */
export function tagAt({ paint }: Pick<Picture, 'paint'>, x: number, y: number, place: number): string {
  const box = `x="${px(x - TAG / 2)}" y="${px(y - TAG / 2)}" width="${TAG}" height="${TAG}" rx="4"`
  const frame = `<rect ${box} fill="${paint('panel')}" stroke="${paint('muted')}"/>`
  return `${frame}<text class="ladder-name" x="${px(x)}" y="${px(y + 3.5)}" text-anchor="middle" fill="${paint('text')}">${place + 1}</text>`
}

/** A line a flow: its ends, its verdict. */
export function headOf(width: number, outline: TogetherOutline) {
  const most = Math.floor((width - 2 * MARGIN - BESIDE) / WORD_WIDTH)
  return {
    height: MARGIN + 16 + outline.flows.length * LINE + 12,
    draw: (picture: Picture): string => {
      const { paint } = picture
      const line = (text: string, x: number, y: number, ink: string, strength: string) =>
        `<text class="ladder-words${strength}" x="${px(x)}" y="${px(y)}" fill="${ink}">${escaped(text)}</text>`
      const title = line(titleOf(outline), MARGIN, MARGIN + 12, paint('text'), STRONG)
      const flows = outline.flows.map(({ client, server, verdict }, place) => {
        const y = MARGIN + 14 + (place + 1) * LINE
        const who = said`${endpointText(client.address, client.port)} to ${endpointText(server.address, server.port)}`
        const what = said`${MARKS[verdict.severity]} ${verdict.title} (${certaintyWords(verdict.certainty)})`
        const x = MARGIN + BESIDE
        const verdictX = x + who.length * MONO_WIDTH + 12
        const room = most - Math.ceil((who.length * MONO_WIDTH + 12) / WORD_WIDTH)
        const ends = `<text x="${px(x)}" y="${y}" fill="${paint('text')}">${escaped(who)}</text>`
        const verdictLine = line(shortened(what, room), verdictX, y, paint(verdict.severity), STRONG)
        return `${tagAt(picture, MARGIN + TAG / 2, y - 4, place)}${ends}${verdictLine}`
      })
      return [title, ...flows].join('')
    },
  }
}

/** Hosts above their bars, the flows' numbers above each bar, and the units of what stands in the margins. */
export function namesOf(picture: Picture, columns: TogetherColumns, outline: TogetherOutline, unit: TimeUnit): string {
  const { paint, top } = picture
  const names = outline.hosts.map(({ address, role }, at) => {
    const { left, right } = columns.hosts[at] ?? { left: 0, right: 0 }
    const [before, after] = [columns.lanes[at - 1], columns.lanes[at]]
    const reach = [before, after].reduce((sum, lane) => sum + (lane ? (lane.right - lane.left) * REACH : 0), 0)
    const [x, anchor] =
      before === undefined ? [left, 'start'] : after === undefined ? [right, 'end'] : [(left + right) / 2, 'middle']
    const name = role === null ? address : `${address} (${sideWords(role)})`
    const text = escaped(shortened(name, Math.floor((right - left + reach) / MONO_WIDTH)))
    return `<text x="${px(x)}" y="${top - 25}" text-anchor="${anchor}" fill="${paint('text')}" font-weight="600">${text}</text>`
  })
  const tags = columns.bars.flatMap((bars, place) =>
    [bars.client, bars.server].map((x) => tagAt(picture, x + TOGETHER_BAR / 2, top - 11, place)),
  )
  return `${ruleOf(picture)}${names.join('')}${tags.join('')}${unitsOf(picture, unit)}`
}
