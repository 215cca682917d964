/** Entry of the main process: the life cycle of the program. */
import { app } from 'electron'
import { z } from 'zod'
import { capturesOfArguments } from './arguments'
import { RENDERER_FOLDER } from './paths'
import { Program } from './program'
import { declareProtocol, serveProtocol } from './protocol'
import { denyPermissions, lockDown } from './security'

/** What a second start hands to the first before it ends. */
const handoverSchema = z.object({ captures: z.array(z.string()) })

let program: Program | null = null
let asked = capturesOfArguments(process.argv, process.cwd(), process.defaultApp === true)

function open(captures: readonly string[]): void {
  if (program) void program.open(captures)
  else if (app.isReady()) start(captures)
  else if (captures.length > 0) asked = [...captures]
}

function start(captures: readonly string[]): void {
  program = new Program(captures)
}

app.setName('Lastack')
if (app.requestSingleInstanceLock({ captures: asked })) {
  declareProtocol()
  lockDown()
  app.on('second-instance', (_event, _argv, _folder, handover) => open(handoverSchema.parse(handover).captures))
  app.on('open-file', (event, path) => {
    event.preventDefault()
    open([path])
  })
  app.on('activate', () => open([]))
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
