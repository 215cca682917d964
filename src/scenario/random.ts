import fc from 'fast-check'
import { CLOSINGS, type Conversation, FATES, linesOf, OPENINGS } from './conversation'

const SEQUENCE_SPACE = 2 ** 32

/** Initial sequence numbers, half of them so high that a few segments pass 2^32. */
const initialSequenceNumber = fc.oneof(
  fc.integer({ min: 0, max: SEQUENCE_SPACE - 1 }),
  fc.integer({ min: SEQUENCE_SPACE - 4000, max: SEQUENCE_SPACE - 1 }),
)

const conversation: fc.Arbitrary<Conversation> = fc.record({
  opening: fc.constantFrom(...OPENINGS),
  runs: fc.array(
    fc.record({
      isFromClient: fc.boolean(),
      lengths: fc.array(fc.integer({ min: 1, max: 1448 }), { minLength: 1, maxLength: 5 }),
      fate: fc.constantFrom(...FATES),
    }),
    { maxLength: 6 },
  ),
  closing: fc.constantFrom(...CLOSINGS),
  closesFromClient: fc.boolean(),
  hasTimestamps: fc.boolean(),
  windowScale: fc.integer({ min: 0, max: 14 }),
})

const flow = fc.record({
  conversation,
  isIpv6: fc.boolean(),
  clientIss: initialSequenceNumber,
  serverIss: initialSequenceNumber,
  /** Microseconds from the start of the capture, and between lines, taken in turn. */
  startUs: fc.integer({ min: 0, max: 1_000_000 }),
  waitsUs: fc.array(fc.integer({ min: 1, max: 400_000 }), { minLength: 1, maxLength: 8 }),
})
type Flow = typeof flow extends fc.Arbitrary<infer Value> ? Value : never

/**
 * Segment scripts of valid TCP conversations that overlap in time: openings, data both ways, losses, retransmissions,
 * closes and resets, IPv4 and IPv6, sequence numbers that wrap. Shrinks to few flows with few segments.
 * @param maxFlows at most 200.
 */
export function scripts(maxFlows = 4): fc.Arbitrary<string> {
  return fc.array(flow, { minLength: 1, maxLength: maxFlows }).map(scriptOf)
}

function scriptOf(flows: readonly Flow[]): string {
  const declarations = flows.flatMap(declarationsOf)
  const lines = flows.flatMap(timedLines).sort((a, b) => a.us - b.us)
  return [...declarations, ...lines.map(({ us, line }) => `@${(us / 1e6).toFixed(6)} ${line}`), ''].join('\n')
}

function declarationsOf({ isIpv6, clientIss, serverIss, conversation }: Flow, index: number): string[] {
  const [client, server] = isIpv6
    ? [`[2001:db8:5::${(index + 1).toString(16)}]`, '[2001:db8:80::80]']
    : [`198.51.100.${index + 1}`, '192.0.2.80']
  const options = conversation.hasTimestamps ? '<nop, nop, TS>' : '<>'
  return [
    `client${index} = ${client}:${40_000 + index}`,
    `server${index} = ${server}:443`,
    `iss client${index} = ${clientIss}`,
    `iss server${index} = ${serverIss}`,
    `options client${index} = ${options}`,
    `options server${index} = ${options}`,
  ]
}

function timedLines({ conversation, startUs, waitsUs }: Flow, index: number): { us: number; line: string }[] {
  let us = startUs
  return linesOf(conversation, `client${index}`, `server${index}`).map((line, at) => {
    us += waitsUs[at % waitsUs.length] ?? 0
    return { us, line }
  })
}
