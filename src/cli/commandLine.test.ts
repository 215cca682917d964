/** The bundled program, run as users run it: cli.md's contract. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LinkType } from '../contracts/abi'
import { zstdFrameOf } from '../engine/source/unpack/unpack.fixture'
import { joinChunks } from '../pcapng/chunks'
import { pcapHeader, pcapRecord } from '../pcapng/pcap'
import { PcapngWriter } from '../pcapng/writer'
import { build as buildFrames } from '../scenario/build'
import { captureOf } from '../scenario/capture'
import { parse } from '../scenario/parse'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'out', 'cli-test', 'index.js')
const folder = mkdtempSync(join(tmpdir(), 'lastack-cli-'))
const capture = join(folder, 'a.pcapng')

const SCRIPT = `
A = 10.0.0.5:51514
B = 192.0.2.10:443
start = 2026-01-15T10:00:00Z
+0 A > B S <mss 1460, wscale 7>
+0.020 B > A S. <mss 1460, wscale 7>
+0.001 A > B . win 502
+0.010 A > B P. (100) win 502
+0.200 A > B P. 1:101(100) ack 1 win 502
+0.020 B > A . win 501
+0.100 A > B F. win 502
+0.020 B > A F. win 501
+0.001 A > B . win 502
`
const bytes = captureOf(SCRIPT)

const lastack = (args: readonly string[], input?: Uint8Array) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    input: input ?? '',
    encoding: 'utf8',
  })
  return { status, stdout, stderr, rows: stdout.split('\n').filter((line) => line.startsWith('{')) }
}

beforeAll(async () => {
  await build({
    root,
    configFile: join(root, 'vite.cli.config.ts'),
    logLevel: 'warn',
    build: { outDir: 'out/cli-test', emptyOutDir: true },
  })
  writeFileSync(capture, bytes)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('lastack flows', () => {
  test('prints every field of the contract', () => {
    const { status, stderr, rows } = lastack(['flows', capture])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(rows.map((line) => JSON.parse(line))).toEqual([
      {
        flow: 0,
        client: { address: '10.0.0.5', port: 51514 },
        server: { address: '192.0.2.10', port: 443 },
        clientKnown: true,
        first: '1768471200.000000000',
        last: '1768471200.372000000',
        frames: { first: 1, last: 9 },
        segments: { client: 6, server: 3 },
        bytes: { client: 100, server: 0 },
        payload: { client: 200, server: 0 },
        state: { client: 'TIME_WAIT', server: 'CLOSED' },
        certainty: { client: 'proved', server: 'presumed' },
        handshake: { complete: true, synRetransmissions: 0, synAckRetransmissions: 0, rtt: 0.021 },
        close: { kind: 'fin', by: 'client', graceful: true },
        rtt: expect.objectContaining({ min: expect.any(Number), max: expect.any(Number), samples: expect.any(Number) }),
        analysis: { retransmission: 1 },
        retransmitted: { client: 1, server: 0 },
        late: { client: 0, server: 0 },
        completeness: 31,
        gaps: { client: { count: 0, bytes: 0 }, server: { count: 0, bytes: 0 } },
        zeek: { connState: 'SF', history: 'ShADTaFf' },
        service: null,
        verdict: {
          id: 'closed-normally',
          severity: 'ok',
          certainty: 'proved',
          title: 'Closed normally',
          evidence: [1, 8, 9],
        },
        also: [{ id: 'time-wait', severity: 'note' }],
      },
    ])
  })

  test('prints CSV with the same fields, and a table', () => {
    const [head, first] = lastack(['flows', '--format', 'csv', capture]).stdout.split('\r\n')
    expect(head).toMatch(/^flow,client\.address,client\.port,server\.address/)
    expect(first).toMatch(/^0,10\.0\.0\.5,51514,192\.0\.2\.10,443,true,1768471200\.000000000,/)
    expect(lastack(['flows', '--format', 'table', capture]).stdout).toMatch(
      /^FLOW +VERDICT.*\n +0 +ok: Closed normally +10\.0\.0\.5:51514/,
    )
  })

  test('reads standard input, also compressed', () => {
    const fromFile = lastack(['flows', capture]).stdout
    expect(lastack(['flows', '-'], bytes).stdout).toBe(fromFile)
    expect(lastack(['flows', '-'], gzipSync(bytes)).stdout).toBe(fromFile)
    expect(lastack(['flows', '-'], zstdFrameOf(bytes)).stdout).toBe(fromFile)
  })
})

describe('--assume', () => {
  const lingering = (...more: string[]) => lastack(['ladder', capture, '--flow', '0', ...more])

  test('sets the timers of one end, or of both', () => {
    expect(lingering().stdout).toContain('60 s of 60 s left (Linux, assumed)')
    expect(lingering('--assume', 'client=macos,server=linux65').stdout).toContain('30 s of 30 s left (macOS, assumed)')
    expect(lingering('--assume', 'server=macos').stdout).toContain('60 s of 60 s left (Linux, assumed)')
    expect(lastack(['flows', capture, '--assume', 'client=rfc']).rows).toHaveLength(1)
  })

  test('sets single timers, of both ends', () => {
    expect(lingering('--assume', '2msl=2min').stdout).toContain('120 s of 120 s left (Linux, assumed)')
    expect(lingering('--assume', 'client=macos,2msl=10').stdout).toContain('10 s of 10 s left (macOS, assumed)')
  })

  test('changes what a report expects next, and by when', () => {
    const silent = join(folder, 'silent.pcapng')
    writeFileSync(silent, captureOf('A = 10.0.0.5:1\nB = 192.0.2.10:443\n+0 A > B S\n+1 A > B S 0:0(0)\n'))
    const report = (...more: string[]) => lastack(['diagnose', silent, '--format', 'json', ...more]).stdout
    expect(report()).toContain('gives up 131 s after frame 1 on Linux 6.5 or later (assumed)')
    expect(report('--assume', 'client=windows')).toContain('gives up 31 s after frame 1 on Windows (assumed)')
    expect(report('--assume', 'client=windows,syn-retries=2')).toContain('gives up 7 s after frame 1 on Windows')
  })

  test.each([
    ['client=plan9', '--assume client is one of guess, linux, linux65, macos, windows, rfc, not "plan9"'],
    ['client', '--assume client is one of guess, linux, linux65, macos, windows, rfc, not ""'],
    ['macos', '--assume takes client=SYSTEM, server=SYSTEM and timers (syn-retries, '],
    ['2msl=-1s', '--assume 2msl is a time from 0 s to 86400 s, such as 30s or 2min, not "-1s"'],
    ['rto-max=30days', '--assume rto-max is a time from 1 s to 3600 s'],
    ['syn-retries=2.5', '--assume syn-retries is a number from 0 to 127, not "2.5"'],
    ['syn-retries=3,syn-retries=4', '--assume names syn-retries twice'],
    ['constructor=3', '--assume takes client=SYSTEM'],
    ['client=macos,client=rfc', '--assume names the client twice'],
  ])('refuses %s', (asked, words) => {
    const { status, stderr } = lingering('--assume', asked)
    expect(status).toBe(2)
    expect(stderr).toContain(words)
  })

  test('is for one capture, and not for segments', () => {
    const two = lastack(['diagnose', capture, program, '--assume', 'client=rfc'])
    expect(two).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--assume and --anonymise are for one capture'),
    })
    expect(lastack(['segments', capture, '--assume', 'client=rfc']).status).toBe(2)
  })
})

describe('lastack segments', () => {
  test('prints every field of the contract, in frame order', () => {
    const rows = lastack(['segments', capture]).rows.map((line) => JSON.parse(line))
    expect(rows.map(({ frame }) => frame)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(rows[0]).toEqual({
      frame: 1,
      flow: 0,
      time: '1768471200.000000000',
      from: 'client',
      seq: 0,
      ack: 0,
      length: 0,
      flags: 'SYN',
      window: expect.any(Number),
      analysis: [],
      state: { client: 'SYN_SENT', server: 'LISTEN' },
      acks: null,
      rtt: null,
      inFlight: null,
    })
    expect(rows[1]).toMatchObject({ flags: 'SYN,ACK', from: 'server', ack: 1, acks: 1, rtt: 0.02 })
    expect(rows[2]).toMatchObject({ window: 502 * 128, state: { client: 'ESTABLISHED', server: 'ESTABLISHED' } })
    expect(rows[4]).toMatchObject({ seq: 1, ack: 1, length: 100, flags: 'PSH,ACK', analysis: ['retransmission'] })
  })

  test('streams in pieces as it does from a file', async () => {
    const child = spawn(process.execPath, [program, 'segments', '-'], { stdio: ['pipe', 'pipe', 'inherit'] })
    const printed: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => printed.push(chunk))
    const ended = new Promise((resolve) => child.on('close', resolve))
    for (let from = 0; from < bytes.length; from += 97) {
      child.stdin.write(bytes.subarray(from, from + 97))
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    child.stdin.end()
    expect(await ended).toBe(0)
    expect(Buffer.concat(printed).toString()).toBe(lastack(['segments', capture]).stdout)
  })

  test('ends quietly when its reader has had enough', () => {
    const many = join(folder, 'many.pcap')
    const lines = '+0.001 A > B P. (1)\n'.repeat(20_000)
    writeFileSync(many, captureOf(`A = 10.0.0.5:1\nB = 192.0.2.10:2\n${lines}`, { format: 'pcap' }))
    const command = `"${process.execPath}" "${program}" segments "${many}" | head -1`
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' })
    expect({ lines: stdout.split('\n').length - 1, stderr }).toEqual({ lines: 1, stderr: '' })
  })
})

describe('lastack ladder', () => {
  test('draws both lifelines, the arrows and the verdict', () => {
    const { status, stdout } = lastack(['ladder', capture, '--flow', '0'])
    expect(status).toBe(0)
    expect(stdout).toContain('10.0.0.5:51514')
    expect(stdout).toMatch(/┌ Handshake\n│ +1 .* SYN_SENT │ SYN seq 0 .*─>│ LISTEN\?/)
    expect(stdout).toMatch(/TIME_WAIT │ ACK 2 ─+>│ CLOSED\?/)
    expect(stdout).toContain('Closed normally (ok, proved)')
  })

  test('draws it as a picture, light or dark, and as a diagram, the same every time', () => {
    const drawn = (...more: string[]) => lastack(['ladder', capture, '--flow', '0', '--format', ...more])
    const light = drawn('svg')
    expect(light).toMatchObject({ status: 0, stderr: '' })
    expect(light.stdout).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[\s\S]*<\/svg>\n$/)
    expect(drawn('svg').stdout).toBe(light.stdout)
    expect(drawn('svg', '--theme', 'dark').stdout).toContain('fill="#15181e"')
    expect(drawn('mermaid').stdout).toMatch(/^sequenceDiagram\n {2}participant C as Client 10\.0\.0\.5#58;51514\n/)
  })

  test('says which flows there are', () => {
    expect(lastack(['ladder', capture, '--flow', '3'])).toMatchObject({
      status: 2,
      stderr: `lastack: ${capture}: there is no flow 3; it holds flows 0 to 0; see lastack ladder --help\n`,
    })
  })
})

describe('lastack follow', () => {
  const talk = captureOf(`
A = 10.0.0.5:51514
B = 192.0.2.10:80
+0 A > B S
+0.01 B > A S.
+0.01 A > B .
+0.1 A > B P. 1:6(5) ack 1 "hello"
+0.1 A > B P. 2:8(6) ack 1 "ELlo!!"
+0.1 B > A P. 1:4(3) ack 8 x"00 ff 0a"
+0.1 A > B P. 108:111(3) ack 4 "end"
+0.1 B > A . ack 111
`)
  const follow = (...more: string[]) => lastack(['follow', '-', '--flow', '0', ...more], talk)

  test('prints both sides in turns as text', () => {
    const { status, stdout } = follow()
    expect(status).toBe(0)
    expect(stdout).toBe(
      '--- client ---\nhello!!\n--- server ---\n..\n\n--- client ---\n\n[100 bytes not captured]\nend',
    )
  })

  test('prints one side raw, and a dump', () => {
    expect(follow('--from', 'client', '--format', 'raw').stdout).toBe('hello!!end')
    expect(follow('--from', 'server', '--format', 'hex').stdout).toMatch(/^ {4}00000000 {2}00 ff 0a +\.\.\.\n$/)
  })

  test('prints JSON Lines with gaps and conflicts, of every connection', () => {
    const expected = [
      {
        flow: 0,
        from: 'client',
        turn: 0,
        offset: 0,
        unacknowledged: false,
        length: 7,
        frames: [4, 5],
        data: 'aGVsbG8hIQ==',
      },
      { flow: 0, from: 'server', turn: 1, offset: 0, unacknowledged: false, length: 3, frames: [6], data: 'AP8K' },
      { flow: 0, from: 'client', turn: 2, offset: 7, unacknowledged: false, gap: 100 },
      { flow: 0, from: 'client', turn: 2, offset: 107, unacknowledged: false, length: 3, frames: [7], data: 'ZW5k' },
    ].map((row) => ('gap' in row ? row : { ...row, missing: [], conflicts: [] as object[] }))
    Object.assign(expected[0] ?? {}, { conflicts: [{ at: 1, length: 2, frame: 5 }] })
    const rows = lastack(['follow', '-', '--all', '--format', 'json'], talk).rows
    expect(rows.map((line) => JSON.parse(line))).toEqual(expected)
  })

  test('wants one connection that is there', () => {
    expect(lastack(['follow', capture]).status).toBe(2)
    expect(lastack(['follow', capture, '--flow', '7']).stderr).toContain('there is no flow 7; it holds flows 0 to 0')
    expect(lastack(['follow', capture, '--all']).stderr).toContain('--all is for --format json')
    expect(lastack(['follow', '--help']).stdout).toContain('--from client|server|both')
  })
})

describe('lastack diagnose', () => {
  test('makes a page of it, the same every time', () => {
    const { status, stdout, stderr } = lastack(['diagnose', capture, '--format', 'html'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^<!doctype html>[\s\S]*<h1>a\.pcapng<\/h1>[\s\S]*<\/html>\n?$/)
    expect(lastack(['diagnose', capture, '--format', 'html']).stdout).toBe(stdout)
  })

  const stuck = join(folder, 'stuck.pcapng')
  const open = (port: number): string =>
    `A${port} = 10.0.0.5:${port}\n+0 A${port} > B S\n+0.02 B > A${port} S.\n+0.001 A${port} > B .\n`
  const halfClosed = (port: number): string => `${open(port)}+0.1 A${port} > B F.\n+0.02 B > A${port} .\n`
  const SCENE = `B = 192.0.2.10:443\n${halfClosed(1001)}${halfClosed(1002)}${open(1003)}X = 10.0.0.6:5\n+840 X > B S\n`
  beforeAll(() => writeFileSync(stuck, captureOf(SCENE)))

  test('groups what is stuck, with evidence and a command, and no colour in a pipe', () => {
    const { status, stdout, stderr } = lastack(['diagnose', stuck])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^stuck\.pcapng: 14 frames, 14 TCP segments, 4 connections, 14 min /)
    expect(stdout).toContain('2 stuck,')
    expect(stdout).toContain('STUCK  Server not closing (CLOSE_WAIT): 2 connections to 192.0.2.10:443')
    expect(stdout).toContain('  for example flow 0, 10.0.0.5:1001 (FIN_WAIT_2) to 192.0.2.10:443 (CLOSE_WAIT), likely:')
    expect(stdout).toMatch(/frame 4: FIN from client 10\.0\.0\.5\n +frame 5: server 192\.0\.2\.10 acknowledges it/)
    expect(stdout).toMatch(/Next step: .*\n +\S/)
    expect(stdout).not.toContain('\x1b')
    expect(stdout.split('\n').filter((line) => line.length > 100 && !line.startsWith('    '))).toEqual([])
  })

  test('reports one connection, and all', () => {
    expect(lastack(['diagnose', stuck, '--flow', '2']).stdout).toMatch(/flow 2, 10\.0\.0\.5:1003 \(ESTABLISHED\)/)
    expect(lastack(['diagnose', stuck, '--all']).stdout).toContain('10.0.0.5:1003')
    expect(lastack(['diagnose', stuck]).stdout).not.toContain('10.0.0.5:1003')
    expect(lastack(['diagnose', stuck, '--flow', '9'])).toMatchObject({ status: 2, stdout: '' })
  })

  test('prints JSON: the capture, then the flows, the worst first', () => {
    const [head, ...flows] = lastack(['diagnose', stuck, '--format', 'json', '--all']).rows.map((row) =>
      JSON.parse(row),
    )
    expect(head).toMatchObject({
      capture: { name: 'stuck.pcapng', frames: 14, flows: 4, severities: { stuck: 2 } },
      quality: [],
      verdicts: expect.any(Array),
    })
    expect(flows.map(({ flow }) => flow).slice(0, 2)).toEqual([0, 1])
    expect(flows[0]).toMatchObject({
      state: { client: 'FIN_WAIT_2', server: 'CLOSE_WAIT' },
      verdict: { id: 'server-not-closing', severity: 'stuck', nextStep: { commands: { linux: expect.any(String) } } },
      also: expect.any(Array),
      quality: [],
    })
  })

  test('says that nothing is stuck, and what is wrong with the capture', () => {
    const cut = join(folder, 'short.pcapng')
    writeFileSync(cut, bytes.subarray(0, bytes.length - 5))
    const { status, stdout } = lastack(['diagnose', cut])
    expect(status).toBe(1)
    expect(stdout).toMatch(/What to know of this capture:\n {2}- The file could be read up to byte \d+ only/)
    expect(lastack(['diagnose', capture]).stdout).toContain('Nothing is stuck: 1 healthy.')
  })
})

describe('--filter', () => {
  const framesOf = (filter: string, input?: Uint8Array): number[] => {
    const { rows } = lastack(['segments', input === undefined ? capture : '-', '--filter', filter], input)
    return rows.map((row) => (JSON.parse(row) as { frame: number }).frame)
  }

  test('prints the segments that pass, from a file and from standard input', () => {
    expect(framesOf('tcp.flags.syn == 1')).toEqual([1, 2])
    expect(framesOf('tcp.analysis.retransmission || tcp.options.wscale.shift == 7', bytes)).toEqual([1, 2, 5])
  })

  test('prints, diagnoses and draws the connections that pass', () => {
    expect(lastack(['flows', capture, '--filter', 'tcp.analysis.retransmission > 0']).rows).toHaveLength(1)
    expect(lastack(['flows', capture, '--filter', 'tcp.analysis.retransmission > 1'])).toMatchObject({
      status: 0,
      rows: [],
    })
    const none = lastack(['diagnose', capture, '--all', '--format', 'json', '--filter', 'tcp.port == 80'])
    expect(none.rows).toHaveLength(1)
    expect(lastack(['ladder', capture, '--filter', 'tcp.port == 443']).stdout).toContain('10.0.0.5')
    expect(lastack(['ladder', capture, '--filter', 'tcp.port == 80'])).toMatchObject({ status: 2, stdout: '' })
  })

  test.each(['flows', 'segments', 'diagnose', 'ladder'])('%s shows where a filter is wrong', (command) => {
    const { status, stdout, stderr } = lastack([command, capture, '--filter', 'tcp.prot == 443'])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toBe(
      'lastack: --filter, column 1: There is no field "tcp.prot". Similar: tcp.port.\n' +
        '  tcp.prot == 443\n  ^^^^^^^^\n',
    )
  })
})

describe('several captures', () => {
  const parts = ['one.pcapng', 'two.pcap', 'three.pcapng.gz'].map((name) => join(folder, name))
  beforeAll(() => {
    const frames = buildFrames(parse(SCRIPT))
    const layout = { linkType: LinkType.ETHERNET, resolution: 'ns', littleEndian: true } as const
    const third = (part: number) => frames.filter((_, index) => index % 3 === part)
    const pcapng = (part: number): Uint8Array => {
      const writer = new PcapngWriter()
      const head = [writer.section({}), writer.interface({ linkType: LinkType.ETHERNET })]
      return joinChunks([...head, ...third(part).map((frame) => writer.packet(frame))])
    }
    const pcap = joinChunks([pcapHeader(layout), ...third(1).map((frame) => pcapRecord(frame, layout))])
    const files = [pcapng(0), pcap, gzipSync(pcapng(2))]
    for (const [index, path] of parts.entries()) writeFileSync(path, files[index] as Uint8Array)
  })

  test.each([[['flows']], [['segments']], [['ladder', '--flow', '0']]])(
    '%j reads them in order of time, as one',
    (command) => {
      expect(lastack([...command, ...parts])).toEqual(lastack([...command, capture]))
    },
  )

  test('are reported on as one where they are three, or with --as-one', () => {
    const whole = lastack(['diagnose', '--all', capture]).stdout.split('\n').slice(1)
    const { status, stdout, stderr } = lastack(['diagnose', '--all', ...parts])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^one\.pcapng and 2 more: 9 frames, 9 TCP segments, 1 connection, /)
    expect(stdout.split('\n').slice(1)).toEqual(whole)
    const two = lastack(['diagnose', '--all', '--as-one', ...parts.slice(0, 2)])
    expect(two.stdout).toMatch(/^one\.pcapng and two\.pcap: 6 frames, /)
  })

  test('are read as far as they can be, and each that can not be is named', () => {
    const cut = join(folder, 'cut-part.pcapng')
    writeFileSync(cut, readFileSync(parts[0] as string).subarray(0, -5))
    const { status, rows, stderr } = lastack(['segments', cut, program, ...parts.slice(1)])
    expect({ status, rows: rows.length }).toEqual({ status: 1, rows: 8 })
    const [notOne, ended] = stderr.split('\n')
    expect(notOne).toBe(
      `lastack: ${program}: not a capture (at byte 0): it begins like no pcap, pcapng or snoop file; name a capture file`,
    )
    expect(ended).toMatch(
      /^lastack: .*cut-part\.pcapng: the file ends inside a record that begins at byte \d+; 2 frames/,
    )
  })
})

describe('exit status and errors', () => {
  const one = (stderr: string): number => stderr.split('\n').length - 1

  test('1 when read in part: everything readable is printed, stderr names file and offset', () => {
    const cut = join(folder, 'cut.pcapng')
    writeFileSync(cut, bytes.subarray(0, bytes.length - 5))
    const { status, rows, stderr } = lastack(['segments', cut])
    expect({ status, rows: rows.length, lines: one(stderr) }).toEqual({ status: 1, rows: 8, lines: 1 })
    expect(stderr).toMatch(/^lastack: .*cut\.pcapng: the file ends inside a record that begins at byte \d+; 8 frames/)
  })

  test.each([
    ['no such file', ['flows', '/nowhere/x.pcap'], 3, 'lastack: /nowhere/x.pcap: no such file; check the path'],
    ['a folder', ['flows', tmpdir()], 3, 'this is a folder'],
    ['not a capture', ['flows', program], 3, 'not a capture (at byte 0)'],
    ['no capture', ['flows'], 2, 'name a capture file'],
    ['a capture named twice', ['flows', 'a', 'b', 'a'], 2, 'a is named twice'],
    [
      'several captures, one of which is not there',
      ['flows', program, '/nowhere/x.pcap'],
      3,
      '/nowhere/x.pcap: no such',
    ],
    ['an unknown option', ['flows', '--colour', 'a'], 2, "unknown option '--colour'"],
    ['an unknown format', ['flows', '--format', 'xml', 'a'], 2, '--format is one of table, json, csv'],
    ['an unknown command', ['flow', 'a'], 2, 'no command "flow"'],
    ['a ladder of no flow', ['ladder', 'a'], 2, '--flow N'],
    ['a ladder in no such format', ['ladder', 'a', '--flow', '0', '--format', 'png'], 2, 'text'],
    ['text in colours', ['ladder', 'a', '--flow', '0', '--theme', 'dark'], 2, '--format svg'],
    ['a page on two ends', ['diagnose', 'a', 'b', '--format', 'html'], 2, '--as-one'],
    ['a report on no capture', ['diagnose'], 2, 'name a capture file'],
    ['a report on no such file', ['diagnose', '/nowhere/x.pcap'], 3, 'no such file'],
    ['two ends that are the same', ['diagnose', 'a', 'a'], 2, 'a is named twice'],
  ])('%s', (_, args, status, words) => {
    const result = lastack(args)
    expect({ status: result.status, stdout: result.stdout, lines: one(result.stderr) }).toEqual({
      status,
      stdout: '',
      lines: 1,
    })
    expect(result.stderr).toContain(words)
  })

  test('help and version', () => {
    expect(lastack(['--help'])).toMatchObject({ status: 0, stderr: '' })
    for (const command of ['flows', 'segments', 'ladder', 'diagnose']) {
      expect(lastack([command, '--help']).stdout).toContain(`Usage: lastack ${command} CAPTURE`)
    }
    for (const command of ['interfaces', 'capture', 'watch']) {
      expect(lastack([command, '--help']).stdout).toMatch(
        new RegExp(`^Usage: lastack ${command} .*Exit status: 0 done;`, 's'),
      )
    }
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    expect(lastack(['--version']).stdout).toBe(`${version}\n`)
  })
})
