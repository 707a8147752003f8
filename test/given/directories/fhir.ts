/** FHIR R4 resources of a small directory, and a server that answers searches for them page by page. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Resource = { readonly resourceType: string; readonly id: string; readonly [name: string]: unknown }

const fax = (value: string) => ({ system: 'fax', value, use: 'work' })
const phone = (value: string) => ({ system: 'phone', value })

export const alder: Resource = {
  resourceType: 'Practitioner',
  id: 'alder',
  identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '1000000004' }],
  name: [{ use: 'official', family: 'Alder', given: ['Robin'], suffix: ['MD'] }],
}
export const bluefinch: Resource = {
  resourceType: 'Organization',
  id: 'bluefinch',
  active: true,
  name: 'Bluefinch Community Hospital',
  telecom: [phone('+1 202 555 0150'), fax('+1 202 555 0151')],
  address: [{ line: ['1 Mill Lane'], city: 'Saltmarsh', state: 'MD', postalCode: '20001' }],
}
export const imaging: Resource = {
  resourceType: 'Location',
  id: 'imaging',
  name: 'Imaging desk',
  telecom: [fax('+1 202 555 0152')],
  managingOrganization: { reference: 'Organization/bluefinch' },
}
export const role: Resource = {
  resourceType: 'PractitionerRole',
  id: 'role-1',
  practitioner: { reference: 'Practitioner/alder' },
  organization: { reference: 'Organization/bluefinch' },
  specialty: [{ coding: [{ code: '207RC0000X' }] }],
  telecom: [fax('tel:+1-202-555-0153')],
}
/** Points to nobody who is there. */
export const lonelyRole: Resource = {
  resourceType: 'PractitionerRole',
  id: 'role-2',
  practitioner: { reference: 'Practitioner/gone' },
  organization: { reference: 'Organization/bluefinch' },
  telecom: [fax('+1 202 555 0154')],
}

export const directory: readonly Resource[] = [role, lonelyRole, alder, bluefinch, imaging]

export const bundleOf = (resources: readonly unknown[], base = 'https://directory.example/fhir') => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: resources.length,
  entry: resources.map((resource) => ({
    ...(isResource(resource) ? { fullUrl: `${base}/${resource.resourceType}/${resource.id}` } : {}),
    resource,
  })),
})

const isResource = (value: unknown): value is Resource => typeof value === 'object' && value !== null && 'id' in value

export type Answer = (request: IncomingMessage, response: ServerResponse) => boolean

/**
 * A server of a directory on this machine.
 * @param pageSize entries a page @param first may answer a request itself, by saying so
 */
export async function startDirectory(resources: readonly Resource[], pageSize = 2, first?: Answer) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (first?.(request, response)) return
    const url = new URL(request.url ?? '/', base())
    const type = url.pathname.split('/').at(-1)
    const found = resources.filter(({ resourceType }) => resourceType === type)
    const from = Number(url.searchParams.get('from') ?? 0)
    const page = found.slice(from, from + pageSize)
    const included = url.searchParams.has('_include') && type === 'PractitionerRole' ? referredBy(page, resources) : []
    const link =
      from + pageSize < found.length
        ? [{ relation: 'next', url: `${base()}fhir/${type}?from=${from + pageSize}&_include=*` }]
        : []
    response.setHeader('content-type', 'application/fhir+json')
    response.end(JSON.stringify({ ...bundleOf([...page, ...included]), total: found.length, link }))
  })
  const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `${base()}fhir/`,
    asked,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function referredBy(page: readonly Resource[], resources: readonly Resource[]): readonly Resource[] {
  const text = JSON.stringify(page)
  return resources.filter(({ resourceType, id }) => text.includes(`"${resourceType}/${id}"`))
}
