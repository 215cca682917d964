/** Pictures of the window in 256 colours: a third of the bytes, and no difference to the eye. */
import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const COLOURS = 256
const EXACT = 96
/** Channels of a pixel by PNG's colour type: RGB, RGBA. */
const CHANNELS: Readonly<Record<number, number>> = { 2: 3, 6: 4 }

interface Pixels {
  readonly width: number
  readonly height: number
  /** 0xRRGGBB each. */
  readonly colours: Uint32Array
}

function* chunks(png: Buffer): Generator<{ kind: string; data: Buffer }> {
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at)
    yield { kind: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) }
    at += 12 + length
  }
}

/** What a filtered byte is predicted to be, by its neighbours: left, above, and left above (RFC 2083 §6). */
function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  if (filter !== 4) return 0
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

function decoded(png: Buffer): Pixels {
  const parts = [...chunks(png)]
  const head = parts.find(({ kind }) => kind === 'IHDR')?.data
  const channels = CHANNELS[head?.readUInt8(9) ?? 0]
  if (!head || channels === undefined || head.readUInt8(8) !== 8 || head.readUInt8(12) !== 0)
    throw new Error('only PNGs of 8 bits a channel, not interlaced, are read')
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)]
  const bytes = inflateSync(Buffer.concat(parts.filter(({ kind }) => kind === 'IDAT').map(({ data }) => data)))
  const line = width * channels
  const colours = new Uint32Array(width * height)
  let above = new Uint8Array(line)
  for (let y = 0; y < height; y += 1) {
    const from = y * (line + 1)
    const filter = bytes[from] ?? 0
    const row = new Uint8Array(line)
    for (let x = 0; x < line; x += 1) {
      const left = x < channels ? 0 : (row[x - channels] as number)
      const corner = x < channels ? 0 : (above[x - channels] as number)
      row[x] = (bytes[from + 1 + x] as number) + predicted(filter, left, above[x] as number, corner)
    }
    for (let x = 0, at = 0; x < width; x += 1, at += channels)
      colours[y * width + x] = ((row[at] as number) << 16) | ((row[at + 1] as number) << 8) | (row[at + 2] as number)
    above = row
  }
  return { width, height, colours }
}

/**
 * The colours that stand for all: the most used as they are, so that surfaces and states keep theirs; of the others,
 * which soften letters' edges, of each neighbourhood the most used, of neighbourhoods the most used.
 */
function paletteOf(all: ReadonlyMap<number, number>): readonly number[] {
  const byUse = [...all].sort(([, one], [, other]) => other - one)
  const exact = byUse.slice(0, EXACT).map(([colour]) => colour)
  const counts = byUse.slice(EXACT)
  const near = new Map<number, { colour: number; most: number; all: number }>()
  for (const [colour, count] of counts) {
    const place = colour & 0xf8f8f8
    const held = near.get(place) ?? { colour, most: 0, all: 0 }
    near.set(place, {
      colour: count > held.most ? colour : held.colour,
      most: Math.max(count, held.most),
      all: held.all + count,
    })
  }
  const used = [...near.values()].sort((a, b) => b.all - a.all)
  return [...exact, ...used.map(({ colour }) => colour)].slice(0, COLOURS)
}

function distance(a: number, b: number): number {
  const [red, green, blue] = [(a >> 16) - (b >> 16), ((a >> 8) & 255) - ((b >> 8) & 255), (a & 255) - (b & 255)]
  return red * red + green * green + blue * blue
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

/** The same picture with a palette. Throws on a PNG that isn't 8 bits a channel. */
export function withPalette(png: Buffer): Buffer {
  const { width, height, colours } = decoded(png)
  const counts = new Map<number, number>()
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const palette = paletteOf(counts)
  const places = new Map<number, number>()
  for (const colour of counts.keys()) {
    let best = 0
    for (let at = 1; at < palette.length; at += 1)
      if (distance(colour, palette[at] as number) < distance(colour, palette[best] as number)) best = at
    places.set(colour, best)
  }
  const rows = Buffer.alloc(height * (width + 1))
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      rows[y * (width + 1) + 1 + x] = places.get(colours[y * width + x] as number) as number
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  const entries = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('PLTE', entries),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
