/** The program's version, from its package.json. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The same file from out/cli and from src/cli. */
const PACKAGE = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'package.json')

export function programVersion(): string {
  const { version } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string }
  return version
}
