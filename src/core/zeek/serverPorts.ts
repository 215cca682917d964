/** TCP ports that Zeek takes for a server's, as its protocol analyzers register them by default (likely_server_ports). */

const PORTS: StaticArray<u16> = [
  21, 22, 25, 53, 79, 80, 81, 88, 135, 139, 143, 389, 443, 445, 465, 502, 514, 563, 585, 587, 614, 631, 636, 989, 990,
  992, 993, 995, 1080, 1434, 1883, 2811, 3128, 3268, 3306, 3389, 5222, 5223, 5269, 5432, 6379, 6666, 6667, 6668, 6669,
  8000, 8080, 8888, 20000,
]

export function isLikelyServer(port: u32): bool {
  for (let i = 0; i < PORTS.length; i++) if (u32(unchecked(PORTS[i])) === port) return true
  return false
}
