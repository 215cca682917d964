/** What is short of everything, or has too much of it: one segment, no data, very long names. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { captureOf } from '../../src/scenario/capture'
import { expect } from '../program'
import { fileOf, firstFlow, type Tour } from './tour'

function written(name: string, script: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'lastack-odd-')), name)
  writeFileSync(path, captureOf(script))
  return path
}

/** A capture of one segment that says nothing of its flow's past or future. */
const oneSegment = () =>
  written('one-segment.pcapng', 'A = 10.0.0.5:51514\nB = 192.0.2.10:443\n+0 A > B . 1:1(0) ack 1 win 502\n')

const HOST = 'a-very-long-name-of-a-server.in-the-north-western-region.of-some-cloud.provider.example.org'
const REQUEST = `GET /a/path HTTP/1.1\\r\\nHost: ${HOST}\\r\\n\\r\\n`

/** Addresses and names as long as they get, in a file of a long name. */
const longNames = () =>
  written(
    `${'capture-of-the-office-on-monday-morning-'.repeat(3)}.pcapng`,
    `A = [2001:db8:1234:5678:9abc:def0:1234:5678]:51514
B = [2001:db8:fedc:ba98:7654:3210:fedc:ba98]:8080
+0 A > B S <mss 1440, sackOK, TS val 4294967000 ecr 0, nop, wscale 14>
+0.02 B > A S. <mss 1440, sackOK, TS val 4294967100 ecr 4294967000, nop, wscale 14>
+0.02 A > B . win 65535
+0.01 A > B P. "${REQUEST}"
+0.02 B > A .
+0.01 B > A P. (1440)
+0.02 A > B .
+0.01 A > B F.
+0.02 B > A .
+4000 A > B R. 
`,
  )

export const ODD: readonly Tour[] = [
  fileOf('one-segment', () => [oneSegment()], firstFlow),
  {
    name: 'long-names',
    captures: () => [longNames()],
    views: [
      { name: 'long-names', prepare: firstFlow },
      {
        name: 'no-round-trip',
        prepare: async ({ page }) => {
          await page.getByRole('tab', { name: 'Round trip', exact: true }).click()
          await expect(page.getByRole('tabpanel', { name: 'Round trip' })).toBeVisible()
        },
      },
    ],
  },
]
