import { beforeAll, describe, expect, test } from 'vitest'
import { captureOf } from '../../scenario/capture'
import { coreOf, memorySource } from '../capture.fixture'
import { SegmentRecord } from '../segmentRecord'
import { Judge } from '../verdicts/judge'
import { type Filtered, flowRun, passingSegments, readFilter } from './index'

/** Flow 0: a page is asked for and comes, one segment is repeated. 1: an unanswered SYN. 2: IPv6, refused. */
const SCRIPT = `
A = 10.0.0.9:50001
B = 192.0.2.80:80
C = 10.0.0.10:50002
D = 192.0.2.7:443
E = [2001:db8::5]:50003
F = [2001:db8::80]:8080
+0 A > B S <mss 1460,wscale 7,sackOK>
+0.02 B > A S. <mss 1400,wscale 8,sackOK>
+0.001 A > B .
+0.1 A > B P. "GET /index.html HTTP/1.1\\r\\nHost: example.org\\r\\n\\r\\n"
+0.02 B > A .
+0.3 B > A P. (1000)
+0.5 B > A P. 1:1001(1000)
+0.02 A > B .
+1 C > D S
+0.1 E > F S
+0.5 F > E R. 0:0(0) ack 1
`

let capture: Filtered
let frames: (text: string) => number[]
let flows: (text: string) => number[]

beforeAll(async () => {
  const bytes = captureOf(SCRIPT)
  const core = await coreOf(bytes)
  core.buildIndex()
  const source = memorySource(bytes)
  capture = { core, source, judge: new Judge(core, source) }
  const segment = new SegmentRecord(core)
  const nodeOf = (text: string, scope: 'flows' | 'segments') => {
    const read = readFilter(text, scope)
    if (!read.ok) throw new Error(`${read.problem.column}: ${read.problem.message}`)
    return read.node
  }
  frames = (text) => {
    const passed = passingSegments(nodeOf(text, 'segments'), capture)
    return [...passed.keys()].filter((index) => passed[index] === 1).map((index) => segment.at(index).frame)
  }
  flows = (text) => {
    const run = flowRun(nodeOf(text, 'flows'), capture)
    while (!run.advance(1));
    return [...run.passed.keys()].filter((id) => run.passed[id] === 1)
  }
})

describe('a filter over segments', () => {
  test.each<[string, number[]]>([
    ['tcp.flags.syn == 1', [1, 2, 9, 10]],
    ['tcp.flags.syn == 1 && tcp.flags.ack == 1', [2]],
    ['tcp.flags.syn == true and not tcp.flags.ack == true', [1, 9, 10]],
    ['tcp.flags & 0x12 == 0x12', [2]],
    ['tcp.flags & 4', [11]],
    ['tcp.port == 443', [9]],
    ['tcp.port in {443, 8000..8080}', [9, 10, 11]],
    ['tcp.srcport not in {50000..50100}', [2, 5, 6, 7, 11]],
    ['ip.addr == 10.0.0.0/8 and tcp.len > 0', [4, 6, 7]],
    ['ip.src == 192.0.2.0/24', [2, 5, 6, 7]],
    ['ip.src == 192.0.2.0/24 || ipv6', [2, 5, 6, 7, 10, 11]],
    ['ip.addr != 10.0.0.9', [9]],
    ['ip.addr !== 10.0.0.9', [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['ipv6.addr == 2001:db8::/32', [10, 11]],
    ['tcp.payload contains "example"', [4]],
    ['tcp.payload[0:3] == "GET"', [4]],
    ['tcp.payload[0:3] == 47:45:54', [4]],
    ['tcp.payload matches r"^get\\s/[a-z.]+"', [4]],
    ['tcp.payload matches "(?-i)^get"', []],
    ['tcp contains "HTTP/1.1"', [4]],
    ['tcp.analysis.retransmission', [7]],
    ['tcp.analysis.flags && tcp.len == 1000', [7]],
    ['tcp.options.mss_val < 1460', [2]],
    ['tcp.options.wscale.shift == 7', [1]],
    ['tcp.options.sack_perm', [1, 2]],
    ['tcp.analysis.acks_frame == 1', [2]],
    ['tcp.analysis.ack_rtt >= 20ms && tcp.flags.syn == 0', [5, 8, 11]],
    ['state.server == SYN_RCVD', [2]],
    ['frame.number >= 10', [10, 11]],
    ['frame.time_relative < 0.0205', [1, 2]],
    ['tcp.seq == 1 && tcp.len > 0', [4, 6, 7]],
    ['tcp.nxtseq == 1001', [6, 7]],
    ['tcp.nxtseq == 1 && tcp.flags.syn == 1', [1, 2, 9, 10]],
    ['tcp.analysis.initial_rtt > 15ms && tcp.len > 0', [4, 6, 7]],
    ['len(tcp.payload) == 1000', [6, 7]],
    ['ip.ttl == 64 && tcp.dstport == 443', [9]],
    ['tcp.srcport == tcp.dstport', []],
    ['all tcp.port > 1024', [10, 11]],
    ['host == "example.org" && tcp.flags.syn == 1', [1, 2]],
    ['!(tcp.port == 80) && !(tcp.port == 443)', [10, 11]],
  ])('%s', (text, expected) => {
    expect(frames(text)).toEqual(expected)
  })
})

describe('a filter over flows', () => {
  test.each<[string, number[]]>([
    ['tcp.port == 443', [1]],
    ['tcp.analysis.retransmission', [0]],
    ['tcp.analysis.retransmission > 0', [0]],
    ['tcp.analysis.retransmission > 3', []],
    ['tcp.flags.syn == 1 && tcp.flags.ack == 1', [0]],
    ['tcp.flags.syn == 1 && !tcp.flags.ack == 1', [0, 1, 2]],
    ['!tcp.flags.reset == 1', [0, 1]],
    ['tcp.port != 80 && !tcp.flags.reset == 1', [1]],
    ['!tcp.analysis.retransmission && !tcp.flags.reset == 1', [1]],
    ['tcp.flags.reset == 1 || tcp.len == 1000', [0, 2]],
    ['tcp.payload contains "index" && bytes.server == 1000', [0]],
    ['verdict == "syn-unanswered" || severity == stuck', [1]],
    ['state.client == SYN_SENT', [1]],
    ['duration > 60s', []],
    ['client == 10.0.0.0/8', [0, 1]],
    ['client == 2001:db8::/32', [2]],
    ['host contains "example"', [0]],
    ['http.host == "example.org"', [0]],
    ['service == http', [0]],
  ])('%s', (text, expected) => {
    expect(flows(text)).toEqual(expected)
  })
})

describe('a filter that is wrong says where', () => {
  test.each<[string, number, number, RegExp]>([
    ['tcp.prot == 80', 1, 8, /tcp\.port/],
    ['tcp.port == 80 &&', 16, 2, /follow/],
    ['tcp.port = 80', 10, 1, /==/],
    ['tcp.port == 70000', 13, 5, /65535/],
    ['tcp.port == "x"', 13, 3, /number/],
    ['tcp.port == 10-5', 13, 4, /number/],
    ['(tcp.port == 80', 1, 1, /closed/],
    ['tcp.port == 80)', 15, 1, /parenthesis/],
    ['tcp.port in {80 443}', 17, 3, /comma/],
    ['tcp.port in 80', 13, 2, /set/],
    ['ip.addr == 10.0.0.300', 12, 10, /IPv4/],
    ['tcp.payload contains "x', 22, 2, /quote/],
    ['tcp.payload matches "a(?>b)"', 21, 8, /supported/],
    ['tcp.payload matches "(a+)+"', 21, 7, /for ever/],
    ['tcp.payload matches "("', 21, 3, /pattern/],
    ['tcp.analysis.retransmission > 3', 1, 27, /no value/],
    ['state.server == CLOSED_WAIT', 17, 11, /CLOSE_WAIT/],
    ['ip.addr#1 == 1.1.1.1', 8, 1, /supported/],
    ['tcp.port == 80 AND tcp', 16, 3, /lower case/],
    ['80 == tcp.port', 1, 2, /turn/],
    ['ip.ttl contains 4', 1, 6, /text/],
    ['http.host == "a"', 1, 9, /flows/],
    ['tcp.port in {90..80}', 14, 6, /backwards/],
    ['"a\\q" == tcp', 3, 2, /escape/],
    ['any tcp.port', 1, 12, /comparison/],
    // Names that every object of JavaScript has.
    ['tcp.flags.syn == constructor', 18, 11, /true/],
    ['tcp.port constructor 80', 10, 11, /missing/],
  ])('%s', (text, column, length, message) => {
    const read = readFilter(text, 'segments')
    expect(read.ok).toBe(false)
    if (read.ok) return
    expect(read.problem).toMatchObject({ column, length })
    expect(read.problem.message).toMatch(message)
  })
})
