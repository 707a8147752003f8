/** One desk on the real line: faxes are sent off through the door and looked at again with every event. */
import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'vitest'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import { final } from '#app/domain/fax/fax.ts'
import type { LineId } from '#app/domain/ids.ts'
import type { systemClock } from '#main/clock.ts'
import type { startApplication } from '#test/given/application.ts'
import { differing, dotsIn, tiffAsPdf, type Dots } from '#test/given/fax-loop/dots.ts'
import type { FaxLoop } from '#test/given/fax-loop/loop.ts'
import { valueOf } from '#test/given/outcome.ts'
import { sample } from '#test/given/samples/made.ts'
import { change, numberOf, readyDraft, seal, send, verifiedContact } from '#test/given/walk/walk-steps.ts'

export type Given = Awaited<ReturnType<typeof startApplication<typeof systemClock>>>

/** A fax that was sent off, and how long its call was said to take, in ms: at a glance, and from its exact bytes. */
export type Sent = {
  readonly fax: FaxView
  readonly estimateMs: number
  readonly exact: { readonly bytes: number; readonly durationMs: number }
}

const minute = 60_000

/** The line to the loop's server, with its agreement, looked over and found ready. */
export async function connect(given: Given, { host, port, user, password }: FaxLoop): Promise<LineId> {
  const { id } = await given.done('lines.add', {
    name: 'Office server',
    settings: { kind: 'hylafax', host, port, user, protectedNetwork: false },
    secret: { kind: 'hylafax', password },
  })
  const since = Date.now() - minute
  await given.done('lines.agreement', { id, agreement: { kind: 'own-server', operator: 'Ferris IT', since } })
  expect(await given.done('lines.check', { id })).toMatchObject({ standing: 'ready', check: { findings: [] } })
  return id
}

export type Wish = {
  readonly name: string
  readonly e164: string
  readonly lineId: LineId
  readonly cover: boolean
  /** Which pages of a long letter go, from 0; one page of a short one where there are none. */
  readonly pages: readonly number[]
}

/** Few pages at a time: every page is half a minute of real sound. */
export async function sendTo(given: Given, { name, e164, lineId, ...wish }: Wish): Promise<Sent> {
  const contact = await verifiedContact(given, e164)
  const bytes = sample(wish.pages.length > 0 ? 'referral-10p.pdf' : 'text-1p.pdf')
  const draft = await readyDraft(given, numberOf(contact).id, `Case ${name.toLowerCase()}`, bytes)
  const cover = { ...draft.content.cover, included: wish.cover }
  const chosen = wish.pages.length > 0 ? wish.pages : [0]
  const pages = draft.content.pages.map((page, at) => ({ ...page, included: chosen.includes(at) }))
  const ready = await change(given, draft, { lineId, cover, pages, quality: 'standard' })
  const sealed = await seal(given, ready)
  const exact = await given.done('packet.measure', { id: sealed.faxId, sha256: sealed.sha256 })
  return { fax: await send(given, sealed), estimateMs: ready.estimateMs, exact }
}

/** The fax once it is as wanted; looked at again with every event. */
export async function until(given: Given, id: FaxView['id'], enough: (fax: FaxView) => boolean): Promise<FaxView> {
  for (;;) {
    const heard = new Promise<void>((resolve) => {
      const undo = given.application.subscribe(() => {
        undo()
        resolve()
      })
    })
    const fax = await given.done('faxes.read', { id })
    if (enough(fax)) return fax
    await heard
  }
}

export const over = ({ state }: FaxView): boolean => final(state.phase)

/** The server prints its header line over the top of a page, as the law asks. */
const headerRows = 40

export type Changed = { readonly dots: number; readonly of: number }

/** The pages of a fax as they were sealed, and a folder for looks at others. */
export async function sealedDots(
  given: Given,
  work: string,
  { id }: FaxView,
): Promise<{ readonly folder: string; readonly sealed: readonly Dots[] }> {
  const folder = await mkdtemp(path.join(work, `${id}-`))
  await writeFile(path.join(folder, 'sent.pdf'), valueOf(await given.application.readDocument('packet', id)))
  return { folder, sealed: await dotsIn(path.join(folder, 'sent.pdf'), folder, 'sent') }
}

/** Dots that differ between two faxes below their header lines; every one where their pages are not as many. */
export function changed(sealed: readonly Dots[], arrived: readonly Dots[]): Changed {
  const pages = sealed.map((page, at) => differing(page, arrived[at], headerRows))
  const dots = pages.reduce((sum, page) => sum + page.dots, arrived.length === sealed.length ? 0 : Infinity)
  return { dots, of: pages.reduce((sum, { of }) => sum + of, 0) }
}

/** The same for the received fax that is most like the sealed one; those in `before` are not looked at. */
export async function leastChanged(
  given: Given,
  loop: FaxLoop,
  work: string,
  fax: FaxView,
  before: ReadonlySet<string> = new Set(),
): Promise<Changed> {
  const { folder, sealed } = await sealedDots(given, work, fax)
  let best = changed(sealed, [])
  for (const file of await receivedFiles(loop)) {
    const pdf = path.join(folder, `${file}.pdf`)
    if (before.has(file) || !tiffAsPdf(path.join(loop.received, file), pdf)) continue
    const one = changed(sealed, await dotsIn(pdf, folder, file))
    if (one.dots < best.dots) best = one
  }
  return best
}

export const receivedFiles = async (loop: FaxLoop): Promise<readonly string[]> =>
  (await readdir(loop.received)).filter((each) => each.endsWith('.tif'))

/** How long the last answered call to a number took from its dialling to its end, in ms, as the exchange saw it. */
export async function lastCallMs(loop: FaxLoop, e164: string): Promise<number> {
  const calls = await loop.calls()
  const mine = calls.filter(({ event, number }) => event === 'dialled' && e164.endsWith(number ?? '?'))
  const ids = new Set(mine.map(({ call }) => call))
  const ended = calls.findLast(({ event, call, answered }) => event === 'ended' && answered && ids.has(call))
  return (ended?.seconds ?? 0) * 1_000
}
