/** The dialog that asks where to save, and the save that follows. */
import { join } from 'node:path'
import { app, dialog } from 'electron'
import type { SaveSelection } from '../../contracts/engineProcess'
import type { Anonymising } from '../../contracts/exports'
import type { SaveResult } from '../../contracts/ipc'
import { NOTHING_TOLD } from '../../contracts/told'
import type { Captures } from '../captures'
import type { EngineProcess } from '../engine'
import { ANONYMOUS_NAME } from '../exporting'
import { inWords, tell } from '../saying'
import type { MainWindow } from '../window'
import type { Writing } from '../writings'
import type { LiveSession } from './liveSession'
import { copyCapture, isCancelled, isWholeFile, proposedName, savedResult, whyNotThere } from './saving'

/** What packets are written with. */
export interface SavedAs {
  /** Verdicts as comments. */
  readonly hasComments: boolean
  /** null: addresses as they are. */
  readonly anonymising: Anonymising | null
}

/** As it was captured. */
export const AS_IT_IS: SavedAs = { hasComments: false, anonymising: null }

export class SaveDialog {
  constructor(
    private readonly window: MainWindow,
    private readonly engine: EngineProcess,
    private readonly captures: Captures,
  ) {}

  /** Asks, and saves of the open capture, which is `session` where that is live, what `selection` says. */
  async save(session: LiveSession | null, selection: SaveSelection, how: SavedAs): Promise<SaveResult> {
    const { captures } = this
    if (!captures.isOpen()) return { path: null, message: tell('noCapture') }
    const { dialogs, work } = this.window.words()
    const { canceled, filePath } = await dialog.showSaveDialog(this.window.browser, {
      title: dialogs.savePackets,
      defaultPath: join(
        app.getPath('documents'),
        proposedName(how.anonymising === null ? captures.name() : ANONYMOUS_NAME, new Date()),
      ),
      filters: [{ name: dialogs.captures, extensions: ['pcapng'] }],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    })
    if (canceled || !filePath) return { path: null, message: NOTHING_TOLD }
    const files = captures.files()
    const why = whyNotThere(filePath, files)
    if (why !== null) return { path: null, message: why }
    const written = this.window.writings.run(filePath, (writing) =>
      this.write(filePath, session, selection, how, writing),
    )
    const result = await this.window.notifier.watch(written, (ended) =>
      isCancelled(ended)
        ? null
        : {
            title: ended.path === null ? work.failedTitle : work.savedTitle,
            body: ended.path ?? inWords(ended.message),
          },
    )
    if (result.path !== null) captures.remember(result.path)
    return result
  }

  private async write(
    path: string,
    session: LiveSession | null,
    selection: SaveSelection,
    { hasComments, anonymising }: SavedAs,
    writing: Writing,
  ): Promise<SaveResult> {
    const [file] = session?.files() ?? []
    if (
      file !== undefined &&
      session !== null &&
      isWholeFile(selection, hasComments || anonymising !== null, session.files())
    ) {
      const { packets, ...result } = await copyCapture(file, path, writing)
      if (result.path !== null) session.saved(packets)
      return result
    }
    const { packets, message } = await this.engine.save({ path, selection, hasComments, anonymising }, writing)
    if (packets === null) return { path: null, message }
    if (selection.what === 'all' && anonymising === null) session?.saved(packets)
    return savedResult(path, packets)
  }
}
