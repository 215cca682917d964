import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))
const ENTRY = 'src/core/testing/frameProbe.ts'
const MODULE = 'frame.wasm'
const PAGE = 65536

/** What the layers find in a frame; offsets count from its first byte. */
export interface Found {
  source: string
  destination: string
  ports: [number, number]
  at: number
  captured: number
  length: number
}

interface Layers {
  memory: WebAssembly.Memory
  dissectFrame(linkType: number, ptr: number, captured: number, original: number): number
  isIpv6(): number
  sourceAddress(): number
  destinationAddress(): number
  tcpAt(): number
  tcpCaptured(): number
  tcpLength(): number
}

export type Dissect = (linkType: number, frame: Uint8Array, original?: number) => Found | null

/**
 * Compiles the layers and returns a function that dissects one frame, `original` bytes long on its link. The frame ends
 * where linear memory ends, so that a read beyond it traps.
 */
export async function loadLayers(): Promise<Dissect> {
  let binary: Uint8Array | null = null
  const { error, stderr } = await asc.main(
    [ENTRY, '--outFile', MODULE, '--optimizeLevel', '3', '--noAssert', '--runtime', 'stub', '--use', 'abort='],
    {
      baseDir: ROOT,
      writeFile: (name: string, contents: string | Uint8Array) => {
        if (name === MODULE && typeof contents !== 'string') binary = contents
      },
    },
  )
  if (error || !binary) throw new Error(`asc could not build ${ENTRY}: ${stderr.toString()}`)
  const { exports } = await WebAssembly.instantiate(await WebAssembly.compile(binary))
  return (linkType, frame, original = frame.length) => dissect(exports as unknown as Layers, linkType, frame, original)
}

function dissect(layers: Layers, linkType: number, frame: Uint8Array, original: number): Found | null {
  const { memory } = layers
  // Half of memory is never used: static data of the module lies below it.
  const missing = frame.length - memory.buffer.byteLength / 2
  if (missing > 0 || memory.buffer.byteLength === 0) memory.grow(2 * Math.ceil((frame.length + 1) / PAGE))
  const start = memory.buffer.byteLength - frame.length
  new Uint8Array(memory.buffer).set(frame, start)
  if (!layers.dissectFrame(linkType, start, frame.length, original)) return null
  const view = new DataView(memory.buffer)
  const at = layers.tcpAt() >>> 0
  const address = (ptr: number) => (layers.isIpv6() ? ipv6Text(view, ptr) : ipv4Text(view, ptr))
  return {
    source: address(layers.sourceAddress() >>> 0),
    destination: address(layers.destinationAddress() >>> 0),
    ports: [view.getUint16(at), view.getUint16(at + 2)],
    at: at - start,
    captured: layers.tcpCaptured() >>> 0,
    length: layers.tcpLength() >>> 0,
  }
}

function ipv4Text(view: DataView, ptr: number): string {
  return [0, 1, 2, 3].map((i) => view.getUint8(ptr + i)).join('.')
}

function ipv6Text(view: DataView, ptr: number): string {
  return [0, 1, 2, 3, 4, 5, 6, 7].map((i) => view.getUint16(ptr + 2 * i).toString(16)).join(':')
}
