/*
 * Plays TCP connections onto an interface at a steady rate, as frames of its own: no socket answers them, so that the
 * rate is the sender's alone. The same arguments play the same connections, but for their ports and numbers nothing is
 * drawn by lot:
 *   flows INTERFACE RATE PACKETS [PAYLOAD_BYTES [LIVE]]
 * RATE is in packets a second; 0 sends as fast as it goes. LIVE connections are open at the same time; after PACKETS none
 * begins any more, and those that are open are played to their ends. Prints "sent N of M flows in T s" then.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 64, LARGEST = 1460, MOST_LIVE = 65536, ETHERNET = 14, IP = 20, TCP = 20, SYN_OPTIONS = 8 };
enum { FIN = 1, SYN = 2, RST = 4, PSH = 8, ACK = 16 };
enum { HOSTS_FROM = 0x0a000001, SERVERS_FROM = 0xc0000201, SERVERS = 200, PORTS_FROM = 1024, PORTS = 60000 };

/* What is said, in order; capitals: by the client. S SYN, D data, L the same data once more, A ACK, F FIN, R RST. */
static const char *const PLOTS[] = {
    "SsADadADadADadADadADadAFafA", "SsADadADadADadADadADadAFafA", "SsADLadADadldADadAfAFa", "SsADadADadADadAR",
    "SsADadddAddAddAddAddAFafA",   "SsADadAFfAa",                 "Sr",
};
enum { PLOT_COUNT = sizeof PLOTS / sizeof *PLOTS };

struct flow { uint32_t index, next[2], last[2]; const char *rest; };
static struct flow flows[MOST_LIVE];
static uint8_t frames[BATCH][ETHERNET + IP + TCP + SYN_OPTIONS + LARGEST];
static uint32_t begun;
static int payload_bytes = 40;

static double now(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return at.tv_sec + at.tv_nsec / 1e9;
}

static void put16(uint8_t *at, unsigned value) { at[0] = value >> 8; at[1] = value; }
static void put32(uint8_t *at, uint32_t value) { put16(at, value >> 16); put16(at + 2, value & 0xffff); }

/* Sums in the machine's own order, as the checksum allows; the odd byte of a payload counts as with a zero after it. */
static uint32_t sum(const uint8_t *bytes, int length, uint64_t start) {
  uint16_t word;
  for (; length > 1; bytes += 2, length -= 2) memcpy(&word, bytes, 2), start += word;
  if (length > 0) word = 0, memcpy(&word, bytes, 1), start += word;
  while (start >> 16) start = (start & 0xffff) + (start >> 16);
  return start;
}

static void seal(uint8_t *at, uint32_t total) { uint16_t value = ~total; memcpy(at, &value, 2); }

static void begin(struct flow *flow) {
  const uint32_t index = begun++;
  *flow = (struct flow){.index = index, .next = {index * 2654435761u, index * 40503u + 7}, .rest = PLOTS[index % PLOT_COUNT]};
}

/* @returns the frame's length. */
static int write_frame(uint8_t *frame, struct flow *flow) {
  const char what = *flow->rest++ | 0x20;
  const int from = flow->rest[-1] >= 'a', is_syn = what == 's', is_data = what == 'd' || what == 'l';
  const int length = is_data ? payload_bytes : 0, options = is_syn ? SYN_OPTIONS : 0;
  const int flags = what == 's' ? SYN | (from ? ACK : 0) : what == 'f' ? FIN | ACK : what == 'r' ? RST | ACK : is_data ? PSH | ACK : ACK;
  if (what != 'l') flow->last[from] = flow->next[from];
  const uint32_t seq = flow->last[from];
  flow->next[from] = seq + length + (is_syn || what == 'f');
  uint8_t *ip = frame + ETHERNET, *tcp = ip + IP;
  const uint32_t hosts[2] = {HOSTS_FROM + flow->index / PORTS, SERVERS_FROM + flow->index % SERVERS};
  const int ports[2] = {PORTS_FROM + flow->index % PORTS, 443};
  put16(ip + 2, IP + TCP + options + length);
  put32(ip + 12, hosts[from]);
  put32(ip + 16, hosts[1 - from]);
  put16(ip + 10, 0);
  seal(ip + 10, sum(ip, IP, 0));
  put16(tcp, ports[from]);
  put16(tcp + 2, ports[1 - from]);
  put32(tcp + 4, seq);
  put32(tcp + 8, flags & ACK ? flow->next[1 - from] : 0);
  put16(tcp + 12, (TCP + options) / 4 << 12 | flags);
  put16(tcp + 14, 64240);
  put16(tcp + 16, 0);
  memcpy(tcp + TCP, is_syn ? "\2\4\5\264\1\3\3\0" : "abcdefgh", SYN_OPTIONS);
  seal(tcp + 16, sum(tcp, TCP + options + length, sum(ip + 12, 8, htons(IPPROTO_TCP) + htons(TCP + options + length))));
  return ETHERNET + IP + TCP + options + length;
}

static int open_interface(const char *name) {
  const int wire = socket(AF_PACKET, SOCK_RAW, 0);
  struct sockaddr_ll address = {.sll_family = AF_PACKET, .sll_ifindex = if_nametoindex(name)};
  if (wire < 0 || address.sll_ifindex == 0 || bind(wire, (struct sockaddr *)&address, sizeof address) < 0) {
    perror(name);
    exit(1);
  }
  return wire;
}

/* To no host's address, so that the kernel passes them by. */
static void prepare(uint8_t *frame) {
  memcpy(frame, "\2\0\0\0\0\2\2\0\0\0\0\1\10\0", ETHERNET);
  memcpy(frame + ETHERNET, "\x45\0\0\0\0\0\x40\0\x40\6", 10);
  for (int at = 0; at < LARGEST; at++) frame[ETHERNET + IP + TCP + at] = 'a' + at % 26;
}

static void send_all(int wire, struct mmsghdr *messages, int count) {
  for (int at = 0; at < count;) {
    const int done = sendmmsg(wire, messages + at, count - at, 0);
    if (done > 0) at += done;
    else if (errno != ENOBUFS && errno != EAGAIN && errno != EINTR) perror("sendmmsg"), exit(1);
  }
}

int main(int count, char **words) {
  if (count < 4) return fputs("flows INTERFACE RATE PACKETS [PAYLOAD_BYTES [LIVE]]\n", stderr), 2;
  const double rate = atof(words[2]);
  const uint64_t packets = strtoull(words[3], NULL, 10);
  const int live = count > 5 ? atoi(words[5]) : 1000;
  if (count > 4) payload_bytes = atoi(words[4]);
  if (payload_bytes < 1 || payload_bytes > LARGEST || live < 1 || live > MOST_LIVE) return fputs("flows: out of range\n", stderr), 2;
  const int wire = open_interface(words[1]);
  struct iovec pieces[BATCH];
  struct mmsghdr messages[BATCH] = {0};
  for (int i = 0; i < BATCH; i++) {
    prepare(frames[i]);
    pieces[i].iov_base = frames[i];
    messages[i].msg_hdr = (struct msghdr){.msg_iov = &pieces[i], .msg_iovlen = 1};
  }
  for (int i = 0; i < live; i++) begin(&flows[i]);
  const double start = now();
  uint64_t sent = 0;
  for (int open = live, turn = 0; open > 0;) {
    const uint64_t due = rate > 0 ? (uint64_t)((now() - start) * rate) : sent + BATCH;
    if (due <= sent) {
      nanosleep(&(struct timespec){0, 100 * 1000}, NULL);
      continue;
    }
    int batch = 0;
    for (; batch < BATCH && sent + batch < due && open > 0; batch++) {
      struct flow *flow = &flows[turn];
      pieces[batch].iov_len = write_frame(frames[batch], flow);
      if (*flow->rest == 0 && sent + batch < packets) begin(flow);
      else if (*flow->rest == 0) *flow = flows[--open];
      turn = turn + 1 < open ? turn + 1 : 0;
    }
    send_all(wire, messages, batch);
    sent += batch;
  }
  printf("sent %llu of %u flows in %.3f s\n", (unsigned long long)sent, begun, now() - start);
  return 0;
}
