/** Wireshark's dissectors as WebAssembly, within a limit of memory. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { WiresharkStep } from '../contracts/wireshark'

/** A list on the other side's heap: it stays there until it is deleted. */
export interface Vector<Item> {
  size(): number
  get(place: number): Item
  delete(): void
}

/** A field as Wireshark writes it. */
export interface ProtoTree {
  readonly label: string
  /** `tcp.srcport == 443`; the name alone for layers. */
  readonly filter: string
  readonly start: number
  readonly length: number
  readonly data_source_idx: number
  readonly type: 'proto' | 'url' | 'framenum' | ''
  /** The frame that a `framenum` names; of no meaning else. */
  readonly fnum?: number
  readonly tree: Vector<ProtoTree>
}

/** One frame, as the library dissects it. */
export interface DissectedFrame {
  readonly comments: Vector<string>
  /** Bytes in base64. */
  readonly data_sources: Vector<{ readonly name: string; readonly data: string }>
  readonly tree: Vector<ProtoTree>
  readonly follow: Vector<Vector<string>>
}

/** A capture; the library holds one at a time. */
export interface LoadedCapture {
  /** A code other than 0 is a failure. */
  load(): { readonly code: number; readonly error: string; readonly summary: { readonly packet_count: number } }
  /** @param number of the frame in that capture, from 1. */
  getFrame(number: number): DissectedFrame
  delete(): void
}

export interface Library {
  readonly DissectSession: new (path: string) => LoadedCapture
  readonly FS: {
    writeFile(path: string, bytes: Uint8Array): void
    unlink(path: string): void
  }
  init(): boolean
}

interface Overrides {
  locateFile(file: string): string
  instantiateWasm(
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ): object
  print(line: string): void
  printErr(line: string): void
  handleStatus(): void
}

export interface LibraryOptions {
  /** Where its files lie. */
  readonly folder: string
  /** Bytes that its memory may grow to. */
  readonly memory: number
  /** It would grow beyond: nothing of it can be used after that. Where this returns, its allocation fails. */
  onMemory(): void
  onStep(step: WiresharkStep): void
}

/** Loads the library and registers its dissectors. @throws where its files are missing, or it does not start. */
export async function loadLibrary({ folder, memory, onMemory, onStep }: LibraryOptions): Promise<Library> {
  const script = join(folder, 'wiregasm.js')
  const start = createRequire(script)(script) as (overrides: Overrides) => Promise<Library>
  onStep('code')
  const module = await WebAssembly.compile(await readFile(join(folder, 'wiregasm.wasm')))
  const library = await start({
    locateFile: (name) => join(folder, name),
    instantiateWasm: (imports, done) => {
      const grow = imports.env?.emscripten_resize_heap as (bytes: number) => boolean
      const limited = (bytes: number): boolean => {
        if (bytes >>> 0 <= memory) return grow(bytes)
        onMemory()
        return false
      }
      const instance = new WebAssembly.Instance(module, {
        ...imports,
        env: { ...imports.env, emscripten_resize_heap: limited },
      })
      if ((instance.exports.memory as WebAssembly.Memory).buffer.byteLength > memory) onMemory()
      done(instance, module)
      return instance.exports
    },
    // Its log is of no use here.
    print: () => undefined,
    printErr: () => undefined,
    handleStatus: () => undefined,
  })
  onStep('dissectors')
  if (!library.init()) throw new Error('the dissectors could not be registered')
  return library
}
