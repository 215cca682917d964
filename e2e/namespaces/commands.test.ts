import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isAlive, packetsIn, until } from './captureLab'
import { buildCommandLine, CommandLab, type Row } from './commandLab'

const MIB = 1024 * 1024
const PORT = 5432

/** Opens, asks, is answered, closes; then one that nobody accepts, and one that ends by reset. */
const CONVERSATIONS = `
  const server = net.createServer({ allowHalfOpen: true }, (one) => {
    one.on('error', () => {})
    one.on('data', () => one.write('answer'))
    one.on('end', () => setTimeout(() => one.end(), 700))
  })
  server.listen(${PORT}, '127.0.0.1', () => {
    const asked = net.connect({ port: ${PORT}, host: '127.0.0.1', allowHalfOpen: true }).resume()
    asked.write('ask')
    setTimeout(() => asked.end(), 700)
    net.connect(${PORT + 1}, '127.0.0.1').on('error', () => {})
    const cut = net.connect(${PORT}, '127.0.0.1').resume()
    cut.write('ask')
    setTimeout(() => cut.resetAndDestroy(), 700)
  })`

/** Does not read for five seconds. */
const STUCK = `
  const server = net.createServer((one) => {
    one.pause().on('error', () => {})
    setTimeout(() => one.resume(), 5000)
  })
  server.listen(${PORT}, '127.0.0.1', () => {
    net.connect(${PORT}, '127.0.0.1').on('error', () => {}).write(Buffer.alloc(8e6))
  })`

const leftFolders = (): string[] => readdirSync(lab.net.folder).filter((name) => name.startsWith('lastack-watch-'))
const stages = (rows: readonly Row[], flow: number): unknown[] =>
  rows.filter((row) => row.flow === flow).map(({ stage }) => stage)

let lab: CommandLab
let file: string

beforeAll(buildCommandLine)
beforeEach(() => {
  lab = new CommandLab()
  file = join(lab.net.folder, 'live.pcapng')
})
afterEach(() => lab.close())

describe('lastack interfaces', () => {
  it('lists what can be captured, with every field of the contract', async () => {
    const listing = lab.start('interfaces')
    expect(await listing.ended()).toBe(0)
    const loopback = listing.rows.find(({ name }) => name === 'lo')
    expect(loopback).toEqual({
      name: 'lo',
      description: expect.any(String),
      addresses: expect.arrayContaining(['127.0.0.1']),
      kind: 'loopback',
      isUp: true,
      engines: expect.arrayContaining(['dumpcap']),
      why: null,
      fix: null,
    })
  })

  it('says what is wrong and what mends it', async () => {
    lab.net.ip('-n', lab.net.name, 'link', 'add', 'idle0', 'type', 'veth', 'peer', 'name', 'idle1')
    const listing = lab.startWithoutRights('interfaces')
    expect(await listing.ended()).toBe(0)
    const named = (wanted: string) => listing.rows.find(({ name }) => name === wanted)
    expect(named('idle0')).toMatchObject({ isUp: false, engines: [], fix: { command: 'sudo ip link set idle0 up' } })
    expect(named('lo')).toMatchObject({
      engines: [],
      why: expect.stringContaining('You may not capture yet'),
      fix: { id: expect.any(String), text: expect.any(String), command: expect.stringContaining('sudo ') },
    })
  })
})

describe('lastack capture', () => {
  it.each(['dumpcap', 'cap'])('by %s tells each connection’s life, and keeps every packet', async (engine) => {
    const running = await lab.start('capture', '-i', 'lo', '-w', file, '--engine', engine).capturing()
    lab.talk(CONVERSATIONS)
    await running.row(({ stage }) => stage === 'closed')
    expect(await running.stop()).toBe(0)
    const flows = new Set(running.rows.map(({ flow }) => flow as number))
    const lives = [...flows].map((flow) => stages(running.rows, flow).filter((stage) => stage !== 'opening'))
    expect(lives).toContainEqual(['reset'])
    expect(lives).toContainEqual(['open', 'reset'])
    const closed = lives.find((life) => life.at(-1) === 'closed')
    expect(closed?.filter((stage) => stage !== 'closing')).toEqual(['open', 'half-closed', 'closed'])
    expect(running.rows.find(({ stage }) => stage === 'closed')).toEqual({
      time: expect.stringMatching(/^\d{10}\.\d{9}$/),
      stage: 'closed',
      flow: expect.any(Number),
      client: { address: '127.0.0.1', port: expect.any(Number) },
      server: { address: '127.0.0.1', port: PORT },
      state: { client: 'TIME_WAIT', server: 'CLOSED' },
      verdict: { id: 'closed-normally', severity: 'ok', title: 'Closed normally' },
    })
    expect(running.stderr).toContain(`lastack: ${packetsIn(file)} packets, 0 dropped, `)
    expect(running.stderr).toContain(` in ${file}\n`)
  })

  it('ends by --packets, --duration and SIGTERM', async () => {
    const counted = await lab.start('capture', '-i', 'lo', '-w', file, '--packets', '20').capturing()
    void lab.net.send(200, 2)
    expect(await counted.ended()).toBe(0)
    expect(packetsIn(file)).toBeGreaterThanOrEqual(20)
    const began = Date.now()
    expect(await lab.start('capture', '-i', 'lo', '-w', file, '--duration', '0.5').ended()).toBe(0)
    expect(Date.now() - began).toBeGreaterThan(500)
    const asked = await lab.start('capture', '-i', 'lo', '-w', file).capturing()
    expect(await asked.stop('SIGTERM')).toBe(0)
  })

  it('keeps the newest files of a ring', async () => {
    const ring = ['--ring-files', '2', '--ring-size', '64K']
    const running = await lab.start('capture', '-i', 'lo', '-w', file, ...ring).capturing()
    await lab.net.send(5000, 1)
    expect(await running.stop()).toBe(0)
    const files = readdirSync(lab.net.folder).filter((name) => name.startsWith('live_'))
    expect(files).toHaveLength(2)
    expect(running.stderr).toMatch(/2 files kept, .*live_\d{5}\.pcapng to live_\d{5}\.pcapng\n$/)
  })

  it('ends with status 1 and says what is kept when its interface goes, or the disk is full', async () => {
    lab.net.ip('-n', lab.net.name, 'link', 'add', 'wire0', 'type', 'veth', 'peer', 'name', 'wire1')
    lab.net.ip('-n', lab.net.name, 'link', 'set', 'wire0', 'up')
    const cut = await lab.start('capture', '-i', 'lo', '-i', 'wire0', '--engine', 'dumpcap', '-w', file).capturing()
    await lab.net.send(500, 0.5)
    lab.net.ip('-n', lab.net.name, 'link', 'del', 'wire0')
    expect(await cut.ended()).toBe(1)
    expect(cut.stderr).toMatch(/wire0 was taken away\. The \d+ packets are kept\./)
    const small = join(lab.net.mountDisk(2 * MIB), 'live.pcapng')
    const full = await lab.start('capture', '-i', 'lo', '-w', small, '--keep-free', '0').capturing()
    await lab.net.send(0, 0.3, 1400)
    expect(await full.ended()).toBe(1)
    expect(full.stderr).toMatch(/packets are kept/)
    expect(packetsIn(small)).toBeGreaterThan(500)
  })

  it('says what mends it where it may not capture, and what is wrong with a filter or an interface', async () => {
    const barred = lab.startWithoutRights('capture', '-i', 'lo', '-w', file)
    expect(await barred.ended()).toBe(3)
    expect(barred.stderr).toMatch(/^lastack: You may not capture .* Run: sudo .*\n$/)
    const garbled = lab.start('capture', '-i', 'lo', '-f', 'udp port nine', '-w', file)
    expect(await garbled.ended()).toBe(2)
    expect(garbled.stderr).toMatch(/^lastack: .*unknown port 'nine'.*\n$/)
    const missing = lab.start('capture', '-i', 'nowhere0', '-w', file)
    expect(await missing.ended()).toBe(3)
    expect(missing.stderr).toMatch(/^lastack: .*nowhere0.*\n$/)
    expect(existsSync(file)).toBe(false)
  })

  it('ends when nobody reads its lines any more', async () => {
    const running = await lab.start('capture', '-i', 'lo', '-w', file).capturing()
    running.child.stdout?.destroy()
    lab.talk(CONVERSATIONS)
    expect(await running.ended()).toBe(0)
    expect(packetsIn(file)).toBeGreaterThan(5)
  })
})

describe('lastack watch', () => {
  it('tells that a connection is stuck, why and who, and that it is un-stuck; once each', async () => {
    const running = await lab.start('watch', '-i', 'lo').capturing()
    lab.talk(STUCK)
    const stuck = await running.row(({ event }) => event === 'stuck')
    expect(stuck).toEqual({
      time: expect.stringMatching(/^\d{10}\.\d{9}$/),
      event: 'stuck',
      flow: 0,
      client: { address: '127.0.0.1', port: expect.any(Number) },
      server: { address: '127.0.0.1', port: PORT },
      state: { client: 'ESTABLISHED', server: 'ESTABLISHED' },
      verdict: {
        id: expect.stringMatching(/^(zero-window|not-reading)$/),
        severity: 'stuck',
        certainty: expect.any(String),
        title: expect.any(String),
        sentence: expect.any(String),
      },
      since: expect.stringMatching(/^\d{10}\.\d{9}$/),
      process: { client: expect.any(String), server: expect.any(String) },
      before: null,
    })
    const mended = await running.row(({ event }) => event === 'un-stuck')
    expect(mended).toMatchObject({ flow: 0, before: { severity: 'stuck' } })
    // What the rules say first, what the kernel adds, and the end: nothing flaps.
    expect(running.rows.length).toBeLessThanOrEqual(3)
    expect(leftFolders()).toHaveLength(1)
    expect(await running.stop()).toBe(0)
    expect(running.stderr).toMatch(
      /watched lo for .*: 1 connection, 1 got stuck, none still; \d+ packets, 0 dropped\n$/,
    )
    expect(leftFolders()).toEqual([])
  })

  it('tells warnings when asked to, and keeps the packets where it is told to', async () => {
    const running = await lab.start('watch', '-i', 'lo', '-w', file, '--severity', 'warning').capturing()
    lab.talk(CONVERSATIONS)
    const refused = await running.row(({ event }) => event === 'warning')
    expect(refused).toMatchObject({ verdict: { severity: 'warning' }, before: null })
    expect(await running.stop('SIGHUP')).toBe(0)
    expect(packetsIn(file)).toBeGreaterThan(5)
  })

  it('ends at once at the second signal, and leaves nothing behind', async () => {
    const running = await lab.start('watch', '-i', 'lo', '--engine', 'dumpcap').capturing()
    running.child.kill('SIGINT')
    await pause(50)
    const began = Date.now()
    expect(await running.stop('SIGINT')).toBeNull()
    expect(Date.now() - began).toBeLessThan(1000)
    expect(leftFolders()).toEqual([])
    expect(isAlive(running.child.pid ?? 0)).toBe(false)
    await until(() => lab.net.processes().length === 0, 5000, 'the capture process runs on')
  })
})
