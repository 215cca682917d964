// Which folder may import which. What isn't allowed here is forbidden: scripts/imports.mjs makes it an error.
const TESTS = '\\.test\\.tsx?$'
const inFolder = (name) => `^src/${name}/`

/** Folder -> folders of ours that it may import besides itself. */
const DIRECTIONS = {
  contracts: [],
  core: [],
  pcapng: ['contracts'],
  scenario: ['contracts', 'pcapng'],
  sockets: ['contracts'],
  capture: ['contracts', 'pcapng'],
  captureControl: ['contracts'],
  engine: ['contracts', 'pcapng', 'sockets'],
  wireshark: ['contracts'],
  cli: ['contracts', 'engine', 'sockets', 'captureControl'],
  main: ['contracts', 'captureControl'],
  preload: ['contracts'],
  renderer: ['contracts'],
}
const folders = Object.keys(DIRECTIONS)
const oneOf = (names) => `^src/(${names.join('|')})/`
const external = { pathNot: '^(src|e2e|bench|scripts)/' }

module.exports = {
  forbidden: [
    // A cycle of types only is gone once compiled.
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'not-to-tests', severity: 'error', from: { pathNot: TESTS }, to: { path: TESTS } },
    { name: 'not-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'electron-only-in-its-processes',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main|preload)/' },
      to: { path: '^electron$|node_modules/electron/' },
    },
    {
      name: 'no-node-in-the-window',
      severity: 'error',
      from: { path: inFolder('renderer'), pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-development-packages-in-the-product',
      severity: 'error',
      from: { path: '^src/', pathNot: `${TESTS}|^src/core/testing/|^src/scenario/` },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/(electron|@types)/' },
    },
  ],
  allowed: [
    ...folders.map((folder) => ({
      from: { path: inFolder(folder) },
      to: { path: oneOf([folder, ...DIRECTIONS[folder]]) },
    })),
    { from: { path: `${inFolder('core')}` }, to: { path: '^src/contracts/abi\\.ts$' } },
    // Tests may build captures, and run the core as its host does.
    { from: { path: TESTS }, to: { path: oneOf(['scenario', 'contracts', 'pcapng']) } },
    { from: { path: `${inFolder('core')}(testing/node/|.*${TESTS})` }, to: { path: oneOf(['engine', 'contracts']) } },
    {
      from: { path: '^(e2e|bench)/' },
      to: { path: '^(e2e|bench)/|^src/(contracts|scenario|pcapng|engine|capture|captureControl)/' },
    },
    // The benchmark of the window starts the program as the scripts do.
    { from: { path: '^(bench|scripts)/' }, to: { path: '^scripts/' } },
    { from: { path: '^[^/]+\\.ts$' }, to: {} },
    { from: {}, to: external },
  ],
  allowedSeverity: 'error',
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^out/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default', 'node'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
}
