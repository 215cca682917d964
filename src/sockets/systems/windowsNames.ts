/** Names of processes on Windows, where netstat tells numbers only. */
import { output } from './run'

export const readWindowsNames = async (): Promise<ReadonlyMap<number, string>> =>
  windowsNames(await output('tasklist', ['/fo', 'csv', '/nh']))

/** `"svchost.exe","812","Services","0","10,412 K"`, a line a process. */
export function windowsNames(text: string): ReadonlyMap<number, string> {
  const names = new Map<number, string>()
  for (const match of text.matchAll(/^"([^"\r\n]+)","(\d+)"/gm)) names.set(Number(match[2]), match[1] ?? '')
  return names
}
