/** A program with sockets on one of the hosts, told what to do line by line; see actor.c. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const SOURCE = fileURLToPath(new URL('actor.c', import.meta.url))

/** Compiles the program. @param name what the kernel calls its processes: at most 15 characters. */
export function compileActor(folder: string, name: string): string {
  const program = `${folder}/${name}`
  execFileSync('cc', ['-O1', '-Wall', '-o', program, SOURCE], { stdio: 'inherit' })
  return program
}

export class Actor {
  private readonly child: ChildProcess
  private readonly heard: string[] = []
  private waiting: ((line: string) => void) | null = null

  /** @param prefix what starts a program on its host: see Network.prefix. */
  constructor(prefix: readonly string[], program: string) {
    const [first, ...words] = [...prefix, program]
    this.child = spawn(first as string, words, { stdio: ['pipe', 'pipe', 'inherit'] })
    if (this.child.stdout) createInterface(this.child.stdout).on('line', (line) => this.hear(line))
  }

  get pid(): number {
    return this.child.pid ?? 0
  }

  /** @returns what came of it: `ok`, `wrote 10`, or the system's words for an error. */
  async tell(socket: number, command: string): Promise<string> {
    this.child.stdin?.write(`${socket} ${command}\n`)
    const line = this.heard.shift() ?? (await new Promise<string>((resolve) => (this.waiting = resolve)))
    return line.slice(line.indexOf(' ') + 1)
  }

  /** @throws where the answer isn't `ok`. */
  async do(socket: number, command: string): Promise<void> {
    const answer = await this.tell(socket, command)
    if (answer !== 'ok') throw new Error(`${socket} ${command}: ${answer}`)
  }

  end(): void {
    this.child.kill('SIGKILL')
  }

  private hear(line: string): void {
    if (this.waiting === null) this.heard.push(line)
    else {
      const { waiting } = this
      this.waiting = null
      waiting(line)
    }
  }
}
