/** What the program remembers between runs: one JSON file, checked when read, replaced whole when written. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { captureSettingsSchema } from '../contracts/capture'
import { layoutSchema, preferencesSchema, recentFileSchema, themeSchema } from '../contracts/ipc'
import { FIRST_LAYOUT, FIRST_PREFERENCES } from '../contracts/preferences'

const settingsSchema = z.object({
  theme: themeSchema.catch('system'),
  preferences: preferencesSchema.catch(FIRST_PREFERENCES),
  layout: layoutSchema.catch(FIRST_LAYOUT),
  recent: z.array(recentFileSchema).max(20).catch([]),
  /** Device-independent pixels; null: never placed. */
  bounds: z
    .object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive(), maximized: z.boolean() })
    .nullable()
    .catch(null),
  /** With these a capture was started last in the window; null: none was. */
  lastCapture: captureSettingsSchema.nullable().catch(null),
})
export type SavedSettings = z.infer<typeof settingsSchema>

const FIRST_SETTINGS: SavedSettings = {
  theme: 'system',
  preferences: FIRST_PREFERENCES,
  layout: FIRST_LAYOUT,
  recent: [],
  bounds: null,
  lastCapture: null,
}

/** Reads `path`; what is missing or damaged there falls back to its first value, the rest is kept. */
function readSettings(path: string): SavedSettings {
  try {
    return settingsSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    // No file yet, or not JSON: preferences are not worth stopping a start for.
    return FIRST_SETTINGS
  }
}

export class Settings {
  private current: SavedSettings

  constructor(private readonly path: string) {
    this.current = readSettings(path)
  }

  get(): SavedSettings {
    return this.current
  }

  /** Changes and saves. A disk that can't be written costs the memory of this run only, with a line on stderr. */
  set(change: Partial<SavedSettings>): void {
    this.current = { ...this.current, ...change }
    const whole = `${this.path}.new`
    try {
      mkdirSync(dirname(this.path), { recursive: true })
      writeFileSync(whole, `${JSON.stringify(this.current, null, 2)}\n`)
      // A rename replaces the file in one step: a crash leaves the old settings or the new, never half of them.
      renameSync(whole, this.path)
    } catch (error) {
      console.error(`Settings were not saved: ${error instanceof Error ? error.message : error}`)
    }
  }
}
