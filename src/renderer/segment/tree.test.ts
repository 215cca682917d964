import { describe, expect, it } from 'vitest'
import type { FieldNode } from '../../contracts/segment'
import { nodesAt, openKey, pathOfByte, treeKey, treeLines } from './tree'

const field = (name: string, start: number, length: number, children: FieldNode[] = []): FieldNode => ({
  filter: '',
  name,
  value: '',
  meaning: '',
  start,
  length,
  children,
})

const layers = [
  field('Frame 813, 66 bytes', 0, 66),
  field('Ethernet', 0, 14, [field('Destination', 0, 6), field('Source', 6, 6), field('Type', 12, 2)]),
  field('TCP', 34, 32, [
    field('Source port', 34, 2),
    field('Flags', 46, 2, [field('ACK', 47, 1), field('FIN', 47, 1)]),
    field('Options', 54, 12, [field('Timestamps', 56, 10, [field('TSval', 58, 4)])]),
  ]),
]
const lastOpen = (_: readonly FieldNode[], isLastLayer: boolean) => isLastLayer

describe('treeLines', () => {
  it('lists layers, and the children of those that are open', () => {
    expect(treeLines(layers, lastOpen).map(({ path, level }) => `${level} ${path}`)).toEqual([
      '1 0',
      '1 1',
      '1 2',
      '2 2.0',
      '2 2.1',
      '2 2.2',
    ])
  })
  it('remembers nodes by name, whatever the number in it', () => {
    expect(openKey([field('Frame 813, 66 bytes', 0, 0)])).toBe(openKey([field('Frame 7, 1,514 bytes', 0, 0)]))
  })
})

it('remembers a node whose name holds its value by its name in filters', () => {
  const destination = (name: string) => [{ ...field(name, 0, 0), filter: 'eth.dst' }]
  expect(openKey(destination('Destination: ab:cd'))).toBe(openKey(destination('Destination: ef:01')))
})

describe('pathOfByte', () => {
  it('finds the deepest field', () => expect(pathOfByte(layers, 59)).toBe('2.2.0.0'))
  it('stays at the layer where no field holds the byte', () => expect(pathOfByte(layers, 40)).toBe('2'))
  it('takes the narrower of two that overlap', () => expect(pathOfByte(layers, 12)).toBe('1.2'))
  it('takes the field around those that share the byte', () => expect(pathOfByte(layers, 47)).toBe('2.1'))
  it('finds nothing past the end', () => expect(pathOfByte(layers, 900)).toBeNull())
  it('finds fields of other bytes by those bytes alone', () => {
    const together = { ...field('Reassembled', 0, 200), source: 1 }
    const http = { ...field('HTTP', 0, 200, [{ ...field('Host', 20, 30), source: 1 }]), source: 1 }
    const tree = [...layers.slice(0, 2), field('TCP', 34, 32, [together]), http]
    expect(pathOfByte(tree, 25, 1)).toBe('3.0')
    expect(pathOfByte(tree, 180, 1)).toBe('3')
    expect(pathOfByte(tree, 40)).toBe('2')
    expect(pathOfByte(tree, 25, 2)).toBeNull()
  })
  it('leads back to the nodes', () =>
    expect(nodesAt(layers, '2.2.0').map(({ name }) => name)).toEqual(['TCP', 'Options', 'Timestamps']))
})

describe('treeKey', () => {
  const lines = treeLines(layers, lastOpen)
  it('moves by arrows and stops at the ends', () => {
    expect(treeKey('ArrowDown', lines, 0, 5)).toEqual({ line: 1 })
    expect(treeKey('ArrowUp', lines, 0, 5)).toEqual({ line: 0 })
    expect(treeKey('End', lines, 0, 5)).toEqual({ line: 5 })
    expect(treeKey('PageDown', lines, 2, 5)).toEqual({ line: 5 })
  })
  it('opens a closed node by →, then enters it', () => {
    expect(treeKey('ArrowRight', lines, 1, 5)).toEqual({ toggle: 1 })
    expect(treeKey('ArrowRight', lines, 2, 5)).toEqual({ line: 3 })
    expect(treeKey('ArrowRight', lines, 3, 5)).toBeNull()
  })
  it('closes an open node by ←, and goes to the parent from within', () => {
    expect(treeKey('ArrowLeft', lines, 2, 5)).toEqual({ toggle: 2 })
    expect(treeKey('ArrowLeft', lines, 4, 5)).toEqual({ line: 2 })
    expect(treeKey('ArrowLeft', lines, 0, 5)).toBeNull()
  })
  it('starts at the top', () => expect(treeKey('ArrowDown', lines, -1, 5)).toEqual({ line: 0 }))
})
