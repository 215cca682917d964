/** What --help prints. */
const ASSUME = `  --assume SIDE=SYSTEM     timers to assume instead of a guess: client=macos or
                           server=linux65, or both with a comma; systems:
                           linux (before 6.5), linux65, macos, windows, rfc
`

const COMMON = `  --format table|json|csv  table on a terminal, else json (one object per line)
  -q, --quiet              no progress bar
  -h, --help               this text

CAPTURE is a pcap, pcapng or snoop file, also gzipped; - reads standard input.
Exit status: 0 done; 1 read only in part (stderr says up to where and why);
2 wrong usage; 3 nothing could be read.
`

export const HELP = `lastack: see why TCP connections get stuck

Usage: lastack COMMAND CAPTURE [options]
       lastack sockets [options]

Commands:
  flows CAPTURE            one TCP connection per line, with states and verdict
  segments CAPTURE         one TCP segment per line, in frame order
  ladder CAPTURE --flow N  the ladder of one connection
  diagnose CAPTURE         what is stuck, why, and what to do: worst first
  diagnose CAPTURE CAPTURE what two captures, one of each end, tell together
  sockets                  this host's TCP sockets: state, timers, process

lastack COMMAND --help says more. --version prints the version.
`

export const FLOWS_HELP = `Usage: lastack flows CAPTURE [options]

Prints one TCP connection per line, in order of first segments: endpoints,
RFC 9293 states of both, round-trip times, analysis, verdict.

Options:
${ASSUME}${COMMON}`

export const SEGMENTS_HELP = `Usage: lastack segments CAPTURE [options]

Prints one TCP segment per line, in frame order, while the capture is read:
relative numbers, flags, window, analysis, states of both endpoints after it.

Options:
${COMMON}`

export const LADDER_HELP = `Usage: lastack ladder CAPTURE --flow N [options]

Prints the ladder of one connection: both endpoints with their states, an
arrow per segment, runs of data folded, and the verdict.

Options:
  --flow N                 number of the connection, as lastack flows prints it
  --format text            plain text
  --unfold                 every segment on a line of its own
${ASSUME}  -q, --quiet              no progress bar
  -h, --help               this text
`

export const DIAGNOSE_HELP = `Usage: lastack diagnose CAPTURE [options]
       lastack diagnose CAPTURE CAPTURE [options]

Reports which connections of a capture are stuck or in trouble, worst first:
why, which frames prove it, what speaks against it, and what to do.

Two captures of the same connections, one taken at each end, are aligned; the
report tells which segments were lost, delayed, altered or forged on the way.

Options:
  --all                    also connections with notes, and healthy ones
  --flow N                 only this connection, whatever its verdict
  --format text|json       text, or JSON: a line for the capture (or the two
                           clocks), then one per connection
${ASSUME}  -q, --quiet              no progress bar
  -h, --help               this text

Exit status: 0 done; 1 read only in part (stderr says up to where and why);
2 wrong usage; 3 nothing could be read.
`

export const SOCKETS_HELP = `Usage: lastack sockets [options]

Prints this host's TCP sockets as its kernel knows them: states, queues, timers
with the time left, processes, measures. Listening ones first, then by state.

Queues count bytes: received and not read by the application, sent and not
acknowledged. Of a listening socket they count connections: those that wait to
be accepted, and how many may.

Options:
  --state STATE            only these states: LISTEN, or close-wait,fin-wait-2
  --format table|json|csv  table on a terminal, else json (one object per line)
  -q, --quiet              say nothing of what the kernel does not tell
  -h, --help               this text

Exit status: 0 done; 2 wrong usage; 3 the sockets can't be read.
`
