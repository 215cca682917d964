import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))
const ENTRY = 'src/core/testing/frameProbe.ts'
const MODULE = 'frame.wasm'
const PAGE = 65536
/** A frame begins at most one datagram, for which the core allocates a slot. */
const ROOM_FOR_CORE = 2 * PAGE

/** What the layers find in a frame. */
export interface Found {
  source: string
  destination: string
  ports: [number, number]
  /** Offset from the frame's first byte; NaN: in a datagram put together from fragments. */
  at: number
  captured: number
  length: number
  /** TCP header and payload as far as they were captured. */
  segment: Uint8Array
}

interface Layers {
  memory: WebAssembly.Memory
  unusedFrom(): number
  countersPointer(): number
  dissectFrame(linkType: number, ptr: number, captured: number, original: number): number
  isIpv6(): number
  sourceAddress(): number
  destinationAddress(): number
  tcpAt(): number
  tcpCaptured(): number
  tcpLength(): number
}

export interface Dissect {
  (linkType: number, frame: Uint8Array, original?: number): Found | null
  /** One of the COUNTER_* values. */
  counter(offset: number): number
}

let compiled: Promise<WebAssembly.Module> | null = null

/**
 * Compiles the layers (once) and returns a function that dissects one frame, `original` bytes long on its link. It
 * remembers fragments, as the core does. The frame ends where linear memory ends, so that a read beyond it traps.
 */
export async function loadLayers(): Promise<Dissect> {
  compiled ??= compileLayers()
  const { exports } = await WebAssembly.instantiate(await compiled)
  const layers = exports as unknown as Layers
  const dissectOne = (linkType: number, frame: Uint8Array, original = frame.length) =>
    dissect(layers, linkType, frame, original)
  const counter = (offset: number) =>
    Number(new DataView(layers.memory.buffer).getBigUint64((layers.countersPointer() >>> 0) + offset, true))
  return Object.assign(dissectOne, { counter })
}

async function compileLayers(): Promise<WebAssembly.Module> {
  let binary: Uint8Array | null = null
  const { error, stderr } = await asc.main(
    [
      ENTRY,
      '--baseDir',
      ROOT,
      '--outFile',
      MODULE,
      '--optimizeLevel',
      '3',
      '--noAssert',
      '--runtime',
      'stub',
      '--use',
      'abort=',
    ],
    {
      writeFile: (name: string, contents: string | Uint8Array) => {
        if (name === MODULE && typeof contents !== 'string') binary = contents
      },
    },
  )
  if (error || !binary) throw new Error(`asc could not build ${ENTRY}: ${stderr.toString()}`)
  return WebAssembly.compile(binary)
}

function dissect(layers: Layers, linkType: number, frame: Uint8Array, original: number): Found | null {
  const { memory } = layers
  const needed = (layers.unusedFrom() >>> 0) + ROOM_FOR_CORE + frame.length
  const missing = needed - memory.buffer.byteLength
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE))
  const start = memory.buffer.byteLength - frame.length
  new Uint8Array(memory.buffer).set(frame, start)
  if (!layers.dissectFrame(linkType, start, frame.length, original)) return null
  const view = new DataView(memory.buffer)
  const at = layers.tcpAt() >>> 0
  const captured = layers.tcpCaptured() >>> 0
  const address = (ptr: number) => (layers.isIpv6() ? ipv6Text(view, ptr) : ipv4Text(view, ptr))
  return {
    source: address(layers.sourceAddress() >>> 0),
    destination: address(layers.destinationAddress() >>> 0),
    ports: [view.getUint16(at), view.getUint16(at + 2)],
    at: at < start ? Number.NaN : at - start,
    captured,
    length: layers.tcpLength() >>> 0,
    segment: new Uint8Array(memory.buffer).slice(at, at + captured),
  }
}

function ipv4Text(view: DataView, ptr: number): string {
  return [0, 1, 2, 3].map((i) => view.getUint8(ptr + i)).join('.')
}

function ipv6Text(view: DataView, ptr: number): string {
  return [0, 1, 2, 3, 4, 5, 6, 7].map((i) => view.getUint16(ptr + 2 * i).toString(16)).join(':')
}
