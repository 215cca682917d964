import { allSamplesJoined } from './captures'
import { flowsOf, segmentsOf } from './commandLine'
import { expect, test } from './program'

const SINGLE_FRAME = /^\d+$/

test('the list shows the flows, states and verdicts that the command line prints', async ({ start }) => {
  const capture = allSamplesJoined()
  const flows = flowsOf(capture)
  const program = await start([capture])
  await expect(program.flows()).toHaveAttribute('aria-rowcount', String(flows.length + 1))
  await program.flows().getByRole('columnheader').getByRole('button', { name: 'Verdict' }).hover()
  await program.page.setViewportSize({ width: 1800, height: 1400 })
  const shown = await program.flowRows().allInnerTexts()
  for (const { client, server, state, verdict } of flows) {
    const isShown = shown.some((text) =>
      [verdict.title, `:${client.port}`, `:${server.port}`, state.client, state.server].every((word) =>
        text.includes(word),
      ),
    )
    expect(isShown, `${client.address}:${client.port} ${state.client}/${state.server} ${verdict.title}`).toBe(true)
  }
  expect(shown).toHaveLength(flows.length)
})

test('every ladder shows the states that the command line prints for each segment', async ({ start }) => {
  const capture = allSamplesJoined()
  const flows = flowsOf(capture)
  const segments = new Map(segmentsOf(capture).map((segment) => [String(segment.frame), segment]))
  const program = await start([capture])
  await program.page.setViewportSize({ width: 1800, height: 1400 })
  const framesSeen = new Set<string>()
  for (const row of flows.keys()) {
    await program.selectFlow(row)
    await expect.poll(async () => (await program.ladderLines()).some(({ frame }) => !framesSeen.has(frame))).toBe(true)
    const lines = (await program.ladderLines()).filter(({ frame }) => SINGLE_FRAME.test(frame))
    for (const { frame, from, client, server } of lines) {
      const truth = segments.get(frame)
      expect({ frame, from, state: { client, server } }).toEqual({ frame, from: truth?.from, state: truth?.state })
      framesSeen.add(frame)
    }
  }
  // What isn't drawn one by one is folded data; opening and closing segments never are.
  const opening = [...segments.values()].filter(({ flags }) => /SYN|FIN|RST/.test(flags))
  expect(opening.filter(({ frame }) => !framesSeen.has(String(frame)))).toEqual([])
})
