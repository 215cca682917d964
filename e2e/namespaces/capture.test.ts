import { readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CaptureLab, isAlive, packetsIn, settings, until } from './captureLab'

const MIB = 1024 * 1024

let lab: CaptureLab
let file: string

beforeEach(() => {
  lab = new CaptureLab()
  file = join(lab.folder, 'live.pcapng')
})
afterEach(() => lab.close())

/** What the last `stopped` said must be what the files hold. */
async function expectKept(files: readonly string[]): Promise<number> {
  const { packets } = await lab.event('stopped')
  expect(files.reduce((sum, path) => sum + packetsIn(path), 0)).toBe(packets)
  return packets
}

describe('capturing with dumpcap', () => {
  it('keeps every packet between start and stop, and tells counts meanwhile', async () => {
    expect(await lab.control.start(settings(), file, 0)).toBeNull()
    const sent = await lab.send(1000, 1)
    await pause(700)
    expect((await lab.event('counts')).packets).toBe(sent)
    await lab.control.stop()
    expect(await lab.event('stopped')).toMatchObject({ reason: 'asked', packets: sent, dropped: 0 })
    expect(await expectKept([file])).toBe(sent)
    expect(statSync(file).size).toBe((await lab.event('stopped')).bytes)
    expect(await lab.event('started')).toMatchObject({ engine: 'dumpcap', hasKernelTimes: true, file })
  })

  it('shows a packet in the file within a third of a second', async () => {
    await lab.control.start(settings(), file, 0)
    const waits: number[] = []
    for (let round = 0; round < 10; round++) {
      const [before, began] = [statSync(file).size, Date.now()]
      const sending = lab.send(10, 0.11)
      await until(() => statSync(file).size > before, 2000, 'the packet did not come')
      waits.push(Date.now() - began)
      await sending
      await pause(300)
    }
    // The first of the packets leaves 100 ms after the sender began.
    expect(Math.max(...waits)).toBeLessThan(100 + 333)
  })

  it('starts again after a stop', async () => {
    await lab.control.start(settings(), file, 0)
    await lab.control.stop()
    const second = join(lab.folder, 'second.pcapng')
    expect(await lab.control.start(settings(), second, 0)).toBeNull()
    const sent = await lab.send(500, 0.5)
    await lab.control.stop()
    expect(packetsIn(second)).toBe(sent)
  })

  it('applies the capture filter, and says what is wrong with a bad one', async () => {
    expect(await lab.control.check(['lo'], 'udp port 9')).toBeNull()
    expect(await lab.control.check(['lo'], 'udp port nine')).toMatch(/unknown port 'nine'/)
    const refused = await lab.control.start(settings({ filter: 'udp port nine' }), file, 0)
    expect(refused).toMatchObject({ reason: 'bad-filter', message: expect.stringContaining("unknown port 'nine'") })
    expect(await lab.control.start(settings({ filter: 'udp port 10' }), file, 0)).toBeNull()
    await lab.send(500, 0.5)
    await lab.control.stop()
    expect(packetsIn(file)).toBe(0)
  })

  it('refuses an interface that is not there, and a second capture', async () => {
    const missing = await lab.control.start(settings({ interfaces: ['lo', 'nowhere0'] }), file, 0)
    expect(missing).toMatchObject({ reason: 'no-interface', message: expect.stringContaining('nowhere0') })
    expect(readdirSync(lab.folder)).not.toContain(basename(file))
    expect(await lab.control.start(settings(), file, 0)).toBeNull()
    expect(await lab.control.start(settings(), file, 0)).toMatchObject({ reason: 'busy' })
  })

  it('stops cleanly when its interface is taken away', async () => {
    lab.ip('-n', lab.name, 'link', 'add', 'wire0', 'type', 'veth', 'peer', 'name', 'wire1')
    lab.ip('-n', lab.name, 'link', 'set', 'wire0', 'up')
    await lab.control.start(settings({ interfaces: ['lo', 'wire0'] }), file, 0)
    const sent = await lab.send(500, 0.5)
    // dumpcap holds packets back for up to a quarter of a second, and those are lost with it.
    const isTold = () => lab.events.some((event) => event.event === 'counts' && event.packets === sent)
    await until(isTold, 5000, 'not all packets were told')
    lab.ip('-n', lab.name, 'link', 'del', 'wire0')
    const stopped = await lab.event('stopped')
    expect(stopped).toMatchObject({ reason: 'interface-gone', message: expect.stringContaining('wire0') })
    expect(await expectKept([file])).toBe(sent)
  })

  it('keeps as many files of a ring as asked, each readable by itself', async () => {
    const ring = { files: 3, fileBytes: 65_536, fileSeconds: null }
    await lab.control.start(settings({ ring }), file, 0)
    await lab.send(5000, 1)
    await lab.control.stop()
    const gone = lab.events.filter((event) => event.event === 'file' && event.removed !== null)
    const files = readdirSync(lab.folder).filter((name) => name.startsWith('live_'))
    expect(files).toHaveLength(3)
    expect(gone.length).toBeGreaterThan(2)
    for (const name of files) {
      expect(packetsIn(join(lab.folder, name))).toBeGreaterThan(0)
      expect(statSync(join(lab.folder, name)).size).toBeLessThanOrEqual(65_536)
    }
  })

  it('stops before the disk has less free than is to be kept', async () => {
    const small = join(lab.mountDisk(8 * MIB), 'live.pcapng')
    await lab.control.start(settings(), small, 4 * MIB)
    await lab.send(5000, 2, 1400)
    expect(await lab.event('stopped')).toMatchObject({ reason: 'disk-full' })
    expect(statSync(small).size).toBeLessThanOrEqual(4 * MIB)
    await expectKept([small])
    expect(await lab.control.start(settings(), small, 8 * MIB)).toMatchObject({ reason: 'disk-full' })
  })

  it('stops with a readable file when the disk is full', async () => {
    const small = join(lab.mountDisk(2 * MIB), 'live.pcapng')
    await lab.control.start(settings(), small, 0)
    // As fast as it can, a sender fills the disk while dumpcap has yet to write: what is left of that varies.
    const sent = await lab.send(20_000, 0.5, 1400)
    const stopped = await lab.event('stopped')
    expect(stopped).toMatchObject({ reason: 'disk-full', message: expect.stringContaining('packets are kept') })
    expect(await expectKept([small])).toBeGreaterThan(1300)
    expect(stopped.packets).toBeLessThan(sent)
  })

  it('says so when dumpcap is killed, and keeps a readable file', async () => {
    await lab.control.start(settings(), file, 0)
    const sent = await lab.send(1000, 0.5)
    await pause(400)
    process.kill(lab.dumpcapPid(), 'SIGKILL')
    const stopped = await lab.event('stopped')
    expect(stopped).toMatchObject({ reason: 'engine-died', message: expect.stringContaining('SIGKILL') })
    expect(await expectKept([file])).toBe(sent)
    expect(await lab.control.start(settings(), join(lab.folder, 'again.pcapng'), 0)).toBeNull()
  })

  it('leaves no dumpcap behind when the capture process is killed', async () => {
    await lab.control.start(settings(), file, 0)
    const sent = await lab.send(1000, 0.5)
    await pause(400)
    const [own, dumpcap] = [Number(lab.control.pid), lab.dumpcapPid()]
    expect(isAlive(dumpcap)).toBe(true)
    process.kill(own, 'SIGKILL')
    await until(() => !isAlive(dumpcap), 3000, 'dumpcap runs on')
    expect(lab.gone).toEqual([expect.stringMatching(/SIGKILL.*is kept/)])
    expect(packetsIn(file)).toBe(sent)
    // A new process is started for the next.
    expect(await lab.control.start(settings(), file, 0)).toBeNull()
  })

  it('ends a capture when its input ends', async () => {
    await lab.control.start(settings(), file, 0)
    const sent = await lab.send(1000, 0.5)
    await lab.control.end()
    expect(await lab.event('stopped')).toMatchObject({ reason: 'asked', packets: sent })
    expect(packetsIn(file)).toBe(sent)
  })

  it('ends a capture and the process at SIGTERM', async () => {
    await lab.control.start(settings(), file, 0)
    const sent = await lab.send(1000, 0.5)
    process.kill(Number(lab.control.pid), 'SIGTERM')
    expect((await lab.event('stopped')).packets).toBe(sent)
    await until(() => lab.control.pid === null, 2000, 'the process runs on')
    expect(lab.gone).toEqual([])
  })
})
