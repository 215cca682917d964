/*
 * Sends UDP packets to loopback (or elsewhere) at a steady rate, to see what a capture loses:
 *   burst ADDRESS PORT RATE SECONDS [PAYLOAD_BYTES]
 * RATE is in packets a second; 0 sends as fast as it goes. Each payload begins with its number, big-endian 64 bits.
 * Prints "sent N in T s" at the end. On loopback it takes the port itself, reading nothing, so that no ICMP answers
 * double the packets; elsewhere the receiver may do what it likes.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { BATCH = 64, LARGEST = 1472, NUMBER_BYTES = 8 };

static double now(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return at.tv_sec + at.tv_nsec / 1e9;
}

static void number(unsigned char *payload, uint64_t value) {
  for (int at = NUMBER_BYTES - 1; at >= 0; at--, value >>= 8) payload[at] = value & 0xff;
}

int main(int count, char **words) {
  if (count < 5) return fputs("burst ADDRESS PORT RATE SECONDS [PAYLOAD_BYTES]\n", stderr), 2;
  const double rate = atof(words[3]), seconds = atof(words[4]);
  int bytes = count > 5 ? atoi(words[5]) : 18;
  if (bytes < NUMBER_BYTES) bytes = NUMBER_BYTES;
  if (bytes > LARGEST) bytes = LARGEST;
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(atoi(words[2]))};
  if (inet_pton(AF_INET, words[1], &to.sin_addr) != 1) return fputs("burst: not an IPv4 address\n", stderr), 2;
  const int wire = socket(AF_INET, SOCK_DGRAM, 0);
  if (wire < 0) return perror("socket"), 1;

  const int sink = socket(AF_INET, SOCK_DGRAM, 0);
  setsockopt(sink, SOL_SOCKET, SO_RCVBUF, &(int){0}, sizeof(int));
  bind(sink, (struct sockaddr *)&to, sizeof to); /* Fails where the address is another host's. */

  static unsigned char payloads[BATCH][LARGEST];
  struct iovec pieces[BATCH];
  struct mmsghdr messages[BATCH];
  memset(messages, 0, sizeof messages);
  for (int i = 0; i < BATCH; i++) {
    pieces[i] = (struct iovec){payloads[i], bytes};
    messages[i].msg_hdr = (struct msghdr){.msg_name = &to, .msg_namelen = sizeof to, .msg_iov = &pieces[i], .msg_iovlen = 1};
  }
  const double start = now();
  uint64_t sent = 0;
  double at = start;
  while ((at = now()) - start < seconds) {
    uint64_t due = rate > 0 ? (uint64_t)((at - start) * rate) : sent + BATCH;
    if (due <= sent) {
      nanosleep(&(struct timespec){0, 100 * 1000}, NULL);
      continue;
    }
    const int batch = due - sent < BATCH ? (int)(due - sent) : BATCH;
    for (int i = 0; i < batch; i++) number(payloads[i], sent + i);
    const int done = sendmmsg(wire, messages, batch, 0);
    if (done < 0 && errno != ECONNREFUSED && errno != EAGAIN && errno != ENOBUFS) return perror("sendmmsg"), 1;
    if (done > 0) sent += done;
  }
  printf("sent %llu in %.3f s\n", (unsigned long long)sent, now() - start);
  return 0;
}
