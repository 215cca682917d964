/** Crowds of flows towards one server, in segment script, for the rules about a capture as a whole. */

/** A time in a script. */
export const at = (seconds: number): string => seconds.toFixed(6)

/**
 * Lines for each of `count` clients, named C0, C1 and so on, towards the server S.
 *
 * @param iss initial sequence number of both sides of each flow; made of the names without.
 */
export function clients(
  count: number,
  address: (i: number) => string,
  lines: (name: string, i: number) => string,
  iss: number | null = null,
): string {
  let script = 'S = 192.0.2.10:443\n'
  for (let i = 0; i < count; i += 1) {
    const name = `C${i}`
    const numbers = iss === null ? '' : `iss ${name} = ${iss}\niss S = ${iss}\n`
    script += `${name} = ${address(i)}\n${numbers}${lines(name, i)}`
  }
  return script
}

export const onePlace = (i: number): string => `10.0.0.5:${20_000 + i}`
export const places = (i: number): string => `10.${1 + (i >> 8)}.${i & 255}.7:5000`

/** A whole short connection that the client closes first. */
export const short = (name: string, from: number): string =>
  `@${at(from)} ${name} > S S\n+0.0001 S > ${name} S.\n+0 ${name} > S .\n+0 ${name} > S F.\n+0.0001 S > ${name} F.\n+0 ${name} > S .\n`
export const opened = (name: string, from: number): string =>
  `@${at(from)} ${name} > S S\n+0.001 S > ${name} S.\n+0 ${name} > S .\n`

type Crowd<Shape extends readonly unknown[]> = (...given: [...Shape, iss?: number | null]) => string

/** Short connections of one client, so many a second. */
export const pile: Crowd<[count: number, perSecond: number]> = (count, perSecond, iss) =>
  clients(count, onePlace, (name, i) => short(name, i / perSecond), iss)

/** Half-open connections, one a millisecond. */
export const flood: Crowd<[count: number, address: (i: number) => string]> = (count, address, iss) =>
  clients(count, address, (name, i) => `@${at(i / 1000)} ${name} > S S\n+0 S > ${name} S.\n`, iss)

/** SYN,ACK comes again after the ACK. */
export const full: Crowd<[count: number]> = (count, iss) =>
  clients(
    count,
    places,
    (name, i) => `${opened(name, i / 100)}+1 S > ${name} S. 0:0(0) ack 1\n+0.001 ${name} > S . 1:1(0) ack 1\n`,
    iss,
  )

/** The server resets what was opened. */
export const cut: Crowd<[count: number]> = (count, iss) =>
  clients(count, places, (name, i) => `${opened(name, i / 100)}+0.01 S > ${name} R.\n`, iss)

/** One segment of this size is sent three times in vain on each flow. */
export const hole: Crowd<[count: number, bytes: number]> = (count, bytes, iss) => {
  const lines = (name: string, i: number): string => {
    const large = `${name} > S P. 1:${bytes + 1}(${bytes}) ack 1\n`
    return `${opened(name, i)}+0.01 ${large}+0.3 ${large}+0.6 ${large}`
  }
  return `${clients(count, places, lines, iss)}X = 10.9.9.9:1000\nY = 10.9.9.8:80\n+10 X > Y S\n+0.01 Y > X S.\n`
}
