/** Live views worth a picture, with traffic of their own on loopback. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { captureLoopback, echoServer, talk } from './live'
import { expect, type Program } from './program'

const TALKS = 12
/** Ten seconds of traffic that comes and goes, for the line beside an interface. */
const TALKS_SEEN = 160
/** A server may take its time to close before the kernel's word is held against it. */
const PATIENCE_MS = 20_000

/** A server that keeps reading and never closes: its side of what its clients closed stays in CLOSE_WAIT. */
async function leakyServer(port: number) {
  const server = createServer({ allowHalfOpen: true }, (socket) => socket.on('error', () => undefined).resume())
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

/** Captures a dozen short connections, and one whose server doesn't close. */
export async function liveFlows(program: Program): Promise<void> {
  const echo = await echoServer()
  const leak = await leakyServer(await freePort())
  const { port } = leak.address() as AddressInfo
  await captureLoopback(program, echo.port, { filter: `tcp port ${echo.port} or tcp port ${port}` })
  for (let count = 0; count < TALKS; count += 1) await talk(echo.port)
  const stuck = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  stuck.on('error', () => undefined)
  stuck.end('bye')
  const leaking = program.flowRows().filter({ hasText: 'Server not closing' })
  await expect(leaking).toBeVisible({ timeout: PATIENCE_MS })
  await leaking.click()
  await expect(program.ladder()).toContainText('FIN expected', { timeout: PATIENCE_MS })
  // Whoever takes the pictures ends the program; the sockets go with the test's process.
  for (const one of [leak, stuck]) one.unref()
}

/** From there: the kernel's sockets beside them, the worst one selected. */
export async function liveSockets(program: Program): Promise<void> {
  await program.page.getByRole('tab', { name: 'Sockets' }).click()
  const sockets = program.page.getByRole('grid', { name: 'Sockets' })
  const differing = sockets.getByRole('row').filter({ hasText: 'Application does not close' }).first()
  await expect(differing).toBeVisible({ timeout: PATIENCE_MS })
  await sockets.focus()
  await program.page.keyboard.press('Home')
}

/** From there: who lingers in TIME_WAIT. */
export async function liveTimeWaits(program: Program): Promise<void> {
  await program.page.getByRole('tab', { name: 'TIME_WAIT' }).click()
  const list = program.page.getByRole('listbox', { name: 'Sockets in TIME_WAIT' })
  await expect(list.getByRole('option').first()).toBeVisible()
}

/** The start page with loopback chosen and its options open. */
export async function liveStart({ page }: Program): Promise<void> {
  await page.getByRole('checkbox', { name: /^lo\b/ }).check()
  await page.getByText('Options', { exact: false }).first().click()
  await expect(page.getByRole('img', { name: /packets?\/s|quiet/ }).first()).toBeVisible()
}

/** Lets traffic come and go, so that the line beside an interface has something to show. */
export async function liveTraffic(program: Program): Promise<void> {
  const { port, close } = await echoServer()
  for (let count = 0; count < TALKS_SEEN; count += 1) {
    await talk(port)
    await program.page.waitForTimeout(60 + 50 * Math.sin(count / 12))
  }
  close()
}
