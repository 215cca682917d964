/** The command line's entry: finds the command and ends with its status. */
import { EXIT, type ExitStatus, Failure, usage } from './exit'

type Command = (args: readonly string[]) => Promise<ExitStatus>

/** Each loads only what it needs. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  flows: async () => (await import('./flows')).flows,
  segments: async () => (await import('./segments')).segments,
  ladder: async () => (await import('./ladder')).ladder,
  follow: async () => (await import('./follow')).follow,
  sockets: async () => (await import('./sockets')).sockets,
  interfaces: async () => (await import('./interfaces')).interfaces,
  capture: async () => (await import('./capture')).capture,
  watch: async () => (await import('./watch')).watch,
  anonymise: async () => (await import('./anonymise')).anonymise,
  diagnose: async () => (await import('./diagnose')).diagnose,
}

async function run([name, ...args]: readonly string[]): Promise<ExitStatus> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const { HELP } = await import('./help')
    process.stdout.write(HELP)
    return name === undefined ? EXIT.USAGE : EXIT.DONE
  }
  if (name === '--version' || name === '-V') {
    const { programVersion } = await import('./version')
    process.stdout.write(`${programVersion()}\n`)
    return EXIT.DONE
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!load) throw usage(`no command "${name}"`)
  const command = await load()
  return command(args)
}

run(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status
  },
  (error: unknown) => {
    if (!(error instanceof Failure)) throw error
    process.stderr.write(`lastack: ${error.message}\n`)
    process.exitCode = error.status
  },
)
