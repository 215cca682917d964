const CONTROLS = /\p{Cc}/gu

/** Others choose names of processes and interfaces: control characters must not reach the terminal. */
export const printable = (text: string): string => text.replace(CONTROLS, '\ufffd')
