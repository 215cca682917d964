import { copyOfSample } from './captures'
import { expect, test } from './program'

test('when the engine is killed the window says so and reads the capture again', async ({ start }) => {
  const program = await start([copyOfSample('four-way-close.pcapng')])
  await expect(program.flowRows()).toHaveCount(1)
  const [pid] = await program.enginePids()
  expect(pid).toBeDefined()
  process.kill(pid as number, 'SIGKILL')
  await expect(program.alert()).toContainText('The engine stopped. Its process was killed from outside (SIGKILL).')
  await program.page.getByRole('button', { name: 'Read it again' }).click()
  await expect(program.alert()).toHaveCount(0)
  await program.selectFlow(0)
  await expect.poll(async () => (await program.ladderLines()).length).toBeGreaterThan(3)
  const [fresh] = await program.enginePids()
  expect(fresh).not.toBe(pid)
})
