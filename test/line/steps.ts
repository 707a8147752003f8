/** One desk on the real line: faxes are sent off through the door and looked at again with every event. */
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'vitest'
import type { FaxView } from '#app/contract/desk/faxes.ts'
import { final } from '#app/domain/fax/fax.ts'
import type { LineId } from '#app/domain/ids.ts'
import type { systemClock } from '#main/clock.ts'
import type { startApplication } from '#test/given/application.ts'
import { differing, dotsIn } from '#test/given/fax-loop/dots.ts'
import { likeness, lookAt, tiffAsPdf, type Look } from '#test/given/fax-loop/likeness.ts'
import type { FaxLoop } from '#test/given/fax-loop/loop.ts'
import { valueOf } from '#test/given/outcome.ts'
import { sample } from '#test/given/samples/made.ts'
import { change, numberOf, readyDraft, seal, send, verifiedContact } from '#test/given/walk/walk-steps.ts'

export type Given = Awaited<ReturnType<typeof startApplication<typeof systemClock>>>

/** A fax that was sent off, and how long its call was expected to take, in ms. */
export type Sent = { readonly fax: FaxView; readonly estimateMs: number }

const minute = 60_000

/** Unlike pages of one document come to 0.75 here, the same page to 0.85 and more. */
export const alike = 0.8

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
  return { fax: await send(given, await seal(given, ready)), estimateMs: ready.estimateMs }
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

/** A folder for looks at a fax, with the pages as they were sealed. */
export async function sealedLook(
  given: Given,
  work: string,
  { id }: FaxView,
): Promise<{ readonly folder: string; readonly sealed: readonly Look[] }> {
  const folder = path.join(work, id)
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'sent.pdf'), valueOf(await given.application.readDocument('packet', id)))
  return { folder, sealed: await lookAt(path.join(folder, 'sent.pdf'), folder, 'sent') }
}

/** How alike the sealed pages are to those that arrived, the least alike page; 0 where there are more or fewer. */
export const likenessOf = (sealed: readonly Look[], arrived: readonly Look[]): number =>
  arrived.length === sealed.length
    ? Math.min(...sealed.map((page, at) => likeness(page, arrived[at] ?? { width: 1, dots: new Uint8Array() })))
    : 0

/** How alike the sealed pages are to those of the received fax that is most like them, those in `before` apart. */
export async function likestReceived(
  given: Given,
  loop: FaxLoop,
  work: string,
  fax: FaxView,
  before: ReadonlySet<string> = new Set(),
): Promise<number> {
  const { folder, sealed } = await sealedLook(given, work, fax)
  const found: number[] = [0]
  for (const file of await receivedFiles(loop)) {
    const pdf = path.join(folder, `${file}.pdf`)
    if (!before.has(file) && tiffAsPdf(path.join(loop.received, file), pdf))
      found.push(likenessOf(sealed, await lookAt(pdf, folder, file)))
  }
  return Math.max(...found)
}

/** The server prints its header line over the top of a page, as the law asks. */
const headerRows = 40

/** Dots that differ between the sealed pages and the received ones most like them, and all dots there are. */
export async function dotsChanged(
  given: Given,
  loop: FaxLoop,
  work: string,
  fax: FaxView,
): Promise<{ readonly dots: number; readonly of: number }> {
  const { folder } = await sealedLook(given, work, fax)
  const sealed = await dotsIn(path.join(folder, 'sent.pdf'), folder, 'sent')
  let best = { dots: Infinity, of: 0 }
  for (const file of await receivedFiles(loop)) {
    const pdf = path.join(folder, `${file}.pdf`)
    if (!tiffAsPdf(path.join(loop.received, file), pdf)) continue
    const arrived = await dotsIn(pdf, folder, file)
    if (arrived.length !== sealed.length) continue
    const pages = sealed.map((page, at) => differing(page, arrived[at] ?? page, headerRows))
    const sum = { dots: pages.reduce((all, { dots }) => all + dots, 0), of: pages.reduce((all, { of }) => all + of, 0) }
    if (sum.dots < best.dots) best = sum
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
