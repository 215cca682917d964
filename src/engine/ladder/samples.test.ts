import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { LADDER_LEVELS } from '../../contracts/ladder'
import { stateName } from '../../contracts/names'
import { coreOf } from '../capture.fixture'
import { stateOf } from './flowRows'
import { planRows } from './plan'
import { readFlowRows } from './readFlowRows'
import { holdsSegments } from './rowList'
import { materialize } from './rows'

const SAMPLES = join(import.meta.dirname, '..', '..', '..', 'resources', 'samples')
const files = readdirSync(SAMPLES).filter((name) => name.endsWith('.pcapng'))

it.each(files)('%s has the states of its replay at every row of every level', async (file) => {
  const core = await coreOf(new Uint8Array(readFileSync(join(SAMPLES, file))))
  for (let id = 0; id < core.flowCount(); id++) {
    const flow = readFlowRows(core, id)
    for (const level of LADDER_LEVELS) {
      const plan = planRows(flow, new Set(), undefined, level)
      let next = 0
      for (const row of materialize(plan, 0, plan.list.size)) {
        if (!holdsSegments(plan.list.kind[row.row])) continue
        expect(plan.list.first[row.row]).toBe(next)
        next += plan.list.count[row.row] ?? 0
        const states = flow.states[next - 1] ?? 0
        expect([row.client.state, row.server.state]).toEqual([
          stateName(stateOf(states, 0)),
          stateName(stateOf(states, 1)),
        ])
      }
      expect(next).toBe(flow.count)
    }
  }
})
