/** The columns of `lastack interfaces`: fields are added, never renamed or dropped. */
import type { CaptureInterface } from '../contracts/capture'
import type { Column } from '../engine/export/rows/columns'

type Read = (one: CaptureInterface) => unknown

/** Any value, as JSON. */
const json = (name: string, read: Read): Column<CaptureInterface> => ({
  name,
  isQuoted: false,
  isList: true,
  write: (out, one) => out.text(JSON.stringify(read(one))),
})

/** Text that the system or its users chose: it may hold any character. */
const text = (name: string, read: (one: CaptureInterface) => string): Column<CaptureInterface> => ({
  name,
  isQuoted: true,
  isList: true,
  write: (out, one) => out.text(JSON.stringify(read(one)).slice(1, -1)),
})

/** A sentence or nothing: plain in CSV. */
const sentence = (name: string, read: (one: CaptureInterface) => string | null, isCsv: boolean) =>
  isCsv ? text(name, (one) => read(one) ?? '') : json(name, read)

export const interfaceColumns = (isCsv: boolean): readonly Column<CaptureInterface>[] => [
  text('name', ({ name }) => name),
  text('description', ({ description }) => description),
  json('addresses', ({ addresses }) => addresses),
  text('kind', ({ kind }) => kind),
  json('isUp', ({ isUp }) => isUp),
  json('engines', ({ engines }) => engines),
  sentence('why', ({ why }) => why, isCsv),
  json('fix', ({ fix }) => fix && { id: fix.id, text: fix.text, command: fix.command }),
]
