/** How the window looks: its size, zoom, theme and language, changed while it runs. */
import type { CommandId } from '../src/contracts/commands'
import type { Language } from '../src/contracts/preferences'
import { expect, type Program } from './program'

export const THEMES = ['light', 'dark'] as const
export type SeenTheme = (typeof THEMES)[number]

/** The menu's own way to give a command: nothing on the page is touched. */
export const commandFromMenu = ({ app }: Program, command: CommandId): Promise<void> =>
  app.evaluate(
    ({ BrowserWindow }, id) => BrowserWindow.getAllWindows()[0]?.webContents.send('menu:command', id),
    command,
  )

/** Resolves once nothing has changed on the page for a moment, or it is one that never rests. */
export const rested = ({ page }: Program): Promise<void> =>
  page.evaluate(
    ([quietMs, mostMs]) =>
      new Promise<void>((resolve) => {
        const done = () => {
          observer.disconnect()
          requestAnimationFrame(() => resolve())
        }
        let quiet = setTimeout(done, quietMs)
        const observer = new MutationObserver(() => {
          clearTimeout(quiet)
          quiet = setTimeout(done, quietMs)
        })
        observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
        setTimeout(done, mostMs)
      }),
    [80, 1000] as const,
  )

export async function speak(program: Program, language: Language): Promise<void> {
  await commandFromMenu(program, language === 'en' ? 'languageEnglish' : 'languageChinese')
  await expect(program.page.locator('html')).toHaveAttribute('lang', language)
  await rested(program)
}

export async function dress(program: Program, theme: SeenTheme): Promise<void> {
  await program.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await expect(program.page.locator('html')).toHaveAttribute('data-theme', theme)
}

/** Makes the window's content `width` x `height` pixels, and everything in it `percent` of its size; at once where it is. */
export async function resize(program: Program, width: number, height: number, percent = 100): Promise<void> {
  const { app, page } = program
  const isChanged = await app.evaluate(
    ({ BrowserWindow }, [w, h, zoom]) => {
      const [window] = BrowserWindow.getAllWindows()
      if (window === undefined) return false
      const [hadWidth, hadHeight] = window.getContentSize()
      const had = Math.round(window.webContents.getZoomFactor() * 100)
      if (hadWidth === w && hadHeight === h && had === zoom) return false
      window.setContentSize(w, h)
      window.webContents.setZoomFactor(zoom / 100)
      return true
    },
    [width, height, percent] as const,
  )
  if (!isChanged) return
  const wanted = [Math.round((width * 100) / percent), Math.round((height * 100) / percent)] as const
  await page.waitForFunction(([w, h]) => window.innerWidth === w && window.innerHeight === h, wanted)
  await rested(program)
}
