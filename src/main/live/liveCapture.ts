/** The program's live capture, one at a time: started, stopped, recovered, left. */
import { stat } from 'node:fs/promises'
import type { CaptureSettings } from '../../contracts/capture'
import type { LiveStatus, OpenResult, Recoverable, StartResult } from '../../contracts/ipc'
import { NOTHING_TOLD } from '../../contracts/told'
import type { Captures, Leaving } from '../captures'
import type { EngineProcess } from '../engine'
import { reasonOf, tell } from '../saying'
import { LiveSession, type SessionListener, type StartRun } from './liveSession'
import { howItEnded, recoverableSessions } from './recovery'
import { createSession, findSession, type SessionFolder } from './sessionFolder'
import { NO_CAPTURE, recovered, starting } from './status'
import { StatusBoard } from './statusBoard'
import { wholePackets } from './wholePackets'

/** What the user wants of a capture that would be lost. */
export type Answer = 'save' | 'discard' | 'keep'

export interface LiveUses {
  /** The folder of all sessions. */
  readonly root: string
  readonly startRun: StartRun
  readonly engine: EngineProcess
  readonly captures: () => Captures
  tell(status: LiveStatus): void
  ask(status: LiveStatus, name: string): Promise<Answer>
  /** Saves all packets of `session` where the user says; false: not done. */
  save(session: LiveSession): Promise<boolean>
}

const kept = (): StartResult => ({ ok: false, reason: 'busy', message: tell('keptOpen'), fix: null })
const gone = (): OpenResult => ({ ok: false, reason: 'unreadable', message: tell('captureGone') })

export class LiveCapture implements Leaving {
  private session: LiveSession | null = null
  private isStarting = false
  /** Asked to start, and not started yet. */
  private beginning: LiveSession | null = null
  private readonly board: StatusBoard
  /** Sessions from their folder's making to its end: they are neither offered nor tidied away meanwhile. */
  private readonly inUse = new Set<string>()

  constructor(private readonly uses: LiveUses) {
    this.board = new StatusBoard(NO_CAPTURE, (status) => uses.tell(status))
  }

  status = (): LiveStatus => this.board.get()
  current = (): LiveSession | null => this.session

  /** Starts a session in place of what is open. */
  async start(settings: CaptureSettings): Promise<StartResult> {
    if (this.isStarting) return { ok: false, reason: 'busy', message: tell('isStarting'), fix: null }
    this.isStarting = true
    try {
      return (await this.mayLeave()) ? await this.begin(settings) : kept()
    } finally {
      this.isStarting = false
    }
  }

  async restart(): Promise<StartResult> {
    const { settings } = this.status()
    if (settings !== null) return this.start(settings)
    return { ok: false, reason: 'error', message: tell('noneMade'), fix: null }
  }

  async stop(): Promise<void> {
    await (this.beginning ?? this.session)?.stop()
  }

  recoverable = (): Promise<Recoverable[]> => recoverableSessions(this.uses.root, (id) => this.inUse.has(id))

  /** Opens what a session left. It is asked about before it is closed, as any capture that isn't saved. */
  async recover(id: string): Promise<OpenResult> {
    const folder = await findSession(this.uses.root, id)
    if (folder === null || this.inUse.has(id)) return gone()
    const files = await folder.files()
    const file = files.at(-1)
    if (file === undefined) return gone()
    if (!(await this.mayLeave())) return { ok: false, reason: 'cancelled', message: NOTHING_TOLD }
    this.inUse.add(id)
    const whole = await Promise.all(files.map((path) => wholePackets(path)))
    const packets = whole.reduce((sum, part) => sum + part.packets, 0)
    const bytes = whole.reduce((sum, part) => sum + part.bytes, 0)
    const record = await folder.read()
    const writtenAt = (await stat(file)).mtimeMs
    const status = recovered(record, { packets, bytes, file, writtenAt, message: howItEnded(record) })
    return this.replaceBy(new LiveSession(folder, status, files, this.listener))
  }

  /** Deletes what a session left; the open one is closed instead. */
  async discard(id: string): Promise<void> {
    if (!this.inUse.has(id)) await (await findSession(this.uses.root, id))?.remove()
  }

  /** Whether what would be lost is saved, or given up. The capture is over then. */
  async mayLeave(): Promise<boolean> {
    const { session } = this
    if (session === null) return true
    // Packets may have come since the last count.
    if (session.isRunning() && session.status.packets === 0) await session.stop()
    if (session.status.packets === 0) return true
    if (session.status.isSaved && !session.isRunning()) return true
    const answer = await this.uses.ask(session.status, session.name)
    if (answer === 'keep') return false
    await session.stop()
    return answer === 'discard' || session.status.isSaved || this.uses.save(session)
  }

  /** Deletes the session that was left; its engine has ended. */
  async left(): Promise<void> {
    const { session } = this
    if (session === null) return
    this.session = null
    this.board.set(NO_CAPTURE)
    await this.remove(session.folder)
  }

  private async begin(settings: CaptureSettings): Promise<StartResult> {
    const before = this.status()
    let folder: SessionFolder
    try {
      folder = createSession(this.uses.root, Date.now())
    } catch (error) {
      const message = tell('noPlace', { why: reasonOf(error) })
      return { ok: false, reason: 'error', message, fix: null }
    }
    this.inUse.add(folder.id)
    const session = new LiveSession(folder, starting(settings), [], this.listener)
    this.beginning = session
    const result = await session.begin(this.uses.startRun)
    this.beginning = null
    if (result.ok) {
      this.replaceBy(session)
      return result
    }
    await this.remove(folder)
    this.board.set(this.session === null ? { ...NO_CAPTURE, message: result.message, fix: result.fix } : before)
    return result
  }

  private replaceBy(session: LiveSession): OpenResult {
    const old = this.session
    this.session = session
    this.board.set(session.status)
    const result = this.uses.captures().follow(session)
    if (old !== null) void this.remove(old.folder)
    return result
  }

  private readonly listener: SessionListener = {
    onStatus: (session) => {
      if (session === this.session || session === this.beginning) this.board.set(session.status)
    },
    onFile: (session, file, removed) => {
      if (session === this.session) this.uses.engine.next(file, removed)
    },
    onOver: (session) => {
      if (session === this.session) this.uses.engine.ended()
    },
  }

  /** What can't be deleted now is marked, and goes at the next start. */
  private async remove(folder: SessionFolder): Promise<void> {
    try {
      await folder.markClosed()
      await folder.remove()
    } catch (error) {
      console.error(`${folder.path} was not deleted: ${error instanceof Error ? error.message : error}`)
    } finally {
      this.inUse.delete(folder.id)
    }
  }
}
