import { type Field, type FieldType, Level } from './field'

/** A field that the packet is read back for. @param most its greatest value, where it has one. */
export const packetField = (
  name: string,
  type: FieldType,
  meaning: string,
  read: Field['read'],
  most?: number,
): Field => ({
  name,
  type,
  level: Level.PACKET,
  meaning,
  read,
  ...(most === undefined ? {} : { most }),
})
