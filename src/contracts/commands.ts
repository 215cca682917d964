/**
 * Every command of the window with its keys: the one list from which key presses, palette, key help and menu take them.
 * A key is written as Electron writes accelerators (`CmdOrCtrl+Shift+P`), with `key` of a keyboard event at its end.
 */

/** Where a command's keys work: anywhere (`window`; `live`: about live capture), or while the focus is in that pane. */
export const KEY_PLACES = ['window', 'flows', 'ladder', 'timeline', 'live', 'graph', 'segment'] as const
export type KeyPlace = (typeof KEY_PLACES)[number]

export interface CommandKeys {
  readonly place: KeyPlace
  /** The first is the one that is shown. */
  readonly keys: readonly string[]
  /** Only keys: too small a step to be looked for by name. */
  readonly isStep?: true
}

const command = <const Place extends KeyPlace>(place: Place, ...keys: string[]) => ({ place, keys })
const step = <const Place extends KeyPlace>(place: Place, ...keys: string[]) => ({ place, keys, isStep: true }) as const

export const COMMANDS = {
  palette: command('window', 'CmdOrCtrl+Shift+P', 'CmdOrCtrl+P'),
  open: command('window', 'CmdOrCtrl+O'),
  close: command('window', 'CmdOrCtrl+W'),
  find: command('window', 'CmdOrCtrl+F', '/'),
  preferences: command('window', 'CmdOrCtrl+,'),
  keys: command('window', '?', 'F1'),
  explain: command('window', 'E'),
  dock: command('window', 'G'),
  showSequence: command('window'),
  showRoundTrip: command('window'),
  showWindow: command('window'),
  showThroughput: command('window'),
  showFollow: command('window'),
  fields: command('window', 'W'),
  nextPane: command('window', 'F6'),
  paneBefore: command('window', 'Shift+F6'),
  zoomIn: command('window', 'CmdOrCtrl+Plus', 'CmdOrCtrl+='),
  zoomOut: command('window', 'CmdOrCtrl+-'),
  zoomReset: command('window', 'CmdOrCtrl+0'),
  save: command('window', 'CmdOrCtrl+S'),
  stopReading: command('window'),
  readAgain: command('window'),
  cancelWriting: command('window'),
  showAllFlows: command('window'),
  clearRecent: command('window'),
  themeNext: command('window'),
  themeSystem: command('window'),
  themeLight: command('window'),
  themeDark: command('window'),
  languageSystem: command('window'),
  languageEnglish: command('window'),
  languageChinese: command('window'),
  densityRoomy: command('window'),
  densityCompact: command('window'),
  timesRelative: command('window'),
  timesUtc: command('window'),
  timesLocal: command('window'),
  columns: command('window'),
  resetLayout: command('window'),
  exportFlowsCsv: command('window'),
  exportFlowsJson: command('window'),
  exportFilteredCsv: command('window'),
  exportFilteredJson: command('window'),
  exportReport: command('window'),
  exportLadderSvg: command('window'),
  exportLadderPng: command('window'),
  exportLadderText: command('window'),
  exportLadderMermaid: command('window'),
  copyLadderText: command('window'),
  copyLadderMermaid: command('window'),
  saveFiltered: command('window'),
  saveFlow: command('window'),

  captureStart: command('live', 'CmdOrCtrl+K'),
  captureStop: command('live', 'CmdOrCtrl+E'),
  captureRestart: command('live', 'CmdOrCtrl+R'),
  openSockets: command('live'),
  viewFlows: command('live', '1'),
  viewSockets: command('live', '2'),
  viewTimeWaits: command('live', '3'),

  focusFlows: command('flows'),
  flowBefore: step('flows', 'ArrowUp'),
  flowAfter: step('flows', 'ArrowDown'),
  pageOfFlows: step('flows', 'PageUp', 'PageDown'),
  endOfFlows: step('flows', 'Home', 'End'),

  focusTimeline: command('timeline'),
  moveRange: step('timeline', 'ArrowRight', 'ArrowLeft'),
  sizeRange: step('timeline', 'Shift+ArrowRight', 'Shift+ArrowLeft', 'ArrowUp', 'ArrowDown'),
  zoomRange: step('timeline', 'Enter', 'Backspace'),
  allOfTime: command('timeline', 'Escape'),

  focusLadder: command('ladder'),
  selectRow: step('ladder', 'ArrowUp', 'ArrowDown'),
  eventBefore: command('ladder', '['),
  eventAfter: command('ladder', ']'),
  farther: command('ladder', '-'),
  nearer: command('ladder', 'Plus', '='),
  timeAxis: command('ladder', 'T'),
  stretchTime: command('ladder', 'Z'),
  compressTime: command('ladder', 'Shift+Z'),
  mark: command('ladder', 'Space'),
  searchLadder: command('ladder', '/'),
  nextFound: command('ladder', 'N'),
  foundBefore: command('ladder', 'Shift+N'),
  openRow: step('ladder', 'Enter', 'ArrowRight'),
  leaveMarks: command('ladder', 'Escape'),
  backToLive: step('ladder', 'End'),

  focusGraph: command('graph'),
  walkPoints: step('graph', 'ArrowRight', 'ArrowLeft'),
  otherSeries: step('graph', 'ArrowUp', 'ArrowDown'),
  endOfGraph: step('graph', 'Home', 'End'),
  graphNearer: command('graph', 'Plus', '='),
  graphFarther: command('graph', '-'),
  moveGraph: step('graph', 'Shift+ArrowRight', 'Shift+ArrowLeft'),
  wholeGraph: command('graph', 'Escape'),
  graphToLadder: step('graph', 'Enter'),

  focusSegment: command('segment'),
  openLayer: step('segment', 'ArrowRight', 'ArrowLeft'),
  nextField: step('segment', 'ArrowUp', 'ArrowDown'),
} as const satisfies Record<string, CommandKeys>

export type CommandId = keyof typeof COMMANDS
export const COMMAND_IDS = Object.keys(COMMANDS) as [CommandId, ...CommandId[]]
