/**
 * What the WebAssembly core and its TypeScript hosts agree on. Compiled unchanged by asc and tsc, so it holds constants
 * and enums only. All multi-byte values in the core's memory are little-endian.
 */

/** Raised whenever a layout or a meaning below changes; the host refuses a core with another version. */
export const ABI_VERSION: u32 = 6

/** States of RFC 9293 §3.3.2, and UNKNOWN for what a capture doesn't tell. */
export enum TcpState {
  UNKNOWN = 0,
  CLOSED = 1,
  LISTEN = 2,
  SYN_SENT = 3,
  SYN_RCVD = 4,
  ESTABLISHED = 5,
  FIN_WAIT_1 = 6,
  FIN_WAIT_2 = 7,
  CLOSE_WAIT = 8,
  CLOSING = 9,
  LAST_ACK = 10,
  TIME_WAIT = 11,
}

/** How an endpoint's state is known: from what it sent itself, from what its peer sent, or not at all. */
export enum Certainty {
  UNKNOWN = 0,
  PRESUMED = 1,
  PROVED = 2,
}

/** Control bits of the TCP header, RFC 9293 §3.1 (AE: RFC 9768). */
export enum Flag {
  FIN = 0x001,
  SYN = 0x002,
  RST = 0x004,
  PSH = 0x008,
  ACK = 0x010,
  URG = 0x020,
  ECE = 0x040,
  CWR = 0x080,
  AE = 0x100,
}

/** Analysis flags of a segment: a set, named after Wireshark's tcp.analysis fields. */
export enum Analysis {
  RETRANSMISSION = 0x0001,
  FAST_RETRANSMISSION = 0x0002,
  SPURIOUS_RETRANSMISSION = 0x0004,
  OUT_OF_ORDER = 0x0008,
  LOST_SEGMENT = 0x0010,
  ACK_LOST_SEGMENT = 0x0020,
  DUPLICATE_ACK = 0x0040,
  ZERO_WINDOW = 0x0080,
  ZERO_WINDOW_PROBE = 0x0100,
  ZERO_WINDOW_PROBE_ACK = 0x0200,
  WINDOW_FULL = 0x0400,
  WINDOW_UPDATE = 0x0800,
  KEEP_ALIVE = 0x1000,
  KEEP_ALIVE_ACK = 0x2000,
  REUSED_PORTS = 0x4000,
}

/** Number of analysis flags above; their bit numbers run from 0. */
export const ANALYSIS_FLAGS: u32 = 15

/** Bits of tcp.completeness. */
export enum Completeness {
  SYN = 1,
  SYN_ACK = 2,
  ACK = 4,
  DATA = 8,
  FIN = 16,
  RST = 32,
}

/** Link types (https://www.tcpdump.org/linktypes.html) that the core reads. */
export enum LinkType {
  NULL = 0,
  ETHERNET = 1,
  IEEE802_5 = 6,
  SLIP = 8,
  PPP = 9,
  FDDI = 10,
  RAW_BSD = 12,
  RAW_OPENBSD = 14,
  PPP_HDLC = 50,
  PPP_ETHER = 51,
  RAW = 101,
  C_HDLC = 104,
  IEEE802_11 = 105,
  LOOP = 108,
  LINUX_SLL = 113,
  IEEE802_11_PRISM = 119,
  IEEE802_11_RADIOTAP = 127,
  IEEE802_11_AVS = 163,
  PPI = 192,
  IPV4 = 228,
  IPV6 = 229,
  NFLOG = 239,
  IPOIB = 242,
  PKTAP = 258,
  LINUX_SLL2 = 276,
}

/** Why reading stopped or what is wrong with the file; see core.errorCode(). */
export enum ReadError {
  NONE = 0,
  /** The first bytes are those of no capture format we read. */
  NOT_A_CAPTURE = 1,
  /** The file ends inside a record. */
  TRUNCATED = 2,
  /** A length field contradicts its block or exceeds every sane bound. */
  BAD_LENGTH = 3,
  /** A pcapng block comes before any section header, or refers to an interface that isn't declared. */
  BAD_BLOCK = 4,
  /** The header names a version that nobody writes. */
  BAD_VERSION = 5,
  /** No memory is left for another segment or flow; what was read is kept. */
  OUT_OF_MEMORY = 6,
}

/** Capture formats; see core.format(). */
export enum CaptureFormat {
  UNKNOWN = 0,
  PCAP = 1,
  PCAPNG = 2,
  SNOOP = 3,
}

// Segments live in pages of parallel columns. A segment's index is page * SEGMENTS_PER_PAGE + row. A page is left
// part-empty when its bases can't reach the next segment: rows that were never filled have flow FREE_ROW.
export const SEGMENTS_PER_PAGE: u32 = 4096
export const FREE_ROW: u32 = 0xffffffff
/** u64: file offset that the page's OFFSET column counts from. */
export const PAGE_BASE_OFFSET: u32 = 0
/** u32: frame number that the page's FRAME column counts from. */
export const PAGE_BASE_FRAME: u32 = 8
/** u32: number of rows filled. */
export const PAGE_ROWS: u32 = 12
// Byte offset of each column in its page.
/** u64, nanoseconds since 1970-01-01 UTC. */
export const COLUMN_TIME: u32 = 64
/** u32, flow << 1 | sender (0: endpoint A, 1: endpoint B). FREE_ROW: no segment. */
export const COLUMN_FLOW: u32 = 64 + 8 * 4096
/** u32, sequence number as on the wire. */
export const COLUMN_SEQ: u32 = 64 + 12 * 4096
/** u32, acknowledgment number as on the wire. */
export const COLUMN_ACK: u32 = 64 + 16 * 4096
/** u32, bytes from PAGE_BASE_OFFSET to the first byte of the frame's record (pcap record header, pcapng block) in the file. */
export const COLUMN_OFFSET: u32 = 64 + 20 * 4096
/** u16, frame number minus PAGE_BASE_FRAME. */
export const COLUMN_FRAME: u32 = 64 + 24 * 4096
/** u16, window field as on the wire. */
export const COLUMN_WINDOW: u32 = 64 + 26 * 4096
/** u16, payload bytes by the IP header, low 16 bits. */
export const COLUMN_LENGTH: u32 = 64 + 28 * 4096
/** u16, Flag in the low 9 bits, then SEGMENT_CUT, SEGMENT_MALFORMED, SEGMENT_CHECKSUM; top 4 bits: bits 16 to 19 of the length. */
export const COLUMN_FLAGS: u32 = 64 + 30 * 4096
/** u16, Analysis, and SEGMENT_TOO_OLD. */
export const COLUMN_ANALYSIS: u32 = 64 + 32 * 4096
export const PAGE_BYTES: u32 = 64 + 34 * 4096

export const FLAGS_MASK: u32 = 0x01ff
/** The capture cut this frame before the end of its TCP header or payload. */
export const SEGMENT_CUT: u32 = 0x0200
/** The header contradicts itself (data offset below 5 or beyond the segment, malformed options). */
export const SEGMENT_MALFORMED: u32 = 0x0400
/** The same frame was captured a moment before: no state moves, and no retransmission is counted by the verdicts. */
export const SEGMENT_DUPLICATE: u32 = 0x0800
/**
 * In the analysis column: the receiver drops this segment, because its timestamp is older than the last one that it took
 * (PAWS, RFC 7323 §5). No state moves.
 */
export const SEGMENT_TOO_OLD: u32 = 0x8000
export const LENGTH_HIGH_SHIFT: u32 = 12
/** Longer payloads (jumbograms) are stored as this many bytes. */
export const LENGTH_MAX: u32 = 0xfffff

/** What few segments have: lists of a segment's index and a number, ascending by segment. */
export enum RareKind {
  /** Nanoseconds since 1970 of the frame before, where that one holds no segment. */
  TIME_BEFORE = 0,
  /** The reserved control bits, in their place in the flags, where one of them is set. */
  RESERVED_FLAGS = 1,
}
/** u32. */
export const RARE_SEGMENT: u32 = 0
/** u64, not aligned to 8. */
export const RARE_NUMBER: u32 = 4
export const RARE_BYTES: u32 = 12
/** Control bits for flags to come, RFC 9293 §3.1. */
export const RESERVED_FLAGS: u32 = 0x0e00

// A flow: FLOW_BYTES, in blocks of FLOWS_PER_BLOCK. A is the sender of its first captured segment, B the other.
export const FLOWS_PER_BLOCK: u32 = 1024
export const FLOW_BYTES: u32 = 256
/** u32: IPv4 address in network byte order, or pointer to 16 bytes (IPv6). */
export const FLOW_ADDRESS_A: u32 = 0
export const FLOW_ADDRESS_B: u32 = 4
/** u16. */
export const FLOW_PORT_A: u32 = 8
export const FLOW_PORT_B: u32 = 10
/** u32: pointer to the flow's history as Zeek writes it (HISTORY_*). */
export const FLOW_HISTORY: u32 = 12
/** u32: index of the first and of the last segment. */
export const FLOW_FIRST: u32 = 16
export const FLOW_LAST: u32 = 20
/** u32: the earlier incarnation of this 4-tuple plus 1; 0: none. */
export const FLOW_EARLIER: u32 = 24
/** u32, FlowBit. */
export const FLOW_BITS: u32 = 28
/** f64, nanoseconds; valid where FLOW_RTT_SAMPLES > 0. */
export const FLOW_RTT_MIN: u32 = 32
export const FLOW_RTT_MAX: u32 = 40
/** u32. */
export const FLOW_RTT_SAMPLES: u32 = 48
/** u32: round-trip samples (core's own; ask core.rttMedian(flow)). */
export const FLOW_RTT_CHUNK: u32 = 52
/** u32: pointer to ANALYSIS_FLAGS u32 counts, then COUNT_*; 0: none of it occurred yet. */
export const FLOW_ANALYSIS: u32 = 56
/** u8 each: SYNs and SYN,ACKs sent again. */
export const FLOW_SYN_AGAIN: u32 = 60
export const FLOW_SYN_ACK_AGAIN: u32 = 61
/** u8, Completeness. */
export const FLOW_COMPLETENESS: u32 = 62
/** u8: what of the flow's history the endpoints tell (core's own). */
export const FLOW_SETTLED: u32 = 63
/** u64, nanoseconds since 1970: when the last SYN (no SYN,ACK) was sent; 0: none seen. */
export const FLOW_SYN_TIME: u32 = 64
/** u64, nanoseconds from the last SYN to the first ACK after it (the handshake's round trip where it is complete); 0: none. */
export const FLOW_HANDSHAKE_RTT: u32 = 72
/** Two endpoints, A and B. */
export const FLOW_ENDPOINTS: u32 = 80
export const ENDPOINT_BYTES: u32 = 88

export enum FlowBit {
  IPV6 = 0x0001,
  /** The client is endpoint B. */
  CLIENT_IS_B = 0x0002,
  /** A SYN or SYN,ACK was seen: the roles are facts. */
  CLIENT_KNOWN = 0x0004,
  HANDSHAKE_COMPLETE = 0x0008,
  FIN_FROM_A = 0x0010,
  FIN_FROM_B = 0x0020,
  /** The first FIN came from B (valid where a FIN was seen). */
  FIRST_FIN_FROM_B = 0x0040,
  /** The FINs crossed: neither sender had seen the other's. */
  FINS_CROSSED = 0x0080,
  FIN_OF_A_ACKED = 0x0100,
  FIN_OF_B_ACKED = 0x0200,
  /** A reset that counted (not ignored by its receiver). */
  RESET = 0x0400,
  RESET_BY_B = 0x0800,
  /** SYNs from both sides that crossed. */
  SYNS_CROSSED = 0x1000,
  /** The flow began with another segment than a SYN. */
  MID_STREAM = 0x2000,
  /** A segment of A, of B, had a wrong checksum. */
  BAD_CHECKSUM_A = 0x4000,
  BAD_CHECKSUM_B = 0x8000,
  /** A's, B's checksums were left to its network card: the capture was made on that host, before the card. */
  OFFLOADED_A = 0x10000,
  OFFLOADED_B = 0x20000,
  /** A, B sent segments longer than its peer's MSS option allows: cut by its network card, or joined by the peer's. */
  SUPER_SEGMENTS_A = 0x40000,
  SUPER_SEGMENTS_B = 0x80000,
  /** Some frames of the flow were captured twice: see SEGMENT_DUPLICATE. */
  DUPLICATES = 0x100000,
  /** The capture cut frames of this flow short. */
  CUT_FRAMES = 0x200000,
  /** A timestamp of A, of B, was seen that its peer keeps as TS.Recent. */
  RECENT_TIMESTAMP_A = 0x400000,
  RECENT_TIMESTAMP_B = 0x800000,
  /** Segments of A, of B, bear SEGMENT_TOO_OLD. */
  TOO_OLD_A = 0x1000000,
  TOO_OLD_B = 0x2000000,
  /** Nothing more of the flow's service is to be learnt from what A sends; from what B sends. */
  SERVICE_SETTLED_A = 0x4000000,
  SERVICE_SETTLED_B = 0x8000000,
  /** The capture cut payload of A short; of B. */
  PAYLOAD_CUT_A = 0x10000000,
  PAYLOAD_CUT_B = 0x20000000,
}

// Further counts of a flow, behind those of its analysis flags: endpoint A's, then B's.
/** u32: segments all of whose sequence numbers were captured before, SYN and FIN included; probes are none. */
export const COUNT_RETRANSMITTED: u32 = 60
/** u32: segments with sequence numbers that later ones had skipped. */
export const COUNT_LATE: u32 = 68
/** i32: numbers between ISS + 1 and the first one captured (core's own). */
export const COUNT_SKIPPED: u32 = 76
/** u32: numbers up to SND.NXT that a reset, or a SYN,ACK with another ISN, leapt over (core's own). */
export const COUNT_LEAPT: u32 = 84
export const COUNTS_BYTES: u32 = 92

// A flow's history as Zeek writes it. Letters that find no room go on in blocks of HISTORY_MORE_*, the newest first.
/** u32: the newest block with further letters; 0: none. */
export const HISTORY_MORE: u32 = 0
/** u8 each, endpoint A and B: ZeekState | the state before it << 4. */
export const HISTORY_STATES: u32 = 6
/** u8, HistoryBit. */
export const HISTORY_BITS: u32 = 8
/** u8: number of letters here. */
export const HISTORY_FILLED: u32 = 9
export const HISTORY_LETTERS: u32 = 10
/** u32: the block before this one; 0: none. u8: number of letters here. */
export const HISTORY_MORE_BEFORE: u32 = 0
export const HISTORY_MORE_FILLED: u32 = 4
export const HISTORY_MORE_LETTERS: u32 = 8

export enum HistoryBit {
  /** Zeek takes endpoint B for the originator. */
  ORIGINATOR_IS_B = 0x01,
  /** A segment with FIN was seen from A; from B. */
  FIN_OF_A = 0x02,
  FIN_OF_B = 0x04,
}

/** What Zeek knows of an endpoint; conn_state is made of both. */
export enum ZeekState {
  INACTIVE = 0,
  SYN_SENT = 1,
  SYN_ACK_SENT = 2,
  PARTIAL = 3,
  ESTABLISHED = 4,
  CLOSED = 5,
  RESET = 6,
}

// An endpoint, as sender.
/** u32: initial sequence number, or the first sequence number seen minus 1. */
export const ENDPOINT_ISS: u32 = 0
/** u32: highest sequence number sent plus 1 (SND.NXT as seen). */
export const ENDPOINT_SND_NXT: u32 = 4
/** u32: last acknowledgment number sent (RCV.NXT as seen). */
export const ENDPOINT_LAST_ACK: u32 = 8
/** u32: highest contiguous sequence number that the peer can acknowledge. */
export const ENDPOINT_ACKABLE: u32 = 12
/** u64: when SND.NXT advanced; when the last ACK was sent. */
export const ENDPOINT_SND_NXT_TIME: u32 = 16
export const ENDPOINT_LAST_ACK_TIME: u32 = 24
/** u64: payload bytes sent, with repeats; each sequence number once. */
export const ENDPOINT_PAYLOAD: u32 = 32
export const ENDPOINT_UNIQUE: u32 = 40
/** u32: last advertised window as on the wire; shift by ENDPOINT_WINDOW_SHIFT where known and not WINDOW_UNSCALED. */
export const ENDPOINT_WINDOW: u32 = 48
/** u32: sequence number after the FIN; valid with the FIN bit of the flow. */
export const ENDPOINT_FIN_END: u32 = 52
/** u32: oldest and newest unacknowledged segment (core's own list). */
export const ENDPOINT_QUEUE_HEAD: u32 = 56
export const ENDPOINT_QUEUE_TAIL: u32 = 60
/** u32: no round-trip sample up to this sequence number (Karn's rule). */
export const ENDPOINT_KARN: u32 = 64
/** u32: gaps in the sequence space (core's own list). */
export const ENDPOINT_HOLES: u32 = 68
/** u32: segments sent. */
export const ENDPOINT_SEGMENTS: u32 = 72
/** u16: how often SND.NXT passed 2^32, counted from the ISS. */
export const ENDPOINT_WRAPS: u32 = 76
/** u16: segments in the queue of unacknowledged ones. */
export const ENDPOINT_QUEUED: u32 = 78
/** i16: duplicate ACKs in a row; -1: the peer acknowledged what this endpoint was not seen to send. */
export const ENDPOINT_DUPLICATE_ACKS: u32 = 80
/** u8: TcpState | Certainty << 4. */
export const ENDPOINT_STATE: u32 = 82
/** u8: window scale shift; WINDOW_SHIFT_UNKNOWN; WINDOW_SHIFT_NONE: the SYN offered none. */
export const ENDPOINT_WINDOW_SHIFT: u32 = 83
export const WINDOW_SHIFT_UNKNOWN: u32 = 255
export const WINDOW_SHIFT_NONE: u32 = 254
/** u16: MSS option of the SYN; 0: none seen. */
export const ENDPOINT_MSS: u32 = 84
/** u16, EndpointBit. */
export const ENDPOINT_BITS: u32 = 86

export enum EndpointBit {
  /** A segment of this endpoint was seen: ISS and SND.NXT are set. */
  ACTIVE = 0x0001,
  SYN_SEEN = 0x0002,
  /** A valid ACK of this endpoint was seen: LAST_ACK is set. */
  ACK_SEEN = 0x0004,
  SACK_PERMITTED = 0x0008,
  TIMESTAMPS = 0x0010,
  /** Sent payload at least once. */
  DATA_SEEN = 0x0020,
  /** This endpoint answered the peer's SYN with SYN,ACK. */
  SYN_ACK_SEEN = 0x0040,
  /** The peer acknowledged payload of this endpoint that was seen. */
  DATA_ACKED = 0x0080,
  FASTOPEN = 0x0100,
  MPTCP = 0x0200,
  /** A zero window was advertised and not yet reopened. */
  WINDOW_CLOSED = 0x0400,
  /** ISS is set: by a segment of this endpoint, or by the peer's ACK. */
  ISS_KNOWN = 0x0800,
  /** The last segment sent was a keep-alive; a zero-window probe. */
  LAST_KEEP_ALIVE = 0x1000,
  LAST_PROBE = 0x2000,
  /** The last window came with a SYN: never scaled (RFC 7323 §2.2). */
  WINDOW_UNSCALED = 0x4000,
  /** A segment was sent again: ENDPOINT_KARN is set. */
  RETRANSMITTED = 0x8000,
}

// A replayed flow (core.replay): one row a segment, in order, in parallel columns. The byte offset of a column is its
// REPLAY constant times the number of rows.
/** f64: relative sequence number; goes on past 2^32. */
export const REPLAY_SEQ: u32 = 0
/** f64: relative acknowledgment number. */
export const REPLAY_ACK: u32 = 8
/** u32: segment index. */
export const REPLAY_SEGMENT: u32 = 16
/** u32: index of the segment that this one acknowledges, or NO_SEGMENT. */
export const REPLAY_ACKS: u32 = 20
/** u32: bytes that the segment's SACK option names, as far as the trace goes; 0 in a replay. */
export const REPLAY_SACKED: u32 = 24
/** u16: states after this segment: TcpState of A, Certainty of A << 4, TcpState of B << 6, Certainty of B << 10. */
export const REPLAY_STATES: u32 = 28
export const REPLAY_ROW_BYTES: u32 = 30
export const NO_SEGMENT: u32 = 0xffffffff

// Counters of the capture (core.counters()): u64 each.
export const COUNTER_FRAMES: u32 = 0
export const COUNTER_SEGMENTS: u32 = 8
/** Frames without a TCP segment that we read. */
export const COUNTER_OTHER_FRAMES: u32 = 16
/** Frames whose capture is shorter than the frame. */
export const COUNTER_CUT_FRAMES: u32 = 24
/** Nanoseconds since 1970: earliest and latest frame. */
export const COUNTER_FIRST_TIME: u32 = 32
export const COUNTER_LAST_TIME: u32 = 40
/** Frames whose clock reads earlier than the frame before. */
export const COUNTER_CLOCK_BACKWARDS: u32 = 48
/** Bytes of all frames as sent. */
export const COUNTER_BYTES: u32 = 56
/** IP datagrams put together from fragments. */
export const COUNTER_REASSEMBLED: u32 = 64
/** Fragments with other bytes than an earlier fragment for the same place; the earlier ones were kept. */
export const COUNTER_FRAGMENT_CONFLICTS: u32 = 72
/** Datagrams given up unfinished: too old, too many under way, or too many gaps. */
export const COUNTER_ABANDONED_DATAGRAMS: u32 = 80

/** Segments with a wrong checksum; left to the network card; longer than the peer's MSS; captured twice. */
export const COUNTER_BAD_CHECKSUMS: u32 = 88
export const COUNTER_OFFLOADED_CHECKSUMS: u32 = 96
export const COUNTER_SUPER_SEGMENTS: u32 = 104
export const COUNTER_DUPLICATES: u32 = 112
/** Packets that the capturing program or its kernel dropped, as far as the file says. */
export const COUNTER_DROPS: u32 = 120

// What core.inspect() finds out about one record: u32 each, then the time.
/** Offset of the frame's first byte within the record. */
export const INSPECT_DATA: u32 = 0
export const INSPECT_CAPTURED: u32 = 4
export const INSPECT_ORIGINAL: u32 = 8
export const INSPECT_LINK_TYPE: u32 = 12
/** Bytes of the whole record in the file. */
export const INSPECT_RECORD: u32 = 16
/** u64, nanoseconds since 1970. */
export const INSPECT_TIME: u32 = 24

// A comment found in the capture (core.comment(i)).
/** u64: file offset of its text; u32: its length in bytes; u32: number of the frame it belongs to, 0: a section's. */
export const COMMENT_OFFSET: u32 = 0
export const COMMENT_LENGTH: u32 = 8
export const COMMENT_FRAME: u32 = 12
/** In place of a frame: it is an interface's. */
export const COMMENT_OF_INTERFACE: u32 = 0xffffffff

// An ICMP or ICMPv6 error that quotes a TCP segment (core.icmp(i)): destination unreachable, packet too big, time
// exceeded, parameter problem. The quoted header is no segment.
export const ICMP_BYTES: u32 = 56
/** u64, nanoseconds since 1970. */
export const ICMP_TIME: u32 = 0
/** u32: frame number. */
export const ICMP_FRAME: u32 = 8
/** u32: flow << 1 | sender of the quoted segment; FREE_ROW: the capture showed no such flow before. */
export const ICMP_FLOW: u32 = 12
/** u8: type and code, of ICMP (RFC 792) or, where ICMP_IS_IPV6, of ICMPv6 (RFC 4443). */
export const ICMP_TYPE: u32 = 16
export const ICMP_CODE: u32 = 17
/** u8: 1 or 0. */
export const ICMP_IS_IPV6: u32 = 18
/** u32: next-hop MTU in bytes; 0: none was told. */
export const ICMP_MTU: u32 = 20
/** u32: sequence number of the quoted segment. */
export const ICMP_SEQ: u32 = 24
/** u16: ports of the quoted segment. */
export const ICMP_SOURCE_PORT: u32 = 28
export const ICMP_DESTINATION_PORT: u32 = 30
/** 16 bytes: address of who reports the error, in network order; IPv4: the first 4. */
export const ICMP_REPORTER: u32 = 32
/** u64: file offset of its frame's record. */
export const ICMP_OFFSET: u32 = 48

// A fragment of an IP datagram that was put together and held a segment (core.fragment(i)). Those of one segment stand
// together, in the order in which they came; segments in ascending order.
export const FRAGMENT_BYTES: u32 = 24
/** u64: file offset of its frame's record. */
export const FRAGMENT_OFFSET: u32 = 0
/** u32: frame number; index of the segment. */
export const FRAGMENT_FRAME: u32 = 8
export const FRAGMENT_SEGMENT: u32 = 12
/** u32, low 24 bits: where the fragment's bytes begin in its frame; FRAGMENT_NESTED: in another datagram's. */
export const FRAGMENT_DATA: u32 = 16
export const FRAGMENT_NESTED: u32 = 0xffffff
/** u8: the protocol that its header names. */
export const FRAGMENT_PROTOCOL: u32 = 19
/** u16: where in the datagram it begins, in units of 8 bytes; FRAGMENT_MORE: more fragments follow. */
export const FRAGMENT_PLACE: u32 = 20
export const FRAGMENT_MORE: u32 = 0x8000
/** u16: bytes. */
export const FRAGMENT_LENGTH: u32 = 22

// A question to `lookup`: two addresses, 4 or 16 bytes each, in the order of the wire.

export const LOOKUP_REMOTE: u32 = 16
export const LOOKUP_BYTES: u32 = 32

// What is known of a flow's service (core.service(flow)).
export const SERVICE_BYTES: u32 = 24
/** u8, Service. */
export const SERVICE_PROTOCOL: u32 = 0
/** u8, NameSource: where SERVICE_NAME is from. */
export const SERVICE_NAME_SOURCE: u32 = 1
/** u8: minor number of the TLS version that the server chose, 3 for TLS 1.2; 0: not seen (SSL 3.0 is never told). */
export const SERVICE_TLS_MINOR: u32 = 2
/** u8, ServiceBit. */
export const SERVICE_BITS: u32 = 3
/** u32: pointer to the server's name (NAME_*) as the client said it to the server; 0: none. */
export const SERVICE_NAME: u32 = 4
/** u32: pointer to the name that the client looked up and got the server's address for; 0: none. */
export const SERVICE_LOOKUP_NAME: u32 = 8
/** u32: pointer to the ALPN protocols offered, comma-separated, or to the one chosen; 0: none. */
export const SERVICE_ALPN: u32 = 12
/** u16 each, endpoint A and B: where first bytes wait for those that follow (core's own). */
export const SERVICE_WAITS: u32 = 16
/** u8 each, endpoint A and B: how often payload was looked at (core's own). */
export const SERVICE_LOOKS: u32 = 20

/** Text that packets told: u16 length, then so many bytes of visible ASCII. */
export const NAME_LENGTH: u32 = 0
export const NAME_TEXT: u32 = 2

/** How a server's name is known; the better source has the higher number. */
export enum NameSource {
  NONE = 0,
  HOST = 1,
  SNI = 2,
}

export enum ServiceBit {
  /** SERVICE_LOOKUP_NAME is the name of endpoint B, else of A. */
  LOOKUP_NAME_OF_B = 0x01,
  /** What the client asked the server to go on in, or through: a tunnel, WebSocket, HTTP/2. */
  ASKED_TUNNEL = 0x02,
  ASKED_WEBSOCKET = 0x04,
  ASKED_HTTP2 = 0x08,
}

/** Application protocols that first bytes tell. */
export enum Service {
  NONE = 0,
  TLS = 1,
  HTTP = 2,
  HTTP2 = 3,
  WEBSOCKET = 4,
  SSH = 5,
  SMTP = 6,
  FTP = 7,
  IMAP = 8,
  POP3 = 9,
  DNS = 10,
  MYSQL = 11,
  POSTGRESQL = 12,
  REDIS = 13,
  MONGODB = 14,
  KAFKA = 15,
  AMQP = 16,
  MQTT = 17,
  CASSANDRA = 18,
  MEMCACHED = 19,
  TDS = 20,
  RDP = 21,
  SMB = 22,
  LDAP = 23,
  RTSP = 24,
  SIP = 25,
  XMPP = 26,
  TELNET = 27,
  BGP = 28,
  BITTORRENT = 29,
}
