import { type ChildProcess, spawn } from 'node:child_process'

/** Waits for the end of its standard input, which comes when its parent is gone, however that ended. */
const WATCH = 'read -r _; kill -TERM "$1"'

/**
 * Lets a process end with this one, even by SIGKILL: dumpcap notices a closed pipe only when it next writes a packet,
 * and the kernel's signal at a parent's death is not sent to a program with capabilities of its own.
 * Windows needs none of it: there dumpcap ends at its next write.
 * @returns a function to call as soon as the process has ended.
 */
export function endWithParent(pid: number): () => void {
  if (process.platform === 'win32') return () => {}
  const watcher: ChildProcess = spawn('/bin/sh', ['-c', WATCH, 'sh', String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watcher.on('error', () => {
    // Without a shell nothing watches; dumpcap then ends at its next packet.
  })
  // SIGKILL before its input ends: it must not signal a number that another process may have by then.
  return () => watcher.kill('SIGKILL')
}
