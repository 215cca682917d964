/** The field tree as the lines on screen, and back from bytes to fields. Paths are places of children: `2.0.1`. */
import type { FieldNode } from '../../contracts/segment'

export interface TreeLine {
  readonly path: string
  readonly node: FieldNode
  /** 1 for layers. */
  readonly level: number
  readonly isOpen: boolean
}

/** Nodes are remembered by name, so that a layer opened in one segment is open in the next. */
export function openKey(ancestors: readonly FieldNode[]): string {
  return ancestors.map(keyOf).join(' › ')
}

/** Wireshark writes values into its names: what stays there is the field's name in filters. */
function keyOf({ name, value, meaning, filter }: FieldNode): string {
  return filter !== '' && value === '' && meaning === '' ? filter : name.replace(/[\d,]+/g, '#')
}

/** Lines that are visible when `isOpen` says which nodes are open; `index` counts siblings at the top. */
export function treeLines(
  layers: readonly FieldNode[],
  isOpen: (ancestors: readonly FieldNode[], isLastLayer: boolean) => boolean,
): TreeLine[] {
  const lines: TreeLine[] = []
  const walk = (nodes: readonly FieldNode[], above: readonly FieldNode[], prefix: string) => {
    nodes.forEach((node, place) => {
      const ancestors = [...above, node]
      const path = prefix + place
      const isLastLayer = above.length === 0 && place === nodes.length - 1
      const open = node.children.length > 0 && isOpen(ancestors, isLastLayer)
      lines.push({ path, node, level: ancestors.length, isOpen: open })
      if (open) walk(node.children, ancestors, `${path}.`)
    })
  }
  walk(layers, [], '')
  return lines
}

/** The nodes along `path`, outermost first; [] where there is none. */
export function nodesAt(layers: readonly FieldNode[], path: string): FieldNode[] {
  const found: FieldNode[] = []
  let nodes = layers
  for (const place of path.split('.')) {
    const node = nodes[Number(place)]
    if (!node) return []
    found.push(node)
    nodes = node.children
  }
  return found
}

/**
 * Path of the deepest field that holds byte `offset` of a source; null: none does. Where several fields share the byte, as flags
 * do, it is the field around them.
 */
export function pathOfByte(layers: readonly FieldNode[], offset: number, source = 0): string | null {
  const search = (nodes: readonly FieldNode[], prefix: string): Found | null => {
    let narrowest = Number.POSITIVE_INFINITY
    let found: Found | null = null
    nodes.forEach((node, place) => {
      const path = prefix + place
      const isHere = (node.source ?? 0) === source
      const holds = isHere && offset >= node.start && offset < node.start + node.length
      // A node without bytes of its own, or with others, only groups its children.
      const inside = holds || !isHere || node.length === 0 ? search(node.children, `${path}.`) : null
      const width = holds ? node.length : (inside?.width ?? Number.POSITIVE_INFINITY)
      if (width > narrowest || (!holds && inside === null)) return
      // Of two layers over the same bytes the inner one is read.
      found = width === narrowest && prefix !== '' ? null : { path: inside?.path ?? path, width }
      narrowest = width
    })
    return found
  }
  return search(layers, '')?.path ?? null
}

interface Found {
  readonly path: string
  /** Bytes of the field, or of what holds it among its siblings. */
  readonly width: number
}

export type TreeMove = { readonly line: number } | { readonly toggle: number } | null

/** What a key does on line `current` of a tree: move, open or close. */
export function treeKey(key: string, lines: readonly TreeLine[], current: number, page: number): TreeMove {
  const at = lines[current]
  const within = (line: number): TreeMove => ({ line: Math.min(Math.max(line, 0), lines.length - 1) })
  if (lines.length === 0) return null
  if (!at) return key.startsWith('Arrow') || key === 'Home' ? { line: 0 } : null
  switch (key) {
    case 'ArrowDown':
      return within(current + 1)
    case 'ArrowUp':
      return within(current - 1)
    case 'PageDown':
      return within(current + page)
    case 'PageUp':
      return within(current - page)
    case 'Home':
      return { line: 0 }
    case 'End':
      return within(lines.length - 1)
    case 'ArrowRight':
      if (at.node.children.length === 0) return null
      return at.isOpen ? within(current + 1) : { toggle: current }
    case 'ArrowLeft': {
      if (at.isOpen) return { toggle: current }
      const parent = at.path.slice(0, at.path.lastIndexOf('.'))
      const line = lines.findIndex(({ path }) => path === parent)
      return line >= 0 && at.level > 1 ? { line } : null
    }
    case 'Enter':
    case ' ':
      return at.node.children.length > 0 ? { toggle: current } : null
    default:
      return null
  }
}
