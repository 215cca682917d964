/** AssemblyScript's integer names, so that abi.ts compiles unchanged under both compilers. */
type u32 = number

/** A dropped file. The DOM's own declaration adds to this one where the window is compiled. */
interface File {
  readonly name: string
}
