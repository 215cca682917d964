// A bridge between two network interfaces that treats TCP badly, by a plan, and logs what it did: the ground truth of
// the test beside it. Linux; needs CAP_NET_RAW and CAP_NET_ADMIN.
//
//   forwarder LEFT RIGHT PLAN LOG
//
// PLAN has lines "left|right NUMBER drop|delay|copy|reset|window ARGUMENT": NUMBER counts, from 0, the TCP packets that
// come in at that side and bear no RST; ARGUMENT is milliseconds for delay and copy, the new window for window, and for
// reset the time to live of the reset that follows the packet in its sender's name. "mss BYTES" clamps every SYN.
// LOG gets a line a TCP packet: "left|right NUMBER ACTION IPID SEQ LENGTH FLAGS HELD", held in microseconds; and for
// what it makes itself "left|right NUMBER forged IPID SEQ 0 FLAGS 0". After SIGUSR1 all packets pass.
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { FRAME_MAX = 65536 + 64, HELD_MAX = 4096, RULES_MAX = 65536, BUFFER_BYTES = 32 * 1024 * 1024 };
enum { ETHERNET = 14, TCP_FIXED = 20, OPTION_END = 0, OPTION_NOP = 1, OPTION_MSS = 2, OPTION_MSS_LENGTH = 4 };
enum { FIN = 1, SYN = 2, RST = 4, ACK = 16 };
enum { PASS = 0, DROP, DELAY, COPY, RESET, WINDOW };
static const char *const ACTION_NAMES[] = {"pass", "drop", "delay", "copy", "reset", "window"};
static const char *const SIDE_NAMES[] = {"left", "right"};

struct rule { int action; int argument; };
static struct rule rules[2][RULES_MAX];
static int mss_clamp;

struct held { int used, side; int64_t due; int length; uint8_t *bytes; };
static struct held held[HELD_MAX];

static int sockets[2];
static FILE *log_file;
static volatile sig_atomic_t ending, peaceful;

static void end(int signal) { (void)signal; ending = 1; }
static void calm(int signal) { (void)signal; peaceful = 1; }

static void die(const char *what) {
  fprintf(stderr, "forwarder: %s: %s\n", what, strerror(errno));
  exit(1);
}

static int64_t microseconds(struct timespec time) { return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000; }

static int64_t now_us(void) {
  struct timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  return microseconds(time);
}

// When the kernel got the packet read last: this program may have been waiting for its turn since.
static int64_t came_us(int fd) {
  struct timespec time;
  return ioctl(fd, SIOCGSTAMPNS, &time) == 0 ? microseconds(time) : now_us();
}

static uint16_t get16(const uint8_t *at) { return (uint16_t)(at[0] << 8 | at[1]); }
static uint32_t get32(const uint8_t *at) { return (uint32_t)get16(at) << 16 | get16(at + 2); }
static void put16(uint8_t *at, unsigned value) { at[0] = (uint8_t)(value >> 8); at[1] = (uint8_t)value; }
static void put32(uint8_t *at, uint32_t value) { put16(at, value >> 16); put16(at + 2, value & 0xffff); }

static uint32_t sum(const uint8_t *bytes, int length, uint32_t start) {
  for (; length > 1; bytes += 2, length -= 2) start += get16(bytes);
  if (length > 0) start += (uint32_t)bytes[0] << 8;
  return start;
}

static uint16_t fold(uint32_t total) {
  while (total >> 16) total = (total & 0xffff) + (total >> 16);
  return (uint16_t)~total;
}

// Fills in both checksums: veth leaves them to the receiver.
static void seal(uint8_t *ip) {
  int header = (ip[0] & 15) * 4, total = get16(ip + 2), length = total - header;
  uint8_t *tcp = ip + header;
  put16(ip + 10, 0);
  put16(ip + 10, fold(sum(ip, header, 0)));
  put16(tcp + 16, 0);
  put16(tcp + 16, fold(sum(tcp, length, sum(ip + 12, 8, 6 + (uint32_t)length))));
}

static void send_out(int side, const uint8_t *bytes, int length) {
  if (send(sockets[side], bytes, (size_t)length, 0) < 0 && errno != ENOBUFS) die("send");
}

static void hold(int side, const uint8_t *bytes, int length, int64_t due) {
  for (int i = 0; i < HELD_MAX; i++) {
    if (held[i].used) continue;
    uint8_t *copy = malloc((size_t)length);
    if (!copy) die("malloc");
    memcpy(copy, bytes, (size_t)length);
    held[i] = (struct held){1, side, due, length, copy};
    return;
  }
  fprintf(stderr, "forwarder: more than %d packets held\n", HELD_MAX);
  exit(1);
}

// Sends what is due, the earliest first; returns milliseconds until the next, -1: none.
static int release(void) {
  for (;;) {
    int next = -1;
    for (int i = 0; i < HELD_MAX; i++)
      if (held[i].used && (next < 0 || held[i].due < held[next].due)) next = i;
    if (next < 0) return -1;
    int64_t left = held[next].due - now_us();
    if (left > 0) return (int)((left + 999) / 1000);
    send_out(held[next].side, held[next].bytes, held[next].length);
    free(held[next].bytes);
    held[next].used = 0;
  }
}

static void clamp_mss(uint8_t *tcp) {
  int end_at = (tcp[12] >> 4) * 4;
  for (int at = TCP_FIXED; at + 1 < end_at;) {
    if (tcp[at] == OPTION_END) return;
    if (tcp[at] == OPTION_NOP) { at++; continue; }
    if (tcp[at + 1] < 2) return;
    if (tcp[at] == OPTION_MSS && tcp[at + 1] == OPTION_MSS_LENGTH && get16(tcp + at + 2) > mss_clamp)
      put16(tcp + at + 2, (unsigned)mss_clamp);
    at += tcp[at + 1];
  }
}

static void log_line(int from, int number, const char *action, const uint8_t *ip, int64_t held_us) {
  int header = (ip[0] & 15) * 4;
  const uint8_t *tcp = ip + header;
  int length = get16(ip + 2) - header - (tcp[12] >> 4) * 4;
  fprintf(log_file, "%s %d %s %u %u %d %u %lld\n", SIDE_NAMES[from], number, action, get16(ip + 4), get32(tcp + 4),
          length, tcp[13], (long long)held_us);
}

// A reset in the name of the packet's sender, where the packet's data ends.
static void forge(int from, int number, const uint8_t *frame, int ttl) {
  uint8_t reset[ETHERNET + 40];
  const uint8_t *ip = frame + ETHERNET;
  int header = (ip[0] & 15) * 4;
  const uint8_t *tcp = ip + header;
  uint32_t length = (uint32_t)(get16(ip + 2) - header - (tcp[12] >> 4) * 4);
  memset(reset, 0, sizeof reset);
  memcpy(reset, frame, ETHERNET);
  uint8_t *out = reset + ETHERNET;
  out[0] = 0x45;
  put16(out + 2, 40);
  put16(out + 4, 0xbad);
  out[8] = (uint8_t)ttl;
  out[9] = IPPROTO_TCP;
  memcpy(out + 12, ip + 12, 8);
  memcpy(out + 20, tcp, 4);
  put32(out + 24, get32(tcp + 4) + length);
  put32(out + 28, get32(tcp + 8));
  out[32] = 0x50;
  out[33] = RST | ACK;
  seal(out);
  send_out(!from, reset, sizeof reset);
  log_line(from, number, "forged", out, 0);
}

static void forward_tcp(int from, int number, uint8_t *frame, int length, int64_t came) {
  uint8_t *ip = frame + ETHERNET, *tcp = ip + (ip[0] & 15) * 4;
  struct rule rule = number >= 0 && number < RULES_MAX && !peaceful ? rules[from][number] : (struct rule){PASS, 0};
  if (ip[8] > 1) ip[8]--;
  if (mss_clamp > 0 && (tcp[13] & SYN)) clamp_mss(tcp);
  if (rule.action == WINDOW) put16(tcp + 14, (unsigned)rule.argument);
  seal(ip);
  if (rule.action == DELAY) hold(!from, frame, length, came + rule.argument * 1000);
  else if (rule.action != DROP) send_out(!from, frame, length);
  if (rule.action == COPY) hold(!from, frame, length, came + rule.argument * 1000);
  log_line(from, number, ACTION_NAMES[rule.action], ip, rule.action == DELAY ? rule.argument * 1000 : now_us() - came);
  if (rule.action == RESET) forge(from, number, frame, rule.argument);
}

// An offloaded segment leaves as the packets that a network card would make of it.
static void forward_cut(int from, int number, uint8_t *frame, int64_t came, int size) {
  static uint8_t part[FRAME_MAX];
  uint8_t *ip = frame + ETHERNET;
  int header = (ip[0] & 15) * 4;
  uint8_t *tcp = ip + header;
  int offset = (tcp[12] >> 4) * 4, heads = ETHERNET + header + offset, payload = get16(ip + 2) - header - offset;
  for (int at = 0, index = 0; at < payload; at += size, index++) {
    int piece = payload - at < size ? payload - at : size, is_last = at + piece == payload;
    memcpy(part, frame, (size_t)heads);
    memcpy(part + heads, frame + heads + at, (size_t)piece);
    uint8_t *part_ip = part + ETHERNET, *part_tcp = part_ip + header;
    put16(part_ip + 2, (unsigned)(header + offset + piece));
    put16(part_ip + 4, (get16(ip + 4) + (unsigned)index) & 0xffff);
    put32(part_tcp + 4, get32(tcp + 4) + (uint32_t)at);
    if (!is_last) part_tcp[13] &= (uint8_t)~(FIN | 8);
    forward_tcp(from, index == 0 ? number : -1, part, heads + piece, came);
  }
}

static int open_side(const char *name) {
  int fd = socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL)), bytes = BUFFER_BYTES;
  struct sockaddr_ll address = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL)};
  struct packet_mreq promiscuous = {.mr_type = PACKET_MR_PROMISC};
  if (fd < 0) die("socket");
  address.sll_ifindex = promiscuous.mr_ifindex = (int)if_nametoindex(name);
  if (address.sll_ifindex == 0) die(name);
  if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes) < 0) die("buffer");
  if (setsockopt(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &promiscuous, sizeof promiscuous) < 0) die("promiscuous");
  if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0) die("bind");
  return fd;
}

static void read_plan(const char *path) {
  FILE *plan = fopen(path, "r");
  char side[16], action[16];
  int number, argument;
  if (!plan) die(path);
  while (fscanf(plan, "%15s %d", side, &number) == 2) {
    if (strcmp(side, "mss") == 0) { mss_clamp = number; continue; }
    if (fscanf(plan, "%15s %d", action, &argument) != 2 || number < 0 || number >= RULES_MAX) die("bad plan");
    for (int i = PASS; i <= WINDOW; i++)
      if (strcmp(action, ACTION_NAMES[i]) == 0) rules[strcmp(side, "right") == 0][number] = (struct rule){i, argument};
  }
  fclose(plan);
}

static int is_tcp(const uint8_t *frame, int length) {
  const uint8_t *ip = frame + ETHERNET;
  return length >= ETHERNET + 40 && get16(frame + 12) == ETH_P_IP && ip[0] >> 4 == 4 && ip[9] == IPPROTO_TCP;
}

static void take(int from, int counts[2]) {
  static uint8_t frame[FRAME_MAX];
  struct sockaddr_ll sender;
  socklen_t size = sizeof sender;
  ssize_t length = recvfrom(sockets[from], frame, sizeof frame, 0, (struct sockaddr *)&sender, &size);
  if (length < 0) { if (errno != EINTR) die("receive"); return; }
  if (sender.sll_pkttype == PACKET_OUTGOING) return;
  int64_t came = came_us(sockets[from]);
  if (!is_tcp(frame, (int)length)) { send_out(!from, frame, (int)length); return; }
  const uint8_t *ip = frame + ETHERNET;
  int header = (ip[0] & 15) * 4, offset = (ip[header + 12] >> 4) * 4, payload = get16(ip + 2) - header - offset;
  int packet = ETHERNET + get16(ip + 2), size_limit = 1460 - (offset - TCP_FIXED);
  if (mss_clamp > 0 && mss_clamp - (offset - TCP_FIXED) < size_limit) size_limit = mss_clamp - (offset - TCP_FIXED);
  int number = (ip[header + 13] & RST) ? -1 : counts[from]++;
  if (payload > size_limit) forward_cut(from, number, frame, came, size_limit);
  else forward_tcp(from, number, frame, packet < (int)length ? packet : (int)length, came);
}

int main(int count, char **arguments) {
  int counts[2] = {0, 0};
  struct sigaction on_end = {.sa_handler = end}, on_calm = {.sa_handler = calm};
  if (count != 5) { fprintf(stderr, "usage: forwarder LEFT RIGHT PLAN LOG\n"); return 2; }
  sigaction(SIGTERM, &on_end, NULL);
  sigaction(SIGUSR1, &on_calm, NULL);
  read_plan(arguments[3]);
  log_file = fopen(arguments[4], "w");
  if (!log_file) die(arguments[4]);
  for (int side = 0; side < 2; side++) sockets[side] = open_side(arguments[1 + side]);
  printf("ready\n");
  fflush(stdout);
  while (!ending) {
    struct pollfd polled[2] = {{sockets[0], POLLIN, 0}, {sockets[1], POLLIN, 0}};
    if (poll(polled, 2, release()) < 0 && errno != EINTR) die("poll");
    for (int side = 0; side < 2; side++)
      if (polled[side].revents & POLLIN) take(side, counts);
  }
  fclose(log_file);
  return 0;
}
