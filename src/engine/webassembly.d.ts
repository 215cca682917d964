/** The part of WebAssembly's interface that the engine uses; Node's type package leaves it to the DOM library. */
declare namespace WebAssembly {
  interface MemoryDescriptor {
    initial: number
    maximum?: number
    shared?: boolean
  }
  class Memory {
    constructor(descriptor: MemoryDescriptor)
    readonly buffer: ArrayBuffer
    grow(pages: number): number
  }
  class Module {
    constructor(bytes: ArrayBuffer | ArrayBufferView)
    static exports(module: Module): { name: string; kind: string }[]
  }
  type Exports = Record<string, unknown>
  type Imports = Record<string, Record<string, unknown>>
  class Instance {
    constructor(module: Module, imports?: Imports)
    readonly exports: Exports
  }
  class RuntimeError extends Error {}
  function compile(bytes: ArrayBuffer | ArrayBufferView): Promise<Module>
  function instantiate(module: Module, imports?: Imports): Promise<Instance>
}
