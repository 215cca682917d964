/**
 * The colours of both themes for what is drawn without the window's stylesheet. A test holds them equal to
 * renderer/ui/tokens.css, which says where they come from.
 */
import type { ThemeName } from '../../../contracts/exports'
import type { StateName } from '../../../contracts/names'

const LIGHT = {
  canvas: '#f9fafc',
  panel: '#ffffff',
  raised: '#f4f5f8',
  line: '#e1e3e7',
  text: '#1b212a',
  muted: '#5d646f',
  accent: '#1c65c8',
  'accent-soft': '#e1eeff',
  ok: '#00764f',
  note: '#1666aa',
  warning: '#965e00',
  stuck: '#c52b2d',
  'syn-sent-fill': '#c8e7ff',
  'syn-sent-ink': '#12426d',
  'syn-sent-edge': '#3a84ca',
  'syn-rcvd-fill': '#bfeaff',
  'syn-rcvd-ink': '#004767',
  'syn-rcvd-edge': '#008cc0',
  'established-fill': '#c3efd8',
  'established-ink': '#004e31',
  'established-edge': '#089868',
  'fin-wait-1-fill': '#d8e1ff',
  'fin-wait-1-ink': '#343a6e',
  'fin-wait-1-edge': '#6c77cd',
  'fin-wait-2-fill': '#e3ddff',
  'fin-wait-2-ink': '#41356b',
  'fin-wait-2-edge': '#8370c7',
  'closing-fill': '#cfe4ff',
  'closing-ink': '#243e6f',
  'closing-edge': '#547ecd',
  'close-wait-fill': '#f8e0b4',
  'close-wait-ink': '#5a3800',
  'close-wait-edge': '#ac7400',
  'last-ack-fill': '#ffd9bf',
  'last-ack-ink': '#672d00',
  'last-ack-edge': '#c1631b',
  'time-wait-fill': '#ffd4f1',
  'time-wait-ink': '#602852',
  'time-wait-edge': '#b55b9e',
  'closed-fill': '#e0e3e7',
  'closed-ink': '#3d4046',
  'closed-edge': '#7b808a',
  'listen-fill': '#e0e3e7',
  'listen-ink': '#3d4046',
  'listen-edge': '#7b808a',
  'unknown-fill': '#e2e3e5',
  'unknown-ink': '#3e4043',
  'unknown-edge': '#7e8085',
  'reset-fill': '#ffd1cc',
  'reset-ink': '#711d1f',
  'reset-edge': '#d24d4c',
} as const

export type Token = keyof typeof LIGHT

const DARK = {
  canvas: '#0e1116',
  panel: '#15181e',
  raised: '#1e2229',
  line: '#2c3038',
  text: '#e8ebf1',
  muted: '#9ea5b0',
  accent: '#77b5fb',
  'accent-soft': '#203149',
  ok: '#60d4a1',
  note: '#80bdfb',
  warning: '#f1bf5b',
  stuck: '#ff857b',
  'syn-sent-fill': '#1f3952',
  'syn-sent-ink': '#cce8ff',
  'syn-sent-edge': '#5ea0e3',
  'syn-rcvd-fill': '#133b4e',
  'syn-rcvd-ink': '#c4ebff',
  'syn-rcvd-edge': '#3ba8d9',
  'established-fill': '#183f2e',
  'established-ink': '#c8f0da',
  'established-edge': '#48b284',
  'fin-wait-1-fill': '#2f3453',
  'fin-wait-1-ink': '#dbe3ff',
  'fin-wait-1-edge': '#8794e5',
  'fin-wait-2-fill': '#373151',
  'fin-wait-2-ink': '#e5dfff',
  'fin-wait-2-edge': '#9d8ddf',
  'closing-fill': '#273653',
  'closing-ink': '#d3e5ff',
  'closing-edge': '#729be6',
  'close-wait-fill': '#473308',
  'close-wait-ink': '#f8e2ba',
  'close-wait-edge': '#c59114',
  'last-ack-fill': '#4f2d17',
  'last-ack-ink': '#ffdbc4',
  'last-ack-edge': '#db8247',
  'time-wait-fill': '#4b2a41',
  'time-wait-ink': '#fed7f1',
  'time-wait-edge': '#cf79b8',
  'closed-fill': '#35373a',
  'closed-ink': '#e2e5e9',
  'closed-edge': '#969ca5',
  'listen-fill': '#35373a',
  'listen-ink': '#e2e5e9',
  'listen-edge': '#969ca5',
  'unknown-fill': '#363738',
  'unknown-ink': '#e3e4e6',
  'unknown-edge': '#999ba0',
  'reset-fill': '#562624',
  'reset-ink': '#ffd5d0',
  'reset-edge': '#ec6f6b',
} as const satisfies Record<Token, string>

export const THEMES: Readonly<Record<ThemeName, Readonly<Record<Token, string>>>> = { light: LIGHT, dark: DARK }

/** A colour as an attribute holds it. */
export type Paint = (token: Token) => string

/** Colours of one theme, for a picture that stands alone. */
export const paintOf =
  (theme: ThemeName): Paint =>
  (token) =>
    THEMES[theme][token]

/** Colours of whatever theme the page has that the picture is part of. */
export const paintOfPage: Paint = (token) => `var(--${token})`

/** The token of a state's tone. */
export const stateToken = (state: StateName, tone: 'fill' | 'ink' | 'edge'): Token =>
  `${state.toLowerCase().replaceAll('_', '-')}-${tone}` as Token
