/** What --help prints. */
const ASSUME = `  --assume SIDE=SYSTEM     timers to assume instead of a guess: client=macos or
                           server=linux65, or both with a comma; systems:
                           linux (before 6.5), linux65, macos, windows, rfc;
                           single timers of both ends: syn-retries=3,
                           rto-max=30s, fin-timeout=10s, 2msl=30s, keep-alive=5min
`

const ANONYMISE = `  --anonymise              other addresses and names in their place, the same kind
                           of address each, a new choice every time
  --key WORDS              with --anonymise: these words give the same addresses
                           again (who knows them can find the old ones by trying)
`

const FILTER = `  --filter EXPR            only what passes a display filter, as in Wireshark:
                           'tcp.port == 443 && state.server == CLOSE_WAIT'
                           (docs/filter.md lists fields and operators)
`

const COMMON = `  --format table|json|csv  table on a terminal, else json (one object per line)
  -q, --quiet              no progress bar
  -h, --help               this text

CAPTURE is a pcap, pcapng or snoop file, also compressed with gzip, zstd or lz4; - reads standard input.
Several are read in order of time, as one: frames are numbered through.
Exit status: 0 done; 1 read only in part (stderr says up to where and why);
2 wrong usage; 3 nothing could be read.
`

export const HELP = `lastack: see why TCP connections get stuck

Usage: lastack COMMAND CAPTURE... [options]
       lastack sockets [options]
       lastack interfaces [options]
       lastack capture -i INTERFACE -w FILE [options]
       lastack watch -i INTERFACE [options]

Commands:
  flows CAPTURE            one TCP connection per line, with states and verdict
  segments CAPTURE         one TCP segment per line, in frame order
  ladder CAPTURE --flow N  the ladder of one connection
  follow CAPTURE --flow N  what its two ends said to each other
  diagnose CAPTURE         what is stuck, why, and what to do: worst first
  diagnose CAPTURE CAPTURE what two captures, one of each end, tell together
  anonymise CAPTURE -w FILE  the packets with other addresses, without payloads
  sockets                  this host's TCP sockets: state, timers, process
  interfaces               what can be captured, and what keeps the rest from it
  capture -i IF -w FILE    captures until Ctrl-C; a line when a connection changes
  watch -i IF              a line when a connection gets stuck or un-stuck

lastack COMMAND --help says more. --version prints the version.
`

export const FLOWS_HELP = `Usage: lastack flows CAPTURE... [options]

Prints one TCP connection per line, in order of first segments: endpoints,
RFC 9293 states of both, round-trip times, analysis, verdict.

Options:
${FILTER}${ANONYMISE}${ASSUME}${COMMON}`

export const SEGMENTS_HELP = `Usage: lastack segments CAPTURE... [options]

Prints one TCP segment per line, in frame order, while the capture is read:
relative numbers, flags, window, analysis, states of both endpoints after it.
With --filter it prints when all is read.

Options:
${FILTER}${COMMON}`

export const LADDER_HELP = `Usage: lastack ladder CAPTURE... --flow N [options]
       lastack ladder CAPTURE... --filter EXPR [options]

Prints the ladder of one connection: both endpoints with their states, an
arrow per segment, runs of data folded, and the verdict.

Options:
  --flow N                 number of the connection, as lastack flows prints it
  --filter EXPR            the connection that passes this display filter
  --format text|svg|mermaid  plain text; a picture; a diagram for wikis and
                           tickets (of the last two at most 20,000 rows: what is
                           left out, they say themselves)
  --theme light|dark       colours of the picture
  --unfold                 every segment on a line of its own
${ANONYMISE}${ASSUME}  -q, --quiet              no progress bar
  -h, --help               this text
`

export const FOLLOW_HELP = `Usage: lastack follow CAPTURE... --flow N [options]
       lastack follow CAPTURE... --all --format json [options]

Prints what the endpoints of one connection said, each byte once and in order:
of bytes that came twice the first ones count. What is missing is said so, with
its length; raw bytes are the bytes alone.

Options:
  --flow N                 number of the connection, as lastack flows prints it
  --from client|server|both  one side's stream, or both in turns
  --format text|hex|raw|json  text, with a dot for what is none; a hex dump; the
                           bytes; or JSON Lines of up to 4 KB each: flow, from,
                           turn, offset (in its side's stream), unacknowledged,
                           and gap (bytes), or length, frames, data (base64),
                           missing (bytes that the capture cut off) and conflicts
                           (frames that say other bytes later)
  --all                    every connection, with --format json
  -q, --quiet              no progress bar
  -h, --help               this text

Exit status: 0 done; 1 read only in part (stderr says up to where and why);
2 wrong usage; 3 nothing could be read.
`

export const DIAGNOSE_HELP = `Usage: lastack diagnose CAPTURE [options]
       lastack diagnose CAPTURE CAPTURE [options]
       lastack diagnose --as-one CAPTURE... [options]

Reports which connections of a capture are stuck or in trouble, worst first:
why, which frames prove it, what speaks against it, and what to do.

Two captures of the same connections, one taken at each end, are aligned; the
report tells which segments were lost, delayed, altered or forged on the way.
Three or more, and two with --as-one, are read in order of time, as one.

Options:
  --as-one                 read two captures as one: parts, or a ring's files
  --all                    also connections with notes, and healthy ones
  --flow N                 only this connection, whatever its verdict
${FILTER}  --format text|json|html  text; JSON: a line for the capture (or the two
                           clocks), then one per connection; or a page with
                           ladders that opens anywhere, of one capture
${ANONYMISE}${ASSUME}  -q, --quiet              no progress bar
  -h, --help               this text

Exit status: 0 done; 1 read only in part (stderr says up to where and why);
2 wrong usage; 3 nothing could be read.
`

export const ANONYMISE_HELP = `Usage: lastack anonymise CAPTURE... -w FILE [options]

Writes the packets as pcapng with other IP and link-layer addresses. Addresses
that share a prefix share one again; private, link-local and multicast ones stay
of their kind, loopback stays. Checksums that were right stay right, wrong ones
stay as wrong. Packets end with their headers, and what names the machine is
left out. Times, ports, lengths and sequence numbers stay as they were.
Several captures become one file, in order of time.

Options:
  -w, --write FILE         where to; a file there is replaced
  --flow N                 only this connection, as lastack flows prints it
  --verdicts               verdicts as comments of the packets that prove them
  --payloads               keep what applications sent, unchanged, with all
                           names and addresses in it
  --key WORDS              these words give the same addresses again (who knows
                           them can find the old ones by trying)
  -q, --quiet              no progress bar
  -h, --help               this text

Exit status: 0 done; 1 read only in part (stderr says up to where and why);
2 wrong usage; 3 nothing could be read or written.
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

export const INTERFACES_HELP = `Usage: lastack interfaces [options]

Prints the interfaces that can be captured, those in use first: the engines that
can capture each now, the better first (dumpcap: Wireshark's; cap: libpcap's), its
kind and addresses. Under them why the others can't be captured, and what mends it.

Fields of json and csv: name, description, addresses, kind (loopback, ethernet,
wireless, virtual, any, other), isUp, engines (empty: it can't be captured now),
why (a sentence, or null), fix ({id, text, command}, or null).

Options:
  --format table|json|csv  table on a terminal, else json (one object per line)
  -q, --quiet              say nothing of engines that can't be used
  -h, --help               this text

Exit status: 0 done; 2 wrong usage; 3 nothing could be listed.
`

const CAPTURE_OPTIONS = `  -i, --interface NAME     what to capture; several: -i lo -i eth0
  -f, --filter FILTER      capture filter in libpcap's syntax: -f "tcp port 443"
  --snaplen N              bytes kept of each packet: 64 to 262144 (all)
  --no-promiscuous         only what this host sends and is sent
  --engine dumpcap|cap     else the better one that can
  --ring-files N           keep the newest N files only; the next begins after
  --ring-size BYTES        so many bytes (64M: powers of 1024), or
  --ring-seconds S         so many seconds
  --keep-free BYTES        stop before the disk has less left (512M)
  --duration S             stop after so many seconds
  --packets N              stop once N packets are captured; a few more may be
`

const CAPTURE_END = `
Ctrl-C stops: what was captured is kept and read to its end. A second Ctrl-C ends
the program at once. lastack interfaces says what may be captured.

Exit status: 0 done; 1 the capture ended early (an interface that went, a full
disk: stderr says why and what is kept); 2 wrong usage, or a capture filter that
does not compile; 3 nothing could be captured (stderr says what mends it).
`

export const CAPTURE_HELP = `Usage: lastack capture -i INTERFACE -w FILE [options]

Captures into a pcapng until Ctrl-C and prints a line whenever a connection is in
another stage, or trouble with it comes, goes or becomes another. A connection that
changes faster than ten times a second is told as it then stands.

Fields of json: time (of the segment that brought it, else when it was known),
stage (opening, open, half-closed, closing, closed, reset), flow, client, server,
state {client, server}, verdict {id, severity, title}.

Options:
  -w, --write FILE         the pcapng to write; with a ring, files beside it:
                           FILE_00001.pcapng and on
${CAPTURE_OPTIONS}  --format table|json      table on a terminal, else json (one object per line)
  -q, --quiet              only errors on stderr
  -h, --help               this text
${CAPTURE_END}`

export const WATCH_HELP = `Usage: lastack watch -i INTERFACE [options]

Prints a line when a connection gets stuck, with why and since when, and when it is
un-stuck: its verdict was another for at least a second.

Fields of json: time, event (stuck, un-stuck, warning, over), flow, client, server,
state {client, server}, verdict {id, severity, certainty, title, sentence}, since
(when it got stuck, or null), process {client, server} (names, or null), before
({id, severity, title} of the trouble told before, or null).

Options:
  --severity warning       warnings too, and when they are over
  -v, --verbose            the verdict's sentence under each line
  -w, --write FILE         keep the packets; else the newest 4 files of 64 MiB lie
                           in the folder for temporary files, gone at the end
${CAPTURE_OPTIONS}  --format table|json      table on a terminal, else json (one object per line)
  -q, --quiet              only errors on stderr
  -h, --help               this text
${CAPTURE_END}`
