/** Where the built program's parts lie, the same in a checkout and in a package: relative to out/main. */
import { join } from 'node:path'

const out = join(__dirname, '..')

export const ENGINE_ENTRY = join(__dirname, 'engine.cjs')
export const WIRESHARK_ENTRY = join(__dirname, 'wireshark.cjs')
export const CAPTURE_ENTRY = join(out, 'capture', 'index.cjs')
export const PRELOAD = join(out, 'preload', 'index.cjs')
export const RENDERER_FOLDER = join(out, 'renderer')
export const PACKAGE_FILE = join(out, '..', 'package.json')
export const ICON = join(out, '..', 'resources', 'icon', 'icon.png')
export const SAMPLES_FOLDER = join(out, '..', 'resources', 'samples')
