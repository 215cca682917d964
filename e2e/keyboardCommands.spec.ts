/** Every command of the window is given by the keyboard alone, and does something each time. */
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import names from '../resources/locales/en/commands.json' with { type: 'json' }
import { COMMAND_IDS, COMMANDS, type CommandId, type CommandKeys } from '../src/contracts/commands'
import { allSamplesJoined, copyOfSample } from './captures'
import { ask, questionsAreAnswered, saveDialogAnswers } from './live'
import { rested } from './look'
import { expect, type Program, test } from './program'

const folder = mkdtempSync(join(tmpdir(), 'lastack-keys-'))
const NAMES: Readonly<Record<string, string>> = names.names

/** Keys as Playwright writes them: a letter alone is a small one. */
function pressed(key: string): string {
  const written = key.replace('CmdOrCtrl', 'Control').replace(/Plus$/, '+')
  return written.length === 1 ? written.toLowerCase() : written
}

/** What a command can change: all that the page holds, where the focus is, the clipboard, what is preferred. */
async function seen(program: Program): Promise<string> {
  const { app, page } = program
  const { preferences } = await ask(program, 'start:info')
  const around = await app.evaluate(({ BrowserWindow, clipboard }) => [
    BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor(),
    clipboard.readText(),
  ])
  const held = await page.evaluate(() => {
    const fields = [...document.querySelectorAll('input')].map(({ value, checked }) => `${value} ${checked}`)
    const drawn = [...document.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL())
    const focus = [...document.querySelectorAll('*')].indexOf(document.activeElement as Element)
    return `${focus} ${fields} ${drawn} ${document.documentElement.outerHTML}`
  })
  return `${JSON.stringify(preferences)} ${around} ${held}`
}

class Hands {
  readonly given = new Set<CommandId>()
  constructor(readonly program: Program) {}

  press = (key: string) => this.program.page.keyboard.press(pressed(key))

  async leaveDialog(): Promise<void> {
    await this.press('Escape')
    await expect(this.program.page.locator('dialog[open]')).toHaveCount(0)
  }

  /** Gives a command by one of its keys; it changes what there is to see. */
  async byKey(id: CommandId, key: string): Promise<void> {
    // The key before may still move something.
    await rested(this.program)
    const before = await seen(this.program)
    await this.press(key)
    await expect.poll(async () => (await seen(this.program)) !== before, { message: id }).toBe(true)
    this.given.add(id)
  }

  /** Gives commands by their first keys, one after the other. */
  async byKeys(...ids: readonly CommandId[]): Promise<void> {
    for (const id of ids) {
      const { keys }: CommandKeys = COMMANDS[id]
      await this.byKey(id, keys[0] ?? '')
    }
  }

  /** Gives a command by its name. */
  async byName(...ids: readonly CommandId[]): Promise<void> {
    for (const id of ids) {
      const before = await seen(this.program)
      await this.press('Control+Shift+P')
      const field = this.program.page.getByRole('combobox', { name: 'Find a command' })
      await expect(field).toBeFocused()
      await this.program.page.keyboard.type(NAMES[id] ?? '')
      const chosen = this.program.page.locator('dialog [role=option][data-selected=true]')
      await expect(chosen, id).toContainText(NAMES[id] ?? '')
      await this.press('Enter')
      await expect(field).toHaveCount(0)
      await expect.poll(async () => (await seen(this.program)) !== before, { message: id }).toBe(true)
      this.given.add(id)
    }
    this.given.add('palette')
  }

  /** Gives commands by name that write a file. */
  async writing(...ids: readonly CommandId[]): Promise<void> {
    for (const id of ids) {
      const path = await saveDialogAnswers(this.program, join(folder, id))
      await this.byName(id)
      await expect.poll(() => existsSync(path), { message: id }).toBe(true)
    }
  }
}

/** Given by the keyboard where what they act on is at work: tests of graphs and streams, of long work, of live ladders. */
const ELSEWHERE = /^(stopReading|cancelWriting|backToLive|dock|show(?!AllFlows).*|.*[gG]raph.*|walkPoints|otherSeries)$/

async function listAndTimeline(hands: Hands): Promise<void> {
  await hands.byName('focusFlows')
  await hands.byKeys('flowAfter', 'flowBefore')
  await hands.byKey('pageOfFlows', 'PageDown')
  await hands.byKey('endOfFlows', 'End')
  await hands.press('Home')
  await hands.byName('focusTimeline')
  await hands.byKeys('moveRange', 'sizeRange', 'zoomRange', 'allOfTime')
}

async function ladderAndSegment(hands: Hands): Promise<void> {
  await hands.byName('focusLadder')
  await hands.press('Home')
  await hands.byKeys('eventAfter', 'eventBefore', 'farther', 'nearer')
  await hands.press('Home')
  await hands.byKeys('mark', 'leaveMarks', 'searchLadder')
  await hands.program.page.keyboard.type('SYN')
  await hands.press('Enter')
  await hands.press('ArrowDown')
  await hands.byKeys('nextFound', 'foundBefore')
  await hands.press('Home')
  await hands.byKey('selectRow', 'ArrowDown')
  await hands.byKeys('openRow')
  await hands.byKey('nextField', 'ArrowDown')
  await hands.press('Home')
  await hands.byKeys('openLayer')
  await hands.byKeys('fields', 'fields')
  await hands.byName('focusLadder', 'focusSegment')
  await hands.byKeys('nextPane', 'paneBefore', 'explain', 'explain')
}

async function exports(hands: Hands): Promise<void> {
  await hands.byKeys('find')
  await hands.program.page.keyboard.type('8080')
  await expect(hands.program.page.getByRole('region', { name: 'Flow list' })).toContainText(/\d of \d+/)
  await hands.writing('exportFilteredCsv', 'exportFilteredJson', 'saveFiltered')
  await hands.byName('showAllFlows')
  await hands.writing('exportFlowsCsv', 'exportFlowsJson', 'exportReport', 'saveFlow', 'save')
  await hands.writing('exportLadderSvg', 'exportLadderPng', 'exportLadderText', 'exportLadderMermaid')
  await hands.byName('copyLadderText', 'copyLadderMermaid', 'readAgain')
}

async function choices(hands: Hands): Promise<void> {
  await hands.byKeys('zoomIn', 'zoomOut', 'zoomIn', 'zoomReset', 'preferences')
  await hands.leaveDialog()
  await hands.byKey('keys', 'F1')
  await hands.leaveDialog()
  await hands.byName('themeDark', 'themeLight', 'themeSystem', 'themeNext', 'densityCompact', 'densityRoomy')
  await hands.byName('timesUtc', 'timesLocal', 'timesRelative', 'columns')
  await hands.leaveDialog()
  await hands.byName('focusLadder')
  await hands.press('g')
  await expect(hands.program.page.getByRole('separator', { name: 'Height of the pane under the ladder' })).toBeVisible()
  await hands.byName('resetLayout', 'languageEnglish', 'languageSystem', 'languageChinese')
  // What one knows by its English name is found by it.
  await hands.press('Control+Shift+P')
  await expect(hands.program.page.locator('dialog [role=combobox]')).toBeFocused()
  await hands.program.page.keyboard.type(NAMES.languageEnglish ?? '')
  await hands.press('Enter')
  await expect(hands.program.page.locator('html')).toHaveAttribute('lang', 'en')
}

async function live(hands: Hands): Promise<void> {
  const { page } = hands.program
  await questionsAreAnswered(hands.program, 'Discard')
  await hands.byName('openSockets')
  await expect(page.getByRole('grid', { name: 'Sockets' })).toBeVisible()
  await hands.byKeys('viewTimeWaits', 'viewSockets', 'captureStart')
  const box = page.getByRole('checkbox', { name: /^lo\b/ })
  await expect(box).toBeVisible()
  await expect(async () => {
    await hands.press('Tab')
    await expect(box).toBeFocused({ timeout: 50 })
  }).toPass({ intervals: [0] })
  await hands.press('Space')
  await hands.press('Enter')
  await expect(page.getByRole('region', { name: 'Live capture' })).toContainText('Capturing')
  await hands.byKeys('viewSockets', 'viewFlows', 'captureRestart')
  await expect(page.getByRole('region', { name: 'Live capture' })).toContainText('Capturing')
  await hands.byKeys('captureStop')
}

test('every command is given by the keyboard alone', async ({ start }) => {
  test.setTimeout(240_000)
  const program = await start([allSamplesJoined()])
  const hands = new Hands(program)
  await expect(program.ladder().locator('tbody tr').first()).toBeAttached()
  await listAndTimeline(hands)
  await ladderAndSegment(hands)
  await exports(hands)
  await choices(hands)
  await program.dialogWillAnswer(copyOfSample('zero-window.pcapng'))
  await hands.byKeys('open')
  await program.titleIs('zero-window.pcapng')
  await expect(program.ladder().locator('tbody tr').first()).toBeAttached()
  await hands.byName('focusLadder')
  await hands.byKeys('timeAxis', 'stretchTime', 'compressTime')
  await hands.byKeys('close')
  await hands.byName('clearRecent')
  await live(hands)
  expect(COMMAND_IDS.filter((id) => !hands.given.has(id) && !ELSEWHERE.test(id))).toEqual([])
})
