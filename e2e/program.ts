/** The program as its user sees it: a page object around real Electron. Locators go by role and name. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test'

const ROOT = join(import.meta.dirname, '..')

/** Chromium's sandbox refuses to run as root; anyone else keeps it. */
const IS_ROOT = process.getuid?.() === 0

const commandLine = (profile: string, args: readonly string[]) => [`--user-data-dir=${profile}`, ROOT, ...args]

/** The executable of Electron. */
export const electronPath = () => createRequire(import.meta.url)('electron') as string

/** Starts the program once more with the profile of one that runs, and waits until this second one has ended. */
export function startAgain(profile: string, args: readonly string[]): void {
  execFileSync(electronPath(), [...(IS_ROOT ? ['--no-sandbox'] : []), ...commandLine(profile, args)], {
    stdio: 'ignore',
  })
}

export interface LadderLine {
  what: string
  from: string
  client: string
  server: string
  frame: string
}

export class Program {
  private constructor(
    readonly app: ElectronApplication,
    readonly page: Page,
  ) {}

  /** Starts the program with a profile of its own. `args`: what a user types after its name; `env`: on top of ours. */
  static async start(
    args: readonly string[] = [],
    profile = freshProfile(),
    env: Readonly<Record<string, string>> = {},
  ): Promise<Program> {
    const ours = Object.entries(process.env).filter((one): one is [string, string] => one[1] !== undefined)
    const app = await _electron.launch({
      cwd: ROOT,
      args: commandLine(profile, args),
      chromiumSandbox: !IS_ROOT,
      env: { ...Object.fromEntries(ours), ...env },
    })
    const page = await app.firstWindow()
    page.on('pageerror', (error) => console.error(`In the page: ${error.message}`))
    return new Program(app, page)
  }

  close = () => this.app.close()

  // Start page
  openButton = () => this.page.getByRole('button', { name: 'Open a capture' })
  sample = (title: string) => this.page.getByRole('region', { name: 'Samples' }).getByRole('button', { name: title })
  recent = (name: string) => this.page.getByRole('region', { name: 'Your captures' }).getByRole('button', { name })

  // An open capture
  flows = () => this.page.getByRole('grid', { name: 'Flows' })
  flowRows = () =>
    this.flows()
      .getByRole('row')
      .filter({ has: this.page.getByRole('gridcell') })
  ladder = () => this.page.getByRole('table', { name: 'Ladder rows' })
  ladderCanvas = () => this.page.getByRole('group', { name: 'Ladder of the selected flow' })
  segmentFields = () => this.page.getByRole('tree', { name: 'Segment fields' })
  alert = () => this.page.getByRole('alert')

  async titleIs(capture: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: capture })).toBeVisible()
  }

  /** The next file dialog answers with `paths`. The dialog is the system's own: only its answer is put in its place. */
  async dialogWillAnswer(...paths: readonly string[]): Promise<void> {
    await this.app.evaluate(
      ({ dialog }, chosen) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: chosen })
      },
      [...paths],
    )
  }

  /** Drags `paths` from outside onto the middle of the window and lets go. */
  async drop(...paths: readonly string[]): Promise<void> {
    const devtools = await this.page.context().newCDPSession(this.page)
    const data = { items: [], files: [...paths], dragOperationsMask: 1 }
    const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
      devtools.send('Input.dispatchDragEvent', { type, x: 480, y: 300, data })
    await drag('dragEnter')
    await drag('dragOver')
    // Whether a drop counts is what the page answered to the last move: a busy one takes its time.
    await expect(this.page.getByText('Drop to open')).toBeVisible()
    await drag('dragOver')
    await drag('drop')
  }

  /** Selects a flow by its row in the list, 0-based, and waits for its ladder. */
  async selectFlow(row: number): Promise<void> {
    await this.flows().locator(`#flow-row-${row}`).click()
    await expect(this.ladder()).toBeAttached()
  }

  /** The ladder's visible rows, as its table for screen readers tells them. */
  async ladderLines(): Promise<LadderLine[]> {
    return this.ladder()
      .locator('tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => {
          const [, from = '', what = '', client = '', server = '', , frame = ''] = [...row.children].map(
            (cell) => cell.textContent ?? '',
          )
          return { what, from, client, server, frame }
        }),
      )
  }

  /** Process ids of the engine's processes that run, oldest first: that of the open capture, then the one kept ready. */
  enginePids = () =>
    this.app.evaluate(({ app }) =>
      app
        .getAppMetrics()
        .filter(({ name }) => name === 'Lastack engine')
        .sort((a, b) => a.creationTime - b.creationTime)
        .map(({ pid }) => pid),
    )
}

export const freshProfile = () => mkdtempSync(join(tmpdir(), 'lastack-profile-'))

/** Tests get `start`, and every program that they start is closed when they end. */
export const test = base.extend<{ start: typeof Program.start }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from this pattern
  start: async ({}, use) => {
    const started: Program[] = []
    await use(async (...args) => {
      const program = await Program.start(...args)
      started.push(program)
      return program
    })
    for (const program of started) await program.close()
  },
})
export { expect } from '@playwright/test'
