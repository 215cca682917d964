import type { EndpointStatement, Script } from './script'

/**
 * The same conversations with the addresses and ports of both ends exchanged: whatever doesn't depend on which address
 * is greater must come out the same. The first endpoint declared is taken to talk to the second, the third to the
 * fourth, and so on, as `scripts` of random.ts declares them.
 */
export function mirrored(script: Script): Script {
  const endpoints = script.statements.filter((statement) => statement.kind === 'endpoint')
  const partners = new Map<string, EndpointStatement>()
  for (const [index, endpoint] of endpoints.entries()) {
    const partner = endpoints[index ^ 1]
    if (partner !== undefined) partners.set(endpoint.name, partner)
  }
  const statements = script.statements.map((statement) => {
    const partner = statement.kind === 'endpoint' ? partners.get(statement.name) : undefined
    return partner === undefined ? statement : { ...statement, address: partner.address, port: partner.port }
  })
  return { ...script, statements }
}
