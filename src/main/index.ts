/** Entry of the main process: the life cycle of the program. */
import { app } from 'electron'
import { z } from 'zod'
import { captureOfArguments } from './arguments'
import { RENDERER_FOLDER } from './paths'
import { Program } from './program'
import { declareProtocol, serveProtocol } from './protocol'
import { denyPermissions, lockDown } from './security'

/** What a second start hands to the first before it ends. */
const handoverSchema = z.object({ capture: z.string().nullable() })

let program: Program | null = null
let asked = captureOfArguments(process.argv, process.cwd(), process.defaultApp === true)

function open(capture: string | null): void {
  if (program) void program.open(capture)
  else if (app.isReady()) start(capture)
  else asked = capture ?? asked
}

function start(capture: string | null): void {
  program = new Program(capture)
}

app.setName('Lastack')
if (app.requestSingleInstanceLock({ capture: asked })) {
  declareProtocol()
  lockDown()
  app.on('second-instance', (_event, _argv, _folder, handover) => open(handoverSchema.parse(handover).capture))
  app.on('open-file', (event, path) => {
    event.preventDefault()
    open(path)
  })
  app.on('activate', () => open(null))
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
