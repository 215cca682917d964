/*
 * A program with TCP sockets that does what its standard input says, a line a command; what came of it goes to standard
 * output, a line each. Sockets have numbers that the commands choose. Nothing blocks for longer than a command says.
 *
 *   N listen ADDRESS PORT BACKLOG      N accept LISTENER MS         N connect ADDRESS PORT MS [LOCAL-PORT]
 *   N buffers SEND RECEIVE             (before connect or listen; bytes)
 *   N write BYTES                      writes as much of it as the socket takes
 *   N read BYTES MS                    reads that much, or until MS passed
 *   N shutdown | close | reset         reset: SO_LINGER with 0 seconds, then close
 *   N follow MS                        closes at once when the peer has, so that its FIN bears the ACK of the peer's
 *   N burst ADDRESS PORT COUNT         COUNT connections, one after the other, each closed by this end
 *   N serve PORT                       for burst: accepts on PORT and closes after its peer, until its input ends
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST 512

static int sockets[MOST];
static int send_bytes, receive_bytes;

static int fresh(void) {
  int s = socket(AF_INET, SOCK_STREAM, 0);
  int on = 1;
  setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (send_bytes) setsockopt(s, SOL_SOCKET, SO_SNDBUF, &send_bytes, sizeof send_bytes);
  if (receive_bytes) setsockopt(s, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
  return s;
}

static struct sockaddr_in place(const char *address, int port) {
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
  inet_pton(AF_INET, address, &at.sin_addr);
  return at;
}

static int within(int s, short events, int ms) {
  struct pollfd one = {.fd = s, .events = events};
  return poll(&one, 1, ms) > 0;
}

static void say(int n, const char *words) { printf("%d %s\n", n, words); }
static void fail(int n) { say(n, strerror(errno)); }

static void begin_listen(int n, const char *address, int port, int backlog) {
  struct sockaddr_in at = place(address, port);
  sockets[n] = fresh();
  if (bind(sockets[n], (struct sockaddr *)&at, sizeof at) || listen(sockets[n], backlog)) fail(n);
  else say(n, "ok");
}

static int begin_connect(int n, const char *address, int port, int ms, int local) {
  struct sockaddr_in at = place(address, port);
  int error = 0;
  socklen_t size = sizeof error;
  sockets[n] = fresh();
  fcntl(sockets[n], F_SETFL, O_NONBLOCK);
  if (local) {
    struct sockaddr_in from = place("0.0.0.0", local);
    if (bind(sockets[n], (struct sockaddr *)&from, sizeof from)) return -1;
  }
  if (!connect(sockets[n], (struct sockaddr *)&at, sizeof at)) return 0;
  if (errno != EINPROGRESS) return -1;
  if (!within(sockets[n], POLLOUT, ms)) {
    errno = EINPROGRESS;
    return -1;
  }
  getsockopt(sockets[n], SOL_SOCKET, SO_ERROR, &error, &size);
  errno = error;
  return error ? -1 : 0;
}

static void take(int n, int listener, int ms) {
  if (!within(sockets[listener], POLLIN, ms)) {
    errno = ETIMEDOUT;
    fail(n);
    return;
  }
  sockets[n] = accept(sockets[listener], NULL, NULL);
  if (sockets[n] < 0) fail(n);
  else {
    fcntl(sockets[n], F_SETFL, O_NONBLOCK);
    say(n, "ok");
  }
}

static void put(int n, long bytes) {
  static char zeros[65536];
  long written = 0;
  while (written < bytes) {
    long left = bytes - written;
    ssize_t took = send(sockets[n], zeros, left < 65536 ? (size_t)left : 65536, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (took <= 0) break;
    written += took;
  }
  printf("%d wrote %ld\n", n, written);
}

static void get(int n, long bytes, int ms) {
  static char room[65536];
  long had = 0;
  while (had < bytes && within(sockets[n], POLLIN, ms)) {
    long left = bytes - had;
    ssize_t got = recv(sockets[n], room, left < 65536 ? (size_t)left : 65536, MSG_DONTWAIT);
    if (got <= 0) break;
    had += got;
  }
  printf("%d read %ld\n", n, had);
}

/* Without quick acknowledgments the FIN's ACK waits for something to travel with. */
static void follow(int n, int ms) {
  int off = 0;
  setsockopt(sockets[n], IPPROTO_TCP, TCP_QUICKACK, &off, sizeof off);
  if (within(sockets[n], POLLIN, ms)) {
    close(sockets[n]);
    say(n, "ok");
  } else {
    errno = ETIMEDOUT;
    fail(n);
  }
}

static void reset(int n) {
  struct linger none = {.l_onoff = 1, .l_linger = 0};
  setsockopt(sockets[n], SOL_SOCKET, SO_LINGER, &none, sizeof none);
  close(sockets[n]);
  say(n, "ok");
}

static void burst(int n, const char *address, int port, int count) {
  char byte;
  int done = 0;
  for (; done < count; done++) {
    if (begin_connect(n, address, port, 1000, 0)) break;
    shutdown(sockets[n], SHUT_WR);
    if (within(sockets[n], POLLIN, 1000)) (void)!read(sockets[n], &byte, 1);
    close(sockets[n]);
  }
  printf("%d connected %d\n", n, done);
}

/* Ends with its input. */
static void serve(int n, int port) {
  struct sockaddr_in at = place("0.0.0.0", port);
  struct pollfd both[2];
  char byte;
  sockets[n] = fresh();
  if (bind(sockets[n], (struct sockaddr *)&at, sizeof at) || listen(sockets[n], 1024)) {
    fail(n);
    return;
  }
  say(n, "ok");
  fflush(stdout);
  both[0] = (struct pollfd){.fd = sockets[n], .events = POLLIN};
  both[1] = (struct pollfd){.fd = 0, .events = POLLIN};
  while (poll(both, 2, -1) > 0) {
    if (both[1].revents) return;
    int s = accept(sockets[n], NULL, NULL);
    if (s < 0) continue;
    if (within(s, POLLIN, 1000)) (void)!read(s, &byte, 1);
    close(s);
  }
}

static void obey(int n, const char *verb, char *rest) {
  char address[64];
  int a = 0, b = 0, c = 0;
  if (!strcmp(verb, "listen") && sscanf(rest, "%63s %d %d", address, &a, &b) == 3) begin_listen(n, address, a, b);
  else if (!strcmp(verb, "accept") && sscanf(rest, "%d %d", &a, &b) == 2) take(n, a, b);
  else if (!strcmp(verb, "connect") && sscanf(rest, "%63s %d %d %d", address, &a, &b, &c) >= 3) {
    if (begin_connect(n, address, a, b, c)) fail(n);
    else say(n, "ok");
  } else if (!strcmp(verb, "buffers") && sscanf(rest, "%d %d", &a, &b) == 2) {
    send_bytes = a;
    receive_bytes = b;
    say(n, "ok");
  } else if (!strcmp(verb, "write")) put(n, atol(rest));
  else if (!strcmp(verb, "read") && sscanf(rest, "%d %d", &a, &b) == 2) get(n, a, b);
  else if (!strcmp(verb, "shutdown")) {
    if (shutdown(sockets[n], SHUT_WR)) fail(n);
    else say(n, "ok");
  } else if (!strcmp(verb, "close")) {
    close(sockets[n]);
    say(n, "ok");
  } else if (!strcmp(verb, "follow")) follow(n, atoi(rest));
  else if (!strcmp(verb, "reset")) reset(n);
  else if (!strcmp(verb, "burst") && sscanf(rest, "%63s %d %d", address, &a, &b) == 3) burst(n, address, a, b);
  else if (!strcmp(verb, "serve")) serve(n, atoi(rest));
  else say(n, "unknown command");
}

int main(void) {
  char line[256], verb[32];
  int n, used;
  while (fgets(line, sizeof line, stdin)) {
    used = 0;
    if (sscanf(line, "%d %31s%n", &n, verb, &used) < 2 || n < 0 || n >= MOST) printf("0 unknown command\n");
    else obey(n, verb, line + used);
    fflush(stdout);
  }
  return 0;
}
