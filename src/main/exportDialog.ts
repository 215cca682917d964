/** The dialog that asks where an export goes, and the export that follows. */
import { join } from 'node:path'
import { app, dialog } from 'electron'
import type { ExportOrder } from '../contracts/engineProcess'
import type { PictureType } from '../contracts/exports'
import type { SaveResult } from '../contracts/ipc'
import { NOTHING_TOLD } from '../contracts/told'
import type { Captures } from './captures'
import type { EngineProcess } from './engine'
import {
  ANONYMOUS_NAME,
  type ExportKind,
  exportName,
  kindOf,
  pictureKind,
  writePicture,
  writtenResult,
} from './exporting'
import { isCancelled, whyNotThere } from './live/saving'
import { inWords, tell } from './saying'
import type { MainWindow } from './window'
import type { Writing } from './writings'

const CANCELLED: SaveResult = { path: null, message: NOTHING_TOLD }

export class ExportDialog {
  constructor(
    private readonly window: MainWindow,
    private readonly engine: EngineProcess,
    private readonly captures: Captures,
  ) {}

  /** Asks, and has the engine write it: what is exported never passes through here. */
  save(order: ExportOrder): Promise<SaveResult> {
    return this.ask(kindOf(order, this.window.words()), order.isAnonymised === true, async (path, writing) => {
      const { isWritten, message } = await this.engine.export(path, order, writing)
      return isWritten ? writtenResult(path) : { path: null, message }
    })
  }

  /** Asks, and writes the ladder of `flows`, or the `graph` of one, as the window made it. */
  picture(
    flows: readonly number[],
    bytes: Uint8Array,
    isAnonymised: boolean,
    graph: string,
    type: PictureType,
  ): Promise<SaveResult> {
    const kind = pictureKind(flows, this.window.words(), graph, type)
    return this.ask(kind, isAnonymised, (path) => writePicture(path, bytes, type))
  }

  private async ask(
    kind: ExportKind,
    isAnonymised: boolean,
    write: (path: string, writing: Writing) => Promise<SaveResult>,
  ): Promise<SaveResult> {
    const { captures } = this
    if (!captures.isOpen()) return { path: null, message: tell('noCapture') }
    const { canceled, filePath } = await dialog.showSaveDialog(this.window.browser, {
      title: kind.title,
      defaultPath: join(app.getPath('documents'), exportName(isAnonymised ? ANONYMOUS_NAME : captures.name(), kind)),
      filters: [{ name: kind.type, extensions: [kind.extension] }],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    })
    if (canceled || !filePath) return CANCELLED
    const why = whyNotThere(filePath, captures.files())
    if (why !== null) return { path: null, message: why }
    const { work } = this.window.words()
    const written = this.window.writings.run(filePath, (writing) => write(filePath, writing))
    return this.window.notifier.watch(written, (result) =>
      isCancelled(result)
        ? null
        : {
            title: result.path === null ? work.failedTitle : work.exportedTitle,
            body: result.path ?? inWords(result.message),
          },
    )
  }
}
