// All set-up, in order; quick where everything is there.
import { fail } from '../command.mjs'
import { build } from './build.mjs'
import { buildCap } from './cap/index.mjs'
import { installSystemPackages } from './debian.mjs'
import { installDependencies } from './dependencies.mjs'
import { electronEnvironment } from './electronRuntime.mjs'

const OLDEST_NODE = [20, 19]

function nodeIsOldEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
}

/**
 * Installs packages of the system (`needs`: see debian.mjs) and of npm. Ends the process with a sentence where npm's
 * can't be had.
 */
export async function prepare(needs) {
  if (!nodeIsOldEnough())
    fail(`Lastack needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`)
  const lacking = await installSystemPackages(needs)
  if (lacking !== null) console.error(lacking)
  const broken = await installDependencies()
  if (broken !== null) fail(broken)
  // Optional: a capture by dumpcap needs none of it.
  const uncompiled = buildCap({ isTriedAgain: needs.withCapture === true })
  if (uncompiled !== null) console.error(uncompiled)
}

export { build, electronEnvironment }
