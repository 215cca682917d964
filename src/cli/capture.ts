/** `lastack capture`: writes a pcapng until it is stopped, and tells what happens to connections meanwhile. */
import { EXIT, type ExitStatus, usage } from './exit'
import { CAPTURE_HELP } from './help'
import { jsonLine } from './jsonLine'
import { captureOptions } from './live/captureOptions'
import { countsText, tellTrouble } from './live/endLine'
import { FlowLines } from './live/flowLines'
import { flowHeading, flowLineText } from './live/lineText'
import { LiveOutput } from './live/liveOutput'
import { LiveRun } from './live/liveRun'
import { HaltNotice, startNotice, tell } from './live/notices'
import { onSignals } from './live/stopping'
import { takeChanges } from './live/takeChanges'

export async function capture(args: readonly string[]): Promise<ExitStatus> {
  const options = captureOptions('capture', args)
  if (options === null) {
    process.stdout.write(CAPTURE_HELP)
    return EXIT.DONE
  }
  if (options.file === null) throw usage('name the file to write with -w FILE', 'capture')
  const { file, isJson, isQuiet } = options
  const lines = new FlowLines()
  const halt = new HaltNotice()
  // `| head` has had enough: then so have we.
  const output = new LiveOutput(() => run.stop())
  const run = new LiveRun(options, {
    onStarted: (started) => {
      if (!isQuiet) startNotice(options.settings, started)
      if (!isJson) output.write(flowHeading())
    },
    onTick: (engine, summary) => {
      halt.look(summary)
      const now = summary.live?.now ?? 0n
      takeChanges(engine, output, summary.done, (change) => {
        const line = lines.lineFor(change, now)
        if (line !== null) output.write(isJson ? `${jsonLine(line)}\n` : flowLineText(line))
      })
    },
  })
  const letBe = onSignals(
    () => {
      output.hurry()
      run.stop()
    },
    () => undefined,
  )
  const end = await run.run(file)
  await output.drained()
  letBe()
  const status = tellTrouble(end)
  if (!isQuiet) tell(countsText(end))
  return status
}
