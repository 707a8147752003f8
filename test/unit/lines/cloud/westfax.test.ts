/** WestFax by its sheet: everything in a form, results by name, "complete" that says nothing by itself. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Driver } from '#main/lines/line.ts'
import { faxEnd } from '#main/lines/westfax/codes.ts'
import { createWestfax } from '#main/lines/westfax/driver.ts'
import { Fax, newsOf } from '#main/lines/westfax/faxes.ts'
import { systemNetwork } from '#main/network.ts'
import { manualClock } from '#test/given/clock.ts'
import type { Service } from '#test/given/service/service.ts'
import { product, westfaxService } from '#test/given/westfax/service.ts'
import { conforms, reference, submission, type DriverWish } from '../conformance.ts'

const driver = (
  _: Service,
  { address, network, clock, wrong, productId = product }: DriverWish & { readonly productId?: string },
): Driver =>
  createWestfax({
    network,
    clock,
    settings: {
      kind: 'westfax',
      user: 'faxdesk@clinic.example',
      productId,
      from: '+12025550101',
      header: 'Juniper Street Clinic',
      address,
      proxy: '',
    },
    secret: { kind: 'westfax', password: wrong ? 'wrong' : 'hush' },
  })

conforms('westfax', {
  start: () => westfaxService('faxdesk@clinic.example', 'hush'),
  driver,
  expects: {
    delivered: { phase: 'delivered', pages: 2, tookMs: 0 },
    busy: { phase: 'failed', reason: 'busy', pagesSent: 0 },
    'no-answer': { phase: 'failed', reason: 'no-answer', pagesSent: 0 },
    human: { phase: 'failed', reason: 'human-answered', pagesSent: 0 },
    partial: { phase: 'failed', reason: 'partial', pagesSent: 0 },
  },
  wrongTypes: '{"Success":true,"Result":{"Id":[]}}',
})

let service: Service
let line: Driver

beforeEach(async () => {
  service = await westfaxService('faxdesk@clinic.example', 'hush')
  line = driver(service, { address: service.address, network: systemNetwork, clock: manualClock(), wrong: false })
})
afterEach(() => service.close())

test('job name and billing code are our reference, nothing tells of a person, and only known numbers are handed over', async () => {
  await line.submit(submission())
  const heard = service.heard()
  for (const name of ['JobName', 'BillingCode']) expect(heard).toContain(`name="${name}"\r\n\r\n${reference}\r\n`)
  expect(heard).not.toMatch(/FeedbackEmail|CallBackUrl|StartDate/)
  expect(await line.submit(submission('+442079460000'))).toEqual({ kind: 'refused', reason: 'refused-by-line' })
  expect(service.faxes).toHaveLength(1)
})

test('its list is read from the day before, and only our job name is ours', async () => {
  await line.submit({ ...submission(), reference: 'another' })
  await line.submit(submission())
  expect(await line.list(reference)).toMatchObject({ kind: 'found', providerId: service.faxes[1]?.id })
  expect(service.heard()).toContain('name="StartDate"\r\n\r\n4/12/2026\r\n')
})

test('“complete” says nothing without the one call it made', () => {
  const at = (Status: string, ...results: readonly (string | null)[]) =>
    newsOf(Fax.parse({ Id: 'a', Status, FaxCallInfoList: results.map((Result) => ({ Result })) }), { pages: 3 })
  for (const status of ['Submitted', 'Production', 'Paused', 'UnSubmitted'])
    expect(at(status, 'Sent')).toEqual({ phase: 'accepted' })
  expect(at('Complete', 'Sent')).toEqual({ phase: 'delivered', pages: 3, tookMs: 0 })
  expect(at('Complete', 'Waiting to dial')).toEqual({ phase: 'accepted' })
  for (const results of [[], [null], ['Sent', 'Busy']]) expect(at('Complete', ...results)).toEqual({ phase: 'unknown' })
  expect(at('Cancelled')).toEqual({ phase: 'cancelled', pagesSent: 0 })
  expect(at('Failed', 'Failed')).toEqual({ phase: 'failed', reason: 'partial', pagesSent: 0 })
})

test('results are known by name, whatever their capitals; an unknown one is left to a person', () => {
  expect([faxEnd('Busy'), faxEnd('busy'), faxEnd('No Answer')]).toEqual(['busy', 'busy', 'no-answer'])
  expect(faxEnd('NoFaxDevice')).toBe('human-answered')
  expect(faxEnd('OperatorIntercept')).toBe('number-not-in-service')
  for (const name of ['TierBlocked', 'RemovalList', 'FileError', 'InvalidCsid'])
    expect(faxEnd(name)).toBe('refused-by-line')
  expect(faxEnd('Canceled')).toBe('cancelled')
  for (const name of ['ConnectionInterrupt', 'ConnectionFailure', 'Failed', 'Something', ''])
    expect(faxEnd(name)).toBe('partial')
})

test('a check finds a product that is not the account’s', async () => {
  const looks = ['pages-stay-there', 'weak-evidence'].map((finding) => ({ finding, verdict: 'look' }))
  expect(await line.preflight()).toEqual(looks)
  const wish = { address: service.address, network: systemNetwork, clock: manualClock(), wrong: false }
  const strange = driver(service, { ...wish, productId: 'another' })
  expect(await strange.preflight()).toEqual([{ finding: 'not-of-this-account', verdict: 'look' }, ...looks])
})
