/** How a random conversation opens. */
export const OPENINGS = [
  'three-way',
  'syn-again',
  'syn-ack-again',
  'simultaneous',
  'refused',
  'unanswered',
  'mid-stream',
] as const
/** What befalls a run of data segments. */
export const FATES = [
  'arrives',
  'first-lost',
  'last-lost',
  'swapped',
  'repeated',
  'first-unseen',
  'ack-dropped',
] as const
/** How a random conversation ends. */
export const CLOSINGS = [
  'four-way',
  'three-segment',
  'simultaneous',
  'half-close',
  'fin-again',
  'last-ack-lost',
  'reset',
  'none',
] as const

export interface Run {
  readonly isFromClient: boolean
  /** Payload bytes of each segment. */
  readonly lengths: readonly number[]
  readonly fate: (typeof FATES)[number]
}

/** A TCP conversation, in few enough words that a property test can shrink it. */
export interface Conversation {
  readonly opening: (typeof OPENINGS)[number]
  readonly runs: readonly Run[]
  readonly closing: (typeof CLOSINGS)[number]
  readonly closesFromClient: boolean
  readonly hasTimestamps: boolean
  readonly windowScale: number
}

/** Segment-script lines of a conversation between two endpoints, without their times. */
export function linesOf(conversation: Conversation, client: string, server: string): string[] {
  const talk = new Talk(conversation, client, server)
  if (!talk.open()) return talk.lines
  for (const run of conversation.runs) talk.send(run)
  talk.close()
  return talk.lines
}

class Talk {
  readonly lines: string[] = []
  /** Relative sequence number that each endpoint sends next. */
  private readonly next = new Map<string, number>()

  constructor(
    private readonly plan: Conversation,
    private readonly client: string,
    private readonly server: string,
  ) {}

  /** Whether a connection came of it. */
  open(): boolean {
    const { client, server, plan } = this
    const stamps = plan.hasTimestamps ? 'TS' : 'nop'
    const options = `win 64240 <mss 1460, sackOK, ${stamps}, nop, wscale ${plan.windowScale}>`
    const syn = `${client} > ${server} S 0:0(0) ${options}`
    const synAck = `${server} > ${client} S. 0:0(0) ack 1 ${options}`
    const established = `${client} > ${server} . 1:1(0) ack 1 win 500`
    this.next.set(client, 1).set(server, 1)
    const crossed = [
      `${server} > ${client} S 0:0(0) ${options}`,
      `${client} > ${server} S. 0:0(0) ack 1 ${options}`,
      synAck,
    ]
    const openings: Readonly<Record<Conversation['opening'], readonly string[]>> = {
      'three-way': [syn, synAck, established],
      'syn-again': [syn, syn, synAck, established],
      'syn-ack-again': [syn, synAck, synAck, established],
      simultaneous: [syn, ...crossed],
      refused: [syn, `${server} > ${client} R. =0:0(0) ack 1 win 0`],
      unanswered: [syn, syn, syn],
      'mid-stream': [`${syn} unseen`, `${synAck} unseen`],
    }
    this.lines.push(...openings[plan.opening])
    return plan.opening !== 'refused' && plan.opening !== 'unanswered'
  }

  send({ isFromClient, lengths, fate }: Run): void {
    const [from, to] = isFromClient ? [this.client, this.server] : [this.server, this.client]
    const data = lengths.map((length) => this.data(from, to, length))
    const first = data[0] ?? ''
    const last = data.at(-1) ?? ''
    const acknowledged = `${to} > ${from} . win 500`
    const fates: Readonly<Record<Run['fate'], readonly string[]>> = {
      arrives: [...data, acknowledged],
      'first-lost': [`${first} lost`, ...data.slice(1), acknowledged, first, acknowledged],
      'last-lost': [...data.slice(0, -1), acknowledged, `${last} lost`, last, acknowledged],
      swapped: [...data.slice(1), first, acknowledged],
      repeated: [...data, ...data, acknowledged],
      'first-unseen': [`${first} unseen`, ...data.slice(1), acknowledged],
      'ack-dropped': [...data, `${acknowledged} dropped`, last, acknowledged],
    }
    this.lines.push(...fates[fate])
  }

  close(): void {
    const { plan, client, server } = this
    const [first, second] = plan.closesFromClient ? [client, server] : [server, client]
    const fin = this.fin(first, second)
    const answer = `${second} > ${first} .`
    const end = `${first} > ${second} .`
    const late = plan.closing === 'half-close' ? this.data(second, first, 100) : ''
    const finBack = this.fin(second, first)
    const early = this.fin(second, first, `ack ${this.sentBy(first)}`)
    const closings: Readonly<Record<Conversation['closing'], readonly string[]>> = {
      'four-way': [fin, answer, finBack, end],
      'three-segment': [fin, finBack, end],
      simultaneous: [fin, early, end, answer],
      'half-close': [fin, answer, late, end, finBack, end],
      'fin-again': [fin, fin, answer, finBack, end],
      'last-ack-lost': [fin, answer, finBack, `${end} dropped`, finBack, end],
      reset: [`${first} > ${second} R. win 0`],
      none: [],
    }
    this.lines.push(...closings[plan.closing])
  }

  private data(from: string, to: string, length: number): string {
    const seq = this.sentBy(from)
    this.next.set(from, seq + length)
    return `${from} > ${to} P. ${seq}:${seq + length}(${length}) win 500`
  }

  private fin(from: string, to: string, ack = ''): string {
    const seq = this.sentBy(from)
    return `${from} > ${to} F. ${seq}:${seq}(0) ${ack} win 500`
  }

  private sentBy(endpoint: string): number {
    return this.next.get(endpoint) ?? 1
  }
}
