/** What a session's folder says about its capture: session.json, checked when read. */
import { z } from 'zod'
import { captureEngineSchema, captureSettingsSchema } from '../../contracts/capture'
import type { LiveStatus } from '../../contracts/ipc'
import { alike, toldSchema } from '../../contracts/told'

export const sessionRecordSchema = z.object({
  /** `capturing` in the folder of a program that has ended: it was cut off. `closed`: nobody needs it any more. */
  state: z.enum(['capturing', 'stopped', 'failed', 'closed']),
  settings: captureSettingsSchema,
  engine: captureEngineSchema.nullable(),
  hasKernelTimes: z.boolean(),
  /** Milliseconds since 1970. */
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  packets: z.number(),
  dropped: z.number().nullable(),
  bytes: z.number(),
  /** How it ended, one sentence; nothing while it runs. Earlier versions kept it in the language of the moment. */
  message: z.union([toldSchema, z.string().transform(alike)]),
})
export type SessionRecord = z.infer<typeof sessionRecordSchema>

/** The record of a capture that stands as `status` says; null: there is none. */
export function recordOf(status: LiveStatus): SessionRecord | null {
  const { state, settings, engine, hasKernelTimes, startedAt, endedAt, packets, dropped, bytes, message } = status
  if (state === 'off' || settings === null || startedAt === null) return null
  const kept = state === 'stopped' || state === 'failed' ? state : 'capturing'
  return { state: kept, settings, engine, hasKernelTimes, startedAt, endedAt, packets, dropped, bytes, message }
}
