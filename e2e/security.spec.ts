import { expect, test } from './program'

test('the page has neither Node nor a way to run text as code', async ({ start }) => {
  const { page } = await start()
  expect(new URL(page.url()).protocol).toBe('app:')
  expect(await page.evaluate(() => [typeof globalThis.require, typeof globalThis.process])).toEqual([
    'undefined',
    'undefined',
  ])
  // Later, on its own: what the test's connection runs itself is exempt from the policy.
  const outcome = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const attempt = () => {
          try {
            resolve(`ran: ${Function('return 1')()}`)
          } catch (error) {
            resolve(String(error))
          }
        }
        setTimeout(attempt, 0)
      }),
  )
  expect(outcome).toMatch(/^EvalError/)
})

test('the page reaches no network, opens no window and leaves its origin never', async ({ start }) => {
  const { app, page } = await start()
  await expect(page.evaluate(() => fetch('https://example.org/'))).rejects.toThrow(/fetch/i)
  await page.evaluate(() => window.open('app://lastack/index.html'))
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  await page.evaluate(() => {
    setTimeout(() => {
      window.location.href = 'https://example.org/'
    }, 0)
  })
  // Asked in main: Playwright itself would wait for a navigation that never comes.
  const urls = () => app.evaluate(({ webContents }) => webContents.getAllWebContents().map((page) => page.getURL()))
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(await urls()).toEqual(['app://lastack/index.html'])
})

test('the window is sandboxed, isolated and without Node', async ({ start }) => {
  const { app } = await start()
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    const contents = window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    return contents.getLastWebPreferences()
  })
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false })
})

test('main refuses arguments that the contract does not allow', async ({ start }) => {
  const { page } = await start()
  const call = page.evaluate(() => {
    const bridge = (globalThis as unknown as { lastack: { invoke(...args: unknown[]): Promise<unknown> } }).lastack
    return bridge.invoke('capture:openSample', '../../etc/passwd')
  })
  await expect(call).rejects.toThrow()
})
