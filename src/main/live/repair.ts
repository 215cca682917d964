/** Carries out a fix with the system's own question for rights: polkit on Linux, the password dialog on macOS. */
import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { readFile, realpath, stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import type { Fix } from '../../contracts/capture'
import type { Told } from '../../contracts/told'
import { tell } from '../saying'
import { asTyped, type Command, type RepairFacts, repairOf } from './repairCommands'

export interface RepairResult {
  readonly ok: boolean
  readonly message: Told
}

/** Where systems' packages put it; a copy elsewhere is somebody's own, which gets no rights. */
const DUMPCAPS = ['/usr/bin/dumpcap', '/usr/sbin/dumpcap', '/usr/local/bin/dumpcap']
const PKEXEC = '/usr/bin/pkexec'
/** Somebody has to type a password meanwhile. */
const WITHIN_MS = 180_000
/** pkexec: the question was dismissed. */
const DISMISSED = 126
const OTHERS_WRITE = 0o022

/** Carries out the fix called `id`; the message says how that went, and where it can't be done, what to type. */
export async function repair(id: Fix['id']): Promise<RepairResult> {
  const planned = repairOf(id, await facts())
  if (planned.command === null) return { ok: false, message: planned.why }
  const asked = withRights(planned.command)
  if (asked === null) return { ok: false, message: tell('noRights', { command: asTyped(planned.command) }) }
  const failure = await run(asked)
  if (failure === null) return { ok: true, message: planned.done }
  if (failure.status === DISMISSED) return { ok: false, message: tell('dismissed') }
  return { ok: false, message: tell('repairFailed', { why: failure.message, command: asTyped(planned.command) }) }
}

async function facts(): Promise<RepairFacts> {
  const { username } = userInfo()
  for (const candidate of DUMPCAPS) {
    try {
      const dumpcap = await realpath(candidate)
      const file = await stat(dumpcap)
      if (!file.isFile() || file.uid !== 0 || (file.mode & OTHERS_WRITE & ~groupWriteOfRoot(file.gid)) !== 0) continue
      return { platform: process.platform, user: username, dumpcap, dumpcapGroup: await groupName(file.gid) }
    } catch {
      // Not there, or not to be looked at: the next place.
    }
  }
  return { platform: process.platform, user: username, dumpcap: null, dumpcapGroup: null }
}

const groupWriteOfRoot = (gid: number): number => (gid === 0 ? 0o020 : 0)

/** Lines of /etc/group read `name:password:gid:members`. */
async function groupName(gid: number): Promise<string | null> {
  const lines = (await readFile('/etc/group', 'utf8')).split('\n').map((line) => line.split(':'))
  return lines.find(([, , number]) => number === String(gid))?.[0] ?? null
}

/** null: there is nothing here that asks for the rights. */
function withRights(command: Command): Command | null {
  if (process.platform !== 'linux' || process.getuid?.() === 0) return command
  try {
    accessSync(PKEXEC, constants.X_OK)
    return { file: PKEXEC, args: [command.file, ...command.args] }
  } catch {
    // polkit is not installed.
    return null
  }
}

function run({ file, args }: Command): Promise<{ status: number | null; message: string } | null> {
  return new Promise((resolve) => {
    execFile(file, args, { timeout: WITHIN_MS }, (error, _stdout, stderr) => {
      if (error === null) return resolve(null)
      const status = typeof error.code === 'number' ? error.code : null
      resolve({ status, message: stderr.trim().split('\n').at(-1) || error.message })
    })
  })
}
