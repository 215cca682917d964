/** What `cap` calls link types, as LINKTYPE numbers of a capture file. */
const BY_NAME: Readonly<Record<string, number>> = {
  NULL: 0,
  ETHERNET: 1,
  RAW: 101,
  LINKTYPE_LINUX_SLL: 113,
  IEEE802_11_RADIO: 127,
}
/** libpcap's DLT numbers that differ from LINKTYPE ones and that an interface of today may have. */
const BY_DLT: Readonly<Record<number, number>> = { 12: 101, 14: 101 }
const UNKNOWN = /^Unknown linktype (\d+)$/
/** LINKTYPE_USER0: decoded as nothing, rather than as something wrong. */
const NOT_KNOWN = 147

/** @param said what `open` returned. Source: www.tcpdump.org/linktypes.html. */
export function toLinkType(said: string): number {
  const named = BY_NAME[said]
  if (named !== undefined) return named
  const dlt = UNKNOWN.exec(said)?.[1]
  if (dlt === undefined) return NOT_KNOWN
  return BY_DLT[Number(dlt)] ?? Number(dlt)
}
