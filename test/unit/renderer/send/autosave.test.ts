import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DraftContent, DraftView } from '#app/contract/desk/drafts.ts'
import { FaxId } from '#app/domain/ids.ts'
import { conflict, fail, ok, type Outcome } from '#app/domain/outcome.ts'
import { Autosave, type Saving } from '#renderer/screens/send/editor/autosave.ts'

const content = (message: string): DraftContent => ({
  pages: [],
  numberId: null,
  cover: { included: true, from: '', reference: '', message },
  purpose: null,
  quality: 'fine',
  lineId: null,
})

const view = (revision: number, message: string): DraftView => ({
  id: FaxId.parse(`fax_${'0'.repeat(20)}`),
  revision,
  content: content(message),
  documents: [],
  checks: [],
  savedAt: 1000 + revision,
  pagesTotal: 1,
  estimateMs: 0,
  lookAlikes: [],
  recipients: [],
  coverMissing: [],
  sentBefore: [],
})

/** Main's side of a draft: refuses a save that began from another revision, and answers when told to. */
function desk() {
  let stored = view(1, '')
  let open: (() => void)[] = []
  const timers: (() => void)[] = []
  const told: Saving[] = []
  let underWay = 0
  let most = 0
  let refusal: Outcome<DraftView> | undefined
  const save = async (revision: number, next: DraftContent): Promise<Outcome<DraftView>> => {
    most = Math.max(most, ++underWay)
    await new Promise<void>((go) => open.push(go))
    underWay -= 1
    if (refusal) return refusal
    if (revision !== stored.revision) return conflict('changed-meanwhile')
    stored = { ...stored, revision: revision + 1, content: next, savedAt: stored.savedAt + 1 }
    return ok(stored)
  }
  const autosave = new Autosave(
    {
      save,
      later: (_ms, act) => {
        timers.push(act)
        return () => void timers.splice(timers.indexOf(act), timers.includes(act) ? 1 : 0)
      },
      heard: () => undefined,
      told: (saving) => told.push(saving),
    },
    stored,
  )
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 40; turn += 1) {
      timers.splice(0).forEach((act) => act())
      open.forEach((go) => go())
      open = []
      await Promise.resolve()
    }
  }
  return {
    autosave,
    told,
    settle,
    stored: () => stored,
    most: () => most,
    refuse: (outcome: Outcome<DraftView> | undefined) => (refusal = outcome),
    /** Another hand changes the draft by a way that is not `save`. */
    change: (message: string): Outcome<DraftView> =>
      ok((stored = { ...stored, revision: stored.revision + 1, content: content(message) })),
  }
}

test('however fast someone types, saves go one at a time and the last word is kept', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.string(), fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 20 }),
      async (typed) => {
        const { autosave, settle, stored, most } = desk()
        for (const [message, typing, pause] of typed) {
          autosave.change(content(message), typing)
          if (pause) void autosave.flush()
          await Promise.resolve()
        }
        await settle()
        expect(stored().content.cover.message).toBe(typed.at(-1)?.[0])
        expect(most()).toBe(1)
      },
    ),
  )
})

test('a document taken in waits for what was typed before it, and what is typed meanwhile goes after it', async () => {
  const { autosave, settle, stored, change } = desk()
  autosave.change(content('before'), true)
  const seen: string[] = []
  const added = autosave.alone(async () => {
    seen.push(stored().content.cover.message)
    autosave.change(content('typed meanwhile'), true)
    return change('grown')
  })
  await settle()
  expect((await added).ok).toBe(true)
  expect(seen).toEqual(['before'])
  expect(stored()).toMatchObject({ revision: 4, content: { cover: { message: 'typed meanwhile' } } })
})

test('a draft somebody else changed is not overwritten; the person is told', async () => {
  const { autosave, settle, stored, change, told } = desk()
  change('theirs')
  autosave.change(content('mine'), false)
  await settle()
  expect(told.at(-1)).toEqual({ at: 'overtaken' })
  expect(stored().content.cover.message).toBe('theirs')
  autosave.reload(stored())
  autosave.change(content('mine again'), false)
  await settle()
  expect(stored().content.cover.message).toBe('mine again')
})

test('a full disk keeps what was typed, and the next save brings it', async () => {
  const { autosave, settle, stored, refuse, told } = desk()
  refuse(fail({ code: 'store', kind: 'full' }))
  autosave.change(content('kept'), false)
  await settle()
  expect(told.at(-1)).toEqual({ at: 'faulted', fault: { code: 'store', kind: 'full' } })
  refuse(undefined)
  const flushed = autosave.flush()
  await settle()
  expect((await flushed).ok).toBe(true)
  expect(stored().content.cover.message).toBe('kept')
})

test('nothing is sealed before all that was typed is saved', async () => {
  const { autosave, settle, stored } = desk()
  autosave.change(content('last word'), true)
  const sealed = autosave.onSaved(async ({ revision }) => ok({ revision, message: stored().content.cover.message }))
  await settle()
  expect(await sealed).toEqual(ok({ revision: 2, message: 'last word' }))
})

test('nothing is sealed when the save was refused', async () => {
  const { autosave, settle, refuse } = desk()
  refuse(fail({ code: 'store', kind: 'read-only' }))
  autosave.change(content('x'), true)
  let ran = false
  const sealed = autosave.onSaved(async () => {
    ran = true
    return ok(0)
  })
  await settle()
  expect((await sealed).ok).toBe(false)
  expect(ran).toBe(false)
})
