import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DISAGREEMENTS, LONE, ON_DEMAND } from '../kernel/disagreements/index'
import { RULES, unclear } from './index'
import { KERNEL_RULES } from './kernel/index'

const guide = readFileSync(new URL('../../../docs/verdicts.md', import.meta.url), 'utf8')
const documented = new Set([...guide.matchAll(/`([a-z0-9-]+)`/g)].map(([, id]) => id))

test.each([...RULES, unclear, ...KERNEL_RULES, ...DISAGREEMENTS, ...LONE, ...ON_DEMAND].map(({ id }) => id))(
  '%s is in the user guide',
  (id) => {
    expect(documented).toContain(id)
  },
)
