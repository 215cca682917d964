import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

const POLL_MS = 5
/** bash's own clock of a child: wall, user and system seconds. Status goes on to whoever asked. */
const TIMED = 'TIMEFORMAT="%R %U %S"; time "$@" >/dev/null 2>/dev/null; exit $?'

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // The process ended between two looks.
    return ''
  }
}

const childrenOf = (pid) => read(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean)

/** Highest resident memory of a process so far, KiB, as the kernel keeps it; 0 where the process is gone. */
const peakOf = (pid) => Number(/VmHWM:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0)

/** Sum of the peaks of all processes below `pid`, KiB. */
const peakBelow = (pid) => childrenOf(pid).reduce((sum, child) => sum + peakOf(child) + peakBelow(child), 0)

/**
 * Runs a command with its output thrown away.
 * @param command program and arguments
 * @returns {Promise<{status: number, wall: number, user: number, system: number, peakMib: number}>} seconds of the
 *   whole process, MiB
 */
export function measure(command) {
  return new Promise((resolve, reject) => {
    const shell = spawn('bash', ['-c', TIMED, 'bash', ...command], { stdio: ['ignore', 'ignore', 'pipe'] })
    let clock = ''
    let peakKib = 0
    const poll = setInterval(() => {
      peakKib = Math.max(peakKib, peakBelow(shell.pid))
    }, POLL_MS)
    shell.stderr.on('data', (text) => {
      clock += text
    })
    shell.on('error', reject)
    shell.on('close', (status) => {
      clearInterval(poll)
      const [wall = 0, user = 0, system = 0] = clock.trim().split(/\s+/).map(Number)
      resolve({ status: status ?? 1, wall, user, system, peakMib: peakKib / 1024 })
    })
  })
}

/** Middle of the values; of an even number, the mean of the two in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
