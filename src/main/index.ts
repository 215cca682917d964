/** Entry of the main process: the life cycle of the program. */
import { app } from 'electron'
import { z } from 'zod'
import { type Asked, askedByArguments, asksForSomething, NOTHING_ASKED } from './arguments'
import { RENDERER_FOLDER } from './paths'
import { Program } from './program'
import { declareProtocol, serveProtocol } from './protocol'
import { denyPermissions, lockDown } from './security'

/** What a second start hands to the first before it ends. */
const handoverSchema = z.object({ captures: z.array(z.string()), interfaces: z.array(z.string()) })

let program: Program | null = null
let asked = askedByArguments(process.argv, process.cwd(), process.defaultApp === true)

function open(what: Asked): void {
  if (program) void program.open(what)
  else if (app.isReady()) start(what)
  else if (asksForSomething(what)) asked = what
}

function start(what: Asked): void {
  program = new Program(what)
}

app.setName('Lastack')
if (app.requestSingleInstanceLock({ ...asked })) {
  declareProtocol()
  lockDown()
  app.on('second-instance', (_event, _argv, _folder, handover) => open(handoverSchema.parse(handover)))
  app.on('open-file', (event, path) => {
    event.preventDefault()
    open({ ...NOTHING_ASKED, captures: [path] })
  })
  app.on('activate', () => open(NOTHING_ASKED))
  app.on('window-all-closed', () => {
    program = null
    if (process.platform !== 'darwin') app.quit()
  })
  void app.whenReady().then(() => {
    serveProtocol(RENDERER_FOLDER)
    denyPermissions()
    start(asked)
  })
} else {
  app.quit()
}
