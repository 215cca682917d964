/** `lastack diagnose CAPTURE --format html`: the report as a page, as the window exports it. */
import type { Assumptions } from '../contracts/assumptions'
import type { Mask } from '../engine/anonymise/mask'
import { anonymisedTelling, plainTelling } from '../engine/anonymise/telling'
import { reportHtml } from '../engine/export/report/index'
import { lastTime } from '../engine/export/report/reported'
import { PROFILES } from '../engine/profiles/index'
import { Judge } from '../engine/verdicts/judge'
import { EXIT, type ExitStatus } from './exit'
import { Output } from './output'
import { openCapture } from './readCapture'

interface PageOptions {
  /** One, or several that are read as one. */
  readonly captures: readonly string[]
  readonly assumptions: Assumptions
  /** null: addresses as they are. */
  readonly mask: Mask | null
  readonly isQuiet: boolean
}

/** Prints the page. @throws Failure where the capture can't be opened. */
export async function diagnosePage({ captures, assumptions, mask, isQuiet }: PageOptions): Promise<ExitStatus> {
  const { core, source, all } = await openCapture(captures, isQuiet)
  const status = await all()
  try {
    if (status === EXIT.UNREADABLE) return status
    core.buildIndex()
    const judge = new Judge(core, source, PROFILES, assumptions)
    const codes = Uint16Array.from({ length: core.flowCount() }, (_, flow) => judge.code(flow))
    const output = new Output()
    const told = { core, judge, source, verdicts: { codes }, knownUntil: lastTime(core) }
    for (const piece of reportHtml(mask === null ? plainTelling(told) : anonymisedTelling(told, mask)))
      output.write(piece)
    output.flush()
    return status
  } finally {
    source.close()
  }
}
