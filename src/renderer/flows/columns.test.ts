// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { speak } from '../i18n/i18n'
import { cellColumns, columnsFor, pairWords } from './columns'

afterEach(() => speak('en'))

describe('columnsFor', () => {
  const ids = (width: number) => columnsFor(width).map(({ id }) => id)

  it('keeps verdict and states however narrow the pane, and the duration where it can', () => {
    expect(ids(300)).toEqual(['verdict', 'state'])
    expect(ids(420)).toEqual(['verdict-lasts', 'state'])
    expect(ids(600)).toEqual(['verdict', 'state', 'lasts'])
    expect(columnsFor(470)[1]?.track).toBe('90px')
  })
  it('adds round-trip time, then start and repeats, as the pane grows', () => {
    expect(ids(700)).toEqual(['verdict', 'state', 'rtt', 'lasts'])
    expect(ids(1200)).toEqual(['verdict', 'state', 'start', 'rtt', 'again', 'lasts'])
  })
  it('has a cell for every column', () => {
    const cells = new Set(cellColumns.map(({ id }) => id))
    expect(ids(1200).every((id) => cells.has(id))).toBe(true)
  })
})

describe('pairWords', () => {
  const client = { address: '10.0.0.5', port: 51000 }
  const server = { address: '192.0.2.10', port: 443 }

  it('tells both addresses, and how the server got the name that stands for its own', () => {
    const service = { protocol: 'tls', name: 'a.example.org', nameFrom: 'sni', version: '1.3', alpn: [] } as const
    expect(pairWords({ client, server, service })).toBe(
      '10.0.0.5:51000 › 192.0.2.10:443\ntls 1.3\na.example.org, named in its TLS hello',
    )
    expect(pairWords({ client, server, service: null })).toBe('10.0.0.5:51000 › 192.0.2.10:443')
    speak('zh-CN')
    expect(pairWords({ client, server, service })).toMatch(/\na\.example\.org，取自 TLS 握手（SNI）$/)
  })
})
