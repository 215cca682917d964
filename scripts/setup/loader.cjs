// Stands in for Electron's own start page in a runtime that comes without it: preloads every `-r FILE`, then starts
// the program whose folder is the first other argument.
const { readFileSync } = require('node:fs')
const { join, resolve } = require('node:path')

process.defaultApp = true
const args = process.argv.slice(1)
let folder = null
for (let i = 0; i < args.length && folder === null; i++) {
  if (args[i] === '-r' || args[i] === '--require') require(resolve(args[++i]))
  else if (!args[i].startsWith('-')) folder = resolve(args[i])
}
if (folder === null) throw new Error('electron FOLDER: no folder was given')
require(join(folder, JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).main))
