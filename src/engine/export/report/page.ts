/** The frame of a report's page: its policy, its colours in both themes, its faces. No script, nothing fetched. */

import { createHash } from 'node:crypto'
import type { ThemeName } from '../../../contracts/exports'
import { language } from '../../said/said'
import { LADDER_STYLE } from '../svg/style'
import { escaped } from '../svg/text'
import { THEMES } from '../svg/theme'

const colours = (theme: ThemeName): string =>
  `color-scheme:${theme};${Object.entries(THEMES[theme])
    .map(([token, colour]) => `--${token}:${colour}`)
    .join(';')}`

const STYLE = `
:root{${colours('light')}}
@media screen and (prefers-color-scheme:dark){:root{${colours('dark')}}}
${LADDER_STYLE}
.ladder{max-width:100%;height:auto;display:block}
.ladder-target{fill:none}
.ladder-target:target{fill:var(--accent-soft);stroke:var(--accent)}
*{box-sizing:border-box}
body{margin:0;background:var(--canvas);color:var(--text);font:14px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif}
main{max-width:1080px;margin:0 auto;padding:24px}
h1{font-size:20px;margin:0 0 4px;overflow-wrap:anywhere}
h2{font-size:16px;margin:32px 0 8px}
h3{font-size:15px;margin:0 0 4px}
h4{font-size:12px;margin:12px 0 2px;color:var(--muted)}
p,ul,dl{margin:0 0 8px}
ul{padding-left:20px}
a{color:var(--accent)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px}
dt{color:var(--muted)}
dd{margin:0}
pre{margin:4px 0;padding:8px 10px;background:var(--raised);border-radius:6px;white-space:pre-wrap;overflow-wrap:anywhere}
pre,.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;font-size:12px}
.muted{color:var(--muted)}
.stuck{color:var(--stuck)}.warning{color:var(--warning)}.note{color:var(--note)}.ok{color:var(--ok)}
.mark{font-weight:600}
.card{margin:0 0 20px;padding:16px 20px;background:var(--panel);border:1px solid var(--line);border-radius:6px;break-inside:avoid-page}
.card .ladder{margin:12px 0 0}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;background:var(--panel);border:1px solid var(--line)}
caption{text-align:left;color:var(--muted);padding:0 0 6px}
th,td{text-align:left;vertical-align:top;padding:4px 10px;border-bottom:1px solid var(--line)}
th{font-weight:600;color:var(--muted);font-size:12px}
td.number,th.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
`

const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`

export const pageHead = (title: string): string =>
  `<!doctype html>
<html lang="${language()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>`

export const PAGE_END = '</main>\n</body>\n</html>'
