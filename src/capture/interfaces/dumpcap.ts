/** What dumpcap says about interfaces; it opens them and captures nothing. */
import { execFile } from 'node:child_process'

const PATIENCE_MS = 5000
/** Asked at the same time: each takes a hundredth of a second. */
const AT_ONCE = 4
const LISTED = /^\d+\. (\S+|\\Device\\.+?)(?: \((.*)\))?$/

interface Said {
  readonly status: number
  readonly out: string
  readonly complaint: string
}

export interface ListedInterface {
  readonly name: string
  readonly description: string
}

/** Lines of `dumpcap -D`: "3. lo (Loopback)". */
export function parseList(text: string): ListedInterface[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, name, description = ''] = LISTED.exec(line.trim()) ?? []
    return name === undefined ? [] : [{ name, description }]
  })
}

/** From the first line of `dumpcap -v`: "Dumpcap (Wireshark) 4.0.17 (Git ...)." */
export const parseVersion = (text: string): string | null => /(\d+\.\d+(?:\.\d+)?)/.exec(text)?.[1] ?? null

/** What dumpcap says at `status`, without its own name; null: all is well. */
export function parseComplaint({ status, complaint }: Pick<Said, 'status' | 'complaint'>): string | null {
  if (status === 0) return null
  const line = complaint.split(/\r?\n/).find((words) => words.trim() !== '') ?? `it ended with status ${status}`
  return line.replace(/^dumpcap: /, '').trim()
}

export async function dumpcapVersion(path: string): Promise<string | null> {
  return parseVersion((await ask(path, ['-v'])).out)
}

export interface DumpcapList {
  readonly interfaces: readonly ListedInterface[]
  /** Why it lists none; null: it listed. */
  readonly complaint: string | null
}

export async function dumpcapList(path: string): Promise<DumpcapList> {
  const said = await ask(path, ['-D'])
  return { interfaces: parseList(said.out), complaint: parseComplaint(said) }
}

/** What dumpcap says when it opens each of `names` to read its link types; null: it can. */
export async function dumpcapComplaints(
  path: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const complaints = new Map<string, string | null>()
  const left = [...names]
  const next = async (): Promise<void> => {
    for (let name = left.shift(); name !== undefined; name = left.shift())
      complaints.set(name, parseComplaint(await ask(path, ['-L', '-i', name])))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next))
  return complaints
}

function ask(path: string, args: readonly string[]): Promise<Said> {
  return new Promise((resolve) => {
    execFile(path, [...args], { timeout: PATIENCE_MS, windowsHide: true }, (error, out, complaint) => {
      if (error === null) resolve({ status: 0, out, complaint })
      else
        resolve({ status: typeof error.code === 'number' ? error.code : 1, out, complaint: complaint || error.message })
    })
  })
}
