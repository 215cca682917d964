import fc from 'fast-check'
import { Window } from 'happy-dom'
import type { Mermaid } from 'mermaid'
import { beforeAll, describe, expect, it } from 'vitest'
import type { LadderRow } from '../../contracts/ladderRows'
import { captureOf } from '../../scenario/capture'
import { scripts } from '../../scenario/random'
import { coreOf } from '../capture.fixture'
import type { Ladder } from '../ladder/index'
import { exportedFlow, sampleCore, sampleNames } from './exports.fixture'
import { mermaidText } from './mermaidText'

let mermaid: Mermaid
beforeAll(async () => {
  // Mermaid cleans labels by the document that it is on.
  const window = new Window()
  Object.assign(globalThis, { window, document: window.document })
  mermaid = (await import('mermaid')).default
  mermaid.initialize({ startOnLoad: false, maxTextSize: 100_000_000 })
})

const textOf = ({ ladder, flow }: ReturnType<typeof exportedFlow>, most = 20_000) =>
  mermaidText(ladder, flow, most).join('\n')

const isDrawn = async (text: string) => expect(await mermaid.parse(text)).toMatchObject({ diagramType: 'sequence' })

/** What Mermaid's parser reads: who sends what to whom, and notes. */
async function messagesOf(text: string): Promise<string[]> {
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(text)
  const { getMessages } = diagram.db as unknown as { getMessages(): { message: string }[] }
  return getMessages.call(diagram.db).map(({ message }) => String(message))
}

describe('a ladder as a Mermaid diagram', () => {
  it.each(sampleNames())("is read by Mermaid's own parser: sample %s", async (name) => {
    await isDrawn(textOf(exportedFlow(await sampleCore(name))))
  })

  it('tells segments, states where they change, brackets and what never came', async () => {
    const text = textOf(exportedFlow(await sampleCore('lost-final-ack')))
    expect(text).toMatch(/^sequenceDiagram\n {2}participant C as Client 198\.51\.100\.23#58;51590\n/)
    expect(text).toContain('  Note over C,S: Four-way close\n')
    expect(text).toMatch(/ {2}C-xS: [\d.]+ ms ACK 46\n/)
    expect(text).toMatch(/ {2}S-->>C: [\d.]+ ms FIN,ACK again after 232 ms\n/)
    expect(text).toContain('  Note left of C: TIME_WAIT\n')
  })

  it('has every row of the ladder as a message or a note', async () => {
    const drawn = exportedFlow(await sampleCore('zero-window'))
    const messages = await messagesOf(textOf(drawn))
    const { ladder } = drawn
    for (const row of ladder.rows(0, ladder.outline.rows))
      expect(messages.some((message) => message.endsWith(row.label))).toBe(true)
  })

  it('lets no label begin or end anything of the diagram', async () => {
    const { ladder, flow } = exportedFlow(await sampleCore('refused'))
    const evil = 'end; C->>S: x\n%% a #quot; <b>"{$`\\\u0000}</b> wrap: end'
    const rows: LadderRow[] = ladder.rows(0, ladder.outline.rows).map((row) => ({ ...row, label: evil }))
    const spoilt: Ladder = { ...ladder, rows: (from, to) => rows.slice(from, to) }
    const text = mermaidText(spoilt, flow, 100).join('\n')
    await isDrawn(text)
    const before = (await messagesOf(textOf({ ladder, flow }))).length
    expect((await messagesOf(text)).length).toBe(before)
  })

  it('leaves out the middle of what is too long, and says so and how it is drawn', async () => {
    const long = `A = 10.4.0.7:51622\nB = 10.4.0.21:8443\n+0 A > B S\n+0.028 B > A S.\n+0 A > B .\n${'+2 B > A . (100)\n+0.01 A > B .\n+0.01 B > A . (100)\n+0.01 A > B .\n'.repeat(400)}`
    const drawn = exportedFlow(await coreOf(captureOf(long)))
    const whole = textOf(drawn)
    expect(whole.split('\n')[1]).toMatch(/^%% [\d,]+ characters: Mermaid draws them where maxTextSize/)
    await isDrawn(whole)
    const cut = textOf(drawn, 50)
    expect(cut).toContain(`rows are left out of this diagram`)
    await isDrawn(cut)
  })

  it('is read, and the same every time, whatever was captured', async () => {
    await fc.assert(
      fc.asyncProperty(scripts(3), async (script) => {
        const core = await coreOf(captureOf(script))
        for (let flow = 0; flow < core.flowCount(); flow += 1) {
          const text = textOf(exportedFlow(core, flow))
          await isDrawn(text)
          expect(textOf(exportedFlow(core, flow))).toBe(text)
        }
      }),
      { seed: 9293, numRuns: 30 },
    )
  })
})
