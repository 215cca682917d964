/** The texts of the window, one namespace a folder; those in English say which keys there are. */
import englishApp from '../../../resources/locales/en/app.json'
import englishCommands from '../../../resources/locales/en/commands.json'
import englishDock from '../../../resources/locales/en/dock.json'
import englishExplain from '../../../resources/locales/en/explain.json'
import englishExport from '../../../resources/locales/en/export.json'
import englishFilter from '../../../resources/locales/en/filter.json'
import englishFlows from '../../../resources/locales/en/flows.json'
import englishFollow from '../../../resources/locales/en/follow.json'
import englishGlossary from '../../../resources/locales/en/glossary.json'
import englishGraphs from '../../../resources/locales/en/graphs.json'
import englishLadder from '../../../resources/locales/en/ladder.json'
import englishLive from '../../../resources/locales/en/live.json'
import englishOverview from '../../../resources/locales/en/overview.json'
import englishSegment from '../../../resources/locales/en/segment.json'
import englishStart from '../../../resources/locales/en/start.json'
import englishTwoEnds from '../../../resources/locales/en/twoEnds.json'
import englishVerdict from '../../../resources/locales/en/verdict.json'
import englishWireshark from '../../../resources/locales/en/wireshark.json'
import englishWords from '../../../resources/locales/en/words.json'
import chineseApp from '../../../resources/locales/zh-CN/app.json'
import chineseCommands from '../../../resources/locales/zh-CN/commands.json'
import chineseDock from '../../../resources/locales/zh-CN/dock.json'
import chineseExplain from '../../../resources/locales/zh-CN/explain.json'
import chineseExport from '../../../resources/locales/zh-CN/export.json'
import chineseFilter from '../../../resources/locales/zh-CN/filter.json'
import chineseFlows from '../../../resources/locales/zh-CN/flows.json'
import chineseFollow from '../../../resources/locales/zh-CN/follow.json'
import chineseGlossary from '../../../resources/locales/zh-CN/glossary.json'
import chineseGraphs from '../../../resources/locales/zh-CN/graphs.json'
import chineseLadder from '../../../resources/locales/zh-CN/ladder.json'
import chineseLive from '../../../resources/locales/zh-CN/live.json'
import chineseOverview from '../../../resources/locales/zh-CN/overview.json'
import chineseSegment from '../../../resources/locales/zh-CN/segment.json'
import chineseStart from '../../../resources/locales/zh-CN/start.json'
import chineseTwoEnds from '../../../resources/locales/zh-CN/twoEnds.json'
import chineseVerdict from '../../../resources/locales/zh-CN/verdict.json'
import chineseWireshark from '../../../resources/locales/zh-CN/wireshark.json'
import chineseWords from '../../../resources/locales/zh-CN/words.json'

export const ENGLISH = {
  app: englishApp,
  commands: englishCommands,
  dock: englishDock,
  graphs: englishGraphs,
  glossary: englishGlossary,
  start: englishStart,
  live: englishLive,
  overview: englishOverview,
  filter: englishFilter,
  flows: englishFlows,
  follow: englishFollow,
  ladder: englishLadder,
  verdict: englishVerdict,
  segment: englishSegment,
  twoEnds: englishTwoEnds,
  export: englishExport,
  explain: englishExplain,
  wireshark: englishWireshark,
  words: englishWords,
} as const

export const CHINESE = {
  app: chineseApp,
  commands: chineseCommands,
  dock: chineseDock,
  graphs: chineseGraphs,
  glossary: chineseGlossary,
  start: chineseStart,
  live: chineseLive,
  overview: chineseOverview,
  filter: chineseFilter,
  flows: chineseFlows,
  follow: chineseFollow,
  ladder: chineseLadder,
  verdict: chineseVerdict,
  segment: chineseSegment,
  twoEnds: chineseTwoEnds,
  export: chineseExport,
  explain: chineseExplain,
  wireshark: chineseWireshark,
  words: chineseWords,
} as const
