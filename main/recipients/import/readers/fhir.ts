/**
 * Recipients out of FHIR R4 resources: what a Practitioner, PractitionerRole, Organization and Location say of a fax
 * number together. Of each resource only a few words are kept, until all are there and references can be followed.
 * Source: HL7 FHIR R4 (4.0.1), the four resources and §2.3 (references).
 */
import {
  emptyRow,
  importLimits,
  noAddress,
  type MissingPart,
  type SourceAddress,
  type SourceRow,
} from '#app/domain/contact/contact-import.ts'
import { isObject, listIn, textIn, type Json } from './json.ts'
import { specialtyName } from './nppes.ts'

const kinds = ['Practitioner', 'PractitionerRole', 'Organization', 'Location'] as const
type Kind = (typeof kinds)[number]

/** What is kept of a resource. */
type Kept = {
  readonly kind: Kind
  readonly line: number
  readonly name: string
  readonly npi: string
  readonly specialty: string
  readonly faxes: readonly string[]
  readonly voice: string
  readonly address: SourceAddress
  readonly practitioner: string
  readonly organization: string
  readonly locations: readonly string[]
}

export type Resources = {
  /** Takes one entry; answers a row at once when nothing can be made of it. @param line counted from 1 */
  readonly take: (resource: Json, fullUrl: string, line: number) => SourceRow | undefined
  /** How many are kept; beyond `resourcesAtMost` no more are taken. */
  readonly full: () => boolean
  /** The recipients, once everything is there. */
  readonly rows: () => Iterable<SourceRow>
}

export function createResources(): Resources {
  const all: Kept[] = []
  const byReference = new Map<string, Kept>()
  const find = (reference: string): Kept | undefined =>
    reference === '' ? undefined : (byReference.get(reference) ?? byReference.get(shortened(reference)))

  return {
    full: () => all.length >= importLimits.resourcesAtMost,
    take: (resource, fullUrl, line) => {
      if (!isObject(resource)) return { ...emptyRow, line, trouble: 'broken' }
      const kind = kinds.find((one) => one === resource['resourceType'])
      if (!kind)
        return typeof resource['resourceType'] === 'string' ? undefined : { ...emptyRow, line, trouble: 'broken' }
      if (resource['active'] === false || resource['status'] === 'inactive') return undefined
      const kept = keptOf(kind, resource, line)
      all.push(kept)
      const id = textIn(resource, 'id')
      if (fullUrl !== '') byReference.set(fullUrl, kept)
      if (id !== '') byReference.set(`${kind}/${id}`, kept)
      return undefined
    },
    *rows() {
      const inRoles = new Set<Kept>()
      for (const role of all) {
        if (role.kind !== 'PractitionerRole') continue
        const practitioner = find(role.practitioner)
        if (practitioner) inRoles.add(practitioner)
        yield roleRow(role, practitioner, find)
      }
      for (const one of all) {
        if (one.kind === 'Practitioner' && !inRoles.has(one)) yield { ...plainRow(one), person: one.name }
        if (one.kind === 'Organization' && one.faxes.length > 0) yield { ...plainRow(one), organisation: one.name }
        if (one.kind === 'Location' && one.faxes.length > 0) yield locationRow(one, find(one.organization))
      }
    },
  }
}

/** `https://server/fhir/Organization/7/_history/2` is `Organization/7`. */
const shortened = (reference: string): string =>
  /([A-Za-z]+\/[\w.-]+)(?:\/_history\/[\w.-]+)?$/.exec(reference)?.[1] ?? reference

const plainRow = ({ line, npi, specialty, faxes, voice, address }: Kept): SourceRow => ({
  ...emptyRow,
  line,
  npi,
  specialty,
  faxes,
  voice,
  address,
})

/** A role's own number goes first, then that of its place, of the organisation, of the person. */
function roleRow(role: Kept, practitioner: Kept | undefined, find: (reference: string) => Kept | undefined): SourceRow {
  const organization = find(role.organization)
  const location = role.locations.map(find).find((one) => one !== undefined)
  const told = [role, location, organization, practitioner].filter((one) => one !== undefined)
  const missing: MissingPart[] = []
  if (role.practitioner !== '' && !practitioner) missing.push('practitioner')
  if (role.organization !== '' && !organization) missing.push('organization')
  if (role.locations.length > 0 && !location) missing.push('location')
  return {
    ...plainRow(role),
    organisation: organization?.name ?? '',
    department: location && location.name !== organization?.name ? location.name : '',
    person: practitioner?.name ?? '',
    npi: practitioner?.npi || organization?.npi || '',
    specialty: role.specialty || practitioner?.specialty || '',
    faxes: told.find(({ faxes }) => faxes.length > 0)?.faxes ?? [],
    voice: told.find(({ voice }) => voice !== '')?.voice ?? '',
    address: told.find(({ address }) => address.line !== '' || address.city !== '')?.address ?? noAddress,
    missing,
  }
}

const locationRow = (location: Kept, organization: Kept | undefined): SourceRow => ({
  ...plainRow(location),
  organisation: organization?.name ?? location.name,
  department: organization && organization.name !== location.name ? location.name : '',
  npi: organization?.npi ?? '',
  missing: location.organization !== '' && !organization ? ['organization'] : [],
})

function keptOf(kind: Kind, resource: Record<string, Json>, line: number): Kept {
  const telecom = listIn(resource, 'telecom').filter(isObject)
  const numbers = (system: string): readonly string[] =>
    telecom
      .filter((one) => one['system'] === system && one['use'] !== 'old')
      .toSorted((a, b) => rankOf(a) - rankOf(b))
      .map((one) => textIn(one, 'value').replace(/^(?:tel|fax):/i, ''))
      .filter(Boolean)
  const address = [...listIn(resource, 'address'), resource['address']].find(isObject)
  return {
    kind,
    line,
    name: kind === 'Practitioner' ? personName(resource) : cut(textIn(resource, 'name')),
    npi: npiIn(resource),
    specialty: specialtyIn(resource),
    faxes: numbers('fax').slice(0, 5),
    voice: numbers('phone')[0] ?? '',
    address: address ? addressIn(address) : noAddress,
    practitioner: referenceIn(resource['practitioner']),
    organization: referenceIn(resource[kind === 'Location' ? 'managingOrganization' : 'organization']),
    locations: listIn(resource, 'location').map(referenceIn).filter(Boolean).slice(0, 5),
  }
}

/** No name is longer than what a row is refused for, and nothing longer need be kept. */
const cut = (text: string): string => text.slice(0, 400)

const rankOf = (telecom: Record<string, Json>): number => {
  const rank = telecom['rank']
  return typeof rank === 'number' ? rank : telecom['use'] === 'work' ? 1000 : 2000
}

function personName(resource: Record<string, Json>): string {
  const names = listIn(resource, 'name').filter(isObject)
  const name = names.find((one) => one['use'] === 'official') ?? names.find((one) => one['use'] !== 'old')
  if (!name) return ''
  const words = (part: string): readonly string[] => listIn(name, part).filter((one) => typeof one === 'string')
  const whole = [...words('prefix'), ...words('given'), textIn(name, 'family'), ...words('suffix')]
  return cut(textIn(name, 'text') || whole.filter(Boolean).join(' '))
}

/** The identifier in the system of NPIs (US Core, http://hl7.org/fhir/sid/us-npi). */
function npiIn(resource: Record<string, Json>): string {
  const identifiers = listIn(resource, 'identifier').filter(isObject)
  const npi = identifiers.find((one) => one['system'] === 'http://hl7.org/fhir/sid/us-npi')
  return npi ? cut(textIn(npi, 'value')) : ''
}

function specialtyIn(resource: Record<string, Json>): string {
  const concept = [...listIn(resource, 'specialty'), ...listIn(resource, 'qualification')]
    .map((one) => (isObject(one) && isObject(one['code']) ? one['code'] : one))
    .find(isObject)
  if (!concept) return ''
  const coding = listIn(concept, 'coding').find(isObject)
  const code = coding ? textIn(coding, 'code') : ''
  return cut(textIn(concept, 'text') || (coding ? textIn(coding, 'display') : '') || specialtyName(code))
}

function addressIn(address: Record<string, Json>): SourceAddress {
  const street = listIn(address, 'line')
    .filter((one) => typeof one === 'string')
    .join(', ')
  return {
    line: cut(street),
    city: cut(textIn(address, 'city')),
    state: cut(textIn(address, 'state')),
    postalCode: cut(textIn(address, 'postalCode')),
  }
}

const referenceIn = (value: Json | undefined): string => (isObject(value) ? textIn(value, 'reference') : '')
