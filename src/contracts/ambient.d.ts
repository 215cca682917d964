/** AssemblyScript's integer names, so that abi.ts compiles unchanged under both compilers. */
type u32 = number
