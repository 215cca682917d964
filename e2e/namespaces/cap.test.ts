/** The engine `cap` captures for real: loopback of this host, and a pair of interfaces of its own. */
import { execFileSync } from 'node:child_process'
import { createSocket, type Socket } from 'node:dgram'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CapBinding } from '../../src/capture/cap/binding'
import { capDriver } from '../../src/capture/cap/driver'
import { loadCap } from '../../src/capture/cap/load'
import { CapRun } from '../../src/capture/cap/run'
import type { CaptureEngineRun, Refusal, StopReason } from '../../src/capture/engine'
import { type CaptureSettings, WHOLE_FRAMES } from '../../src/contracts/capture'
import { readCaptured } from './capturedFile'

type PublishedClass = Extract<CapBinding, { isPatched: false }>['Cap']

const ETHERNET_TO_UDP_BYTES = 42
const WIRE = `lkcap${process.pid}`.slice(0, 13)

let folder: string
let port: number
let receiver: Socket
let sender: Socket

beforeAll(async () => {
  ;[receiver, sender] = [createSocket('udp4'), createSocket('udp4')]
  await new Promise<void>((resolve) => receiver.bind(0, '127.0.0.1', resolve))
  port = receiver.address().port
})

afterAll(() => {
  receiver.close()
  sender.close()
})

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lastack-cap-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

const file = (): string => join(folder, 'capture.pcapng')

const settings = (over: Partial<CaptureSettings> = {}): CaptureSettings => ({
  interfaces: ['lo'],
  filter: `udp port ${port}`,
  snapLength: WHOLE_FRAMES,
  isPromiscuous: false,
  ring: null,
  engine: 'cap',
  ...over,
})

async function send(count: number, bytes = 100): Promise<void> {
  for (let number = 0; number < count; number++) {
    const datagram = Buffer.alloc(bytes)
    datagram.writeUInt32BE(number)
    await new Promise((resolve) => sender.send(datagram, port, '127.0.0.1', resolve))
  }
}

interface Ended {
  readonly reason: StopReason
  readonly detail: string | null
  readonly run: CaptureEngineRun
  readonly rings: readonly { readonly file: string; readonly removed: string | null }[]
}

/** Captures while `act` lasts, or until it ends by itself where `act` is done first. */
function capture(
  wanted: CaptureSettings,
  act: () => Promise<void>,
  isStopped = true,
  binding = patched(),
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const rings: { file: string; removed: string | null }[] = []
    const run: CaptureEngineRun = new CapRun(
      binding,
      { settings: wanted, file: file() },
      {
        onStarted: () => {
          act().then(() => isStopped && run.stop('asked'), reject)
        },
        onFile: (next, removed) => rings.push({ file: next, removed }),
        onRefused: ({ message }) => reject(new Error(message)),
        onStopped: (reason, detail) => resolve({ reason, detail, run, rings }),
      },
    )
  })
}

function refusal(wanted: CaptureSettings): Promise<Refusal> {
  return new Promise((resolve, reject) => {
    const never = () => reject(new Error('it started'))
    new CapRun(
      patched(),
      { settings: wanted, file: file() },
      { onStarted: never, onFile: never, onStopped: never, onRefused: resolve },
    )
  })
}

function patched(): CapBinding {
  const loaded = loadCap()
  if (loaded.binding === null) throw new Error(loaded.why)
  expect(loaded.binding.isPatched).toBe(true)
  return loaded.binding
}

describe('a capture on loopback', () => {
  it('keeps every packet with the kernel’s time and counters', async () => {
    const began = BigInt(Date.now()) * 1_000_000n
    const { reason, run } = await capture(settings(), () => send(2000))
    expect(reason).toBe('asked')
    expect(run.counts()).toMatchObject({ packets: 2000, dropped: 0, bytes: statSync(file()).size })
    const { packets, statistics } = readCaptured(file())
    expect(packets.map(({ bytes }) => bytes.readUInt32BE(ETHERNET_TO_UDP_BYTES))).toEqual([...Array(2000).keys()])
    expect(packets.every(({ time }, at) => time >= (packets[at - 1]?.time ?? began - 1_000_000n))).toBe(true)
    // A clock read in microseconds would end all of them in 000.
    expect(packets.some(({ time }) => time % 1000n !== 0n)).toBe(true)
    expect(statistics).toBe(1)
  })

  it('cuts frames at the snap length and keeps their original length', async () => {
    await capture(settings({ snapLength: 64 }), () => send(10, 1000))
    const { packets } = readCaptured(file())
    expect(packets).toHaveLength(10)
    for (const { bytes, originalLength } of packets)
      expect([bytes.length, originalLength]).toEqual([64, 1000 + ETHERNET_TO_UDP_BYTES])
  })

  it('has a packet in the file within 100 ms', async () => {
    await capture(settings(), async () => {
      await pause(200)
      const before = readCaptured(file()).packets.length
      await send(1)
      await pause(100)
      expect(readCaptured(file()).packets.length).toBe(before + 1)
    })
  })

  it('survives the collection of garbage', async () => {
    await capture(settings(), async () => {
      for (let round = 0; round < 20; round++) {
        await send(50, 1200)
        Array.from({ length: 50 }, () => Buffer.alloc(1024 * 1024))
      }
    })
    expect(readCaptured(file()).packets).toHaveLength(1000)
  })

  it('keeps the newest files of a ring', async () => {
    const ring = { files: 3, fileBytes: 65_536, fileSeconds: null }
    const { run, rings } = await capture(settings({ ring }), async () => {
      // A pause: what comes at once is written at once.
      for (let round = 0; round < 20; round++) {
        await send(20, 1000)
        await pause(30)
      }
    })
    expect(run.counts().packets).toBe(400)
    expect(run.files()).toHaveLength(3)
    expect(readdirSync(folder)).toHaveLength(3)
    const removed = rings.flatMap((one) => one.removed ?? [])
    expect(removed.length).toBeGreaterThan(1)
    expect(removed.some((path) => existsSync(path))).toBe(false)
    const kept = run.files().flatMap((path) => readCaptured(path).packets)
    const numbers = kept.map(({ bytes }) => bytes.readUInt32BE(ETHERNET_TO_UDP_BYTES))
    expect(numbers.at(-1)).toBe(19)
    expect(numbers.every((number, at) => at === 0 || number === ((numbers[at - 1] ?? 0) + 1) % 20)).toBe(true)
  })

  it('puts several interfaces into one file', async () => {
    await capture(settings({ interfaces: ['lo', 'any'] }), () => send(30))
    const { interfaces, packets } = readCaptured(file())
    expect(interfaces.map((body) => body.readUInt16LE(0))).toEqual([1, 113])
    expect(packets.filter(({ interfaceId }) => interfaceId === 0)).toHaveLength(30)
    expect(packets.filter(({ interfaceId }) => interfaceId === 1).length).toBeGreaterThanOrEqual(30)
  })
})

describe('an interface of its own', () => {
  afterEach(() => {
    if (existsSync(`/sys/class/net/${WIRE}`)) execFileSync('ip', ['link', 'del', WIRE])
  })

  it('ends a capture when it is taken away, and what was written stays', async () => {
    execFileSync('ip', ['link', 'add', WIRE, 'type', 'veth', 'peer', 'name', `${WIRE}p`])
    for (const name of [WIRE, `${WIRE}p`]) execFileSync('ip', ['link', 'set', name, 'up'])
    const wanted = settings({ interfaces: ['lo', WIRE], filter: `udp port ${port}` })
    const act = async () => {
      await send(20)
      execFileSync('ip', ['link', 'del', WIRE])
    }
    expect(await capture(wanted, act, false)).toMatchObject({
      reason: 'interface-gone',
      detail: `The interface ${WIRE} was taken away.`,
    })
    expect(readCaptured(file()).packets).toHaveLength(20)
  })
})

describe('what can’t be captured', () => {
  it('is refused with the compiler’s message where the filter is wrong', async () => {
    const driver = capDriver()
    expect(driver?.hasKernelTimes).toBe(true)
    expect(await driver?.checkFilter(['lo'], 'tcp port 80')).toBeNull()
    expect(await driver?.checkFilter(['lo'], 'tcp prt 80')).toMatch(/syntax error/)
    expect(await refusal(settings({ filter: 'tcp prt 80' }))).toMatchObject({
      reason: 'bad-filter',
      message: expect.stringContaining('syntax error'),
    })
    expect(readdirSync(folder)).toEqual([])
  })

  it('is refused where there is no such interface, and nothing stays open', async () => {
    expect(await refusal(settings({ interfaces: ['lo', 'nosuch0'] }))).toMatchObject({ reason: 'no-interface' })
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('cap as it is published', () => {
  it('takes times itself, and says so in the file', async () => {
    const began = BigInt(Date.now()) * 1000n
    // The patched build, called as the published one is, does as that does.
    const binding: CapBinding = { isPatched: false, Cap: patched().Cap as PublishedClass }
    const { run } = await capture(settings({ snapLength: 80 }), () => send(500), true, binding)
    expect(run.counts()).toMatchObject({ packets: 500, dropped: null })
    const { interfaces, packets } = readCaptured(file())
    expect(interfaces[0]?.toString()).toContain('not by the kernel')
    expect(packets).toHaveLength(500)
    for (const { bytes, originalLength, time } of packets) {
      expect([bytes.length, originalLength]).toEqual([80, 100 + ETHERNET_TO_UDP_BYTES])
      expect(time >= began - 1000n && time <= BigInt(Date.now() + 1) * 1000n).toBe(true)
    }
  })
})
