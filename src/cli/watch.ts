/** `lastack watch`: a line when a connection gets stuck or un-stuck. */
import type { CaptureSettings } from '../contracts/capture'
import { durationWords, pluralWords } from '../engine/words'
import { EXIT, type ExitStatus, usage } from './exit'
import { WATCH_HELP } from './help'
import { captureOptions } from './live/captureOptions'
import { countsText, packetsText, tellTrouble } from './live/endLine'
import { LiveOutput } from './live/liveOutput'
import { type LiveEnd, LiveRun } from './live/liveRun'
import { HaltNotice, startNotice, tell } from './live/notices'
import { onSignals } from './live/stopping'
import { takeChanges } from './live/takeChanges'
import { TEMPORARY_RING, TemporarySession } from './live/temporarySession'
import { WatchTeller } from './live/watchTeller'

const OWN = { severity: { type: 'string' }, verbose: { type: 'boolean', short: 'v' } } as const
const NS_PER_MS = 1e6

export async function watch(args: readonly string[]): Promise<ExitStatus> {
  const options = captureOptions('watch', args, OWN)
  if (options === null) {
    process.stdout.write(WATCH_HELP)
    return EXIT.DONE
  }
  const { isJson, isQuiet, values } = options
  const hasWarnings = isWarningsToo(values.severity)
  const output = new LiveOutput(() => run.stop())
  const teller = new WatchTeller(output, { isJson, isVerbose: values.verbose === true, hasWarnings })
  const halt = new HaltNotice()
  const session = options.file === null ? new TemporarySession() : null
  const ring = options.settings.ring ?? (session === null ? null : TEMPORARY_RING)
  const settings: CaptureSettings = { ...options.settings, ring }
  const run = new LiveRun(
    { ...options, settings },
    {
      onStarted: (started) => {
        if (!isQuiet) startNotice(settings, started)
      },
      onTick: (engine, summary) => {
        halt.look(summary)
        takeChanges(engine, output, summary.done, (change) => teller.note(change))
        if (!output.isBehind || summary.done) teller.tell(engine, summary.live?.now ?? 0n)
      },
    },
  )
  const letBe = onSignals(
    () => {
      output.hurry()
      run.stop()
    },
    () => session?.remove(),
  )
  const began = performance.now()
  try {
    const end = await run.run(options.file ?? session?.file ?? '')
    const status = tellTrouble(end)
    await output.drained()
    if (!isQuiet) tellEnd(end, teller, settings, performance.now() - began, session !== null)
    return status
  } finally {
    letBe()
    session?.remove()
  }
}

function tellEnd(
  end: LiveEnd,
  { gotStuck, areStuck }: WatchTeller,
  { interfaces }: CaptureSettings,
  lastedMs: number,
  isTemporary: boolean,
): void {
  const lasted = durationWords(Math.round(lastedMs) * NS_PER_MS)
  const connections = pluralWords(end.summary.flows, 'connection')
  const stuck = gotStuck === 0 ? 'none got stuck' : `${gotStuck} got stuck, ${areStuck === 0 ? 'none' : areStuck} still`
  const packets = isTemporary ? packetsText(end) : countsText(end)
  tell(`watched ${interfaces.join(', ')} for ${lasted}: ${connections}, ${stuck}; ${packets}`)
}

function isWarningsToo(asked: string | boolean | undefined): boolean {
  if (asked !== undefined && asked !== 'stuck' && asked !== 'warning')
    throw usage(`--severity is stuck or warning, not "${asked}"`, 'watch')
  return asked === 'warning'
}
