/** One flow's frames at a time in the hands of Wireshark's dissectors, and the tree of any of them. */
import { WIRESHARK_SOURCE_BYTES_MOST, type WiresharkFrame, type WiresharkSource } from '../contracts/wireshark'
import { fieldNodes } from './fieldNodes'
import type { DissectedFrame, Library, LoadedCapture } from './library'

const FILE = '/uploads/flow.pcapng'

/** What is wrong with a question; the library is as it was. */
export class Refused extends Error {}

export class Dissection {
  private loaded: LoadedCapture | null = null
  private frames = new Uint32Array(0)

  constructor(private readonly library: Library) {}

  /**
   * Takes these frames in place of those before.
   *
   * @param capture pcapng.
   * @param frames their numbers in the open capture, in the order in which they are in `capture`.
   */
  load(capture: Uint8Array, frames: Uint32Array): void {
    this.loaded?.delete()
    this.loaded = null
    this.library.FS.writeFile(FILE, capture)
    const session = new this.library.DissectSession(FILE)
    const { code, error, summary } = session.load()
    this.library.FS.unlink(FILE)
    // What isn't a capture is read as one all the same, of another kind.
    if (code !== 0 || summary.packet_count !== frames.length) {
      session.delete()
      throw new Refused(`Wireshark's dissectors can't read these frames: ${error || `code ${code}`}`)
    }
    this.loaded = session
    this.frames = Uint32Array.from(frames)
  }

  /** @param frame its number in the open capture. */
  frame(frame: number): WiresharkFrame {
    const place = this.frames.indexOf(frame)
    if (this.loaded === null || place < 0) throw new Refused(`frame ${frame} was not handed over`)
    const dissected = this.loaded.getFrame(place + 1)
    const sources = sourcesOf(dissected)
    const lengths = sources.map(({ bytes }) => bytes.length)
    const { layers, isCut } = fieldNodes(dissected.tree, { frame, frames: this.frames, lengths })
    dissected.comments.delete()
    dissected.follow.delete()
    return { frame, layers, sources, isCut }
  }
}

/** Takes them off the library's heap. */
function sourcesOf({ data_sources: found }: DissectedFrame): WiresharkSource[] {
  const sources = Array.from({ length: found.size() }, (_, place) => {
    const { name, data } = found.get(place)
    return { name, bytes: Uint8Array.from(Buffer.from(data, 'base64')).subarray(0, WIRESHARK_SOURCE_BYTES_MOST) }
  })
  found.delete()
  return sources
}
