/** What the user set, for this capture and the next: theme, preferences, language, how the window is laid out. */
import type { LastackBridge, StartInfo, Theme } from '../../contracts/ipc'
import type { Language, Layout, Preferences } from '../../contracts/preferences'
import { speak } from '../i18n/i18n'
import { firstView, type SessionState } from './state'
import type { Store } from './store'
import { applyMotion, applyTheme } from './theme'

/** A change of the layout is kept once it has rested. */
const KEEP_MS = 250

export class Settings {
  private keepLater: ReturnType<typeof setTimeout> | null = null

  constructor(
    private readonly bridge: LastackBridge,
    private readonly store: Store<SessionState>,
  ) {}

  setTheme(theme: Theme): void {
    this.store.set({ theme })
    applyTheme(theme)
    void this.bridge.invoke('theme:set', theme)
  }

  /** Keeps other preferences; what is on screen follows. */
  prefer = async (change: Partial<Preferences>): Promise<void> => {
    const preferences = { ...this.store.get().preferences, ...change }
    this.store.set({ preferences })
    applyMotion(preferences.motion)
    this.speak(await this.bridge.invoke('preferences:set', preferences))
  }

  /** Keeps how the window is laid out; what is on screen follows. */
  arrange(change: Partial<Layout>): void {
    const { layout: before, view } = this.store.get()
    const layout = { ...before, ...change }
    this.store.set({ layout, view: { ...view, sort: layout.sort, descending: layout.descending } })
    // A splitter that is dragged changes with every move of the pointer.
    if (this.keepLater !== null) clearTimeout(this.keepLater)
    this.keepLater = setTimeout(() => {
      this.keepLater = null
      void this.bridge.invoke('layout:set', this.store.get().layout)
    }, KEEP_MS)
  }

  /** Takes over what main keeps. */
  take(info: StartInfo): void {
    const { capture, layout, info: known, view } = this.store.get()
    this.store.set({ info, theme: info.theme, preferences: info.preferences })
    // What is being arranged right now is newer than what main keeps.
    if (this.keepLater === null && (capture === null || known === null) && layout !== info.layout)
      // The program may have been started with a capture, which is there first and filtered by now.
      this.store.set({ layout: info.layout, view: { ...firstView(info.layout), filter: view.filter } })
    applyTheme(info.theme)
    applyMotion(info.preferences.motion)
    this.speak(info.language)
  }

  /** The window and its engine say everything in `language` from now on. */
  private speak(language: Language): void {
    const { client, generation, language: before } = this.store.get()
    speak(language)
    if (language === before) return
    client?.query('speak', { language }).catch(() => {})
    this.store.set({ language, generation: generation + 1 })
  }
}
