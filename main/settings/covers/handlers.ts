/** covers.*: writing and approving the words on cover sheets. Which version holds is decided in `versions.ts`. */
import { createHash } from 'node:crypto'
import type { CoversView, CoverVersion } from '#app/contract/desk/covers.ts'
import type { CoverLogo, CoverTexts } from '#app/domain/pages/cover.ts'
import { conflict, fail, ok, type Outcome } from '#app/domain/outcome.ts'
import type { DocumentService } from '../../documents/client.ts'
import { actorOf, type Act, type Actor, type Share } from '../../door/handler.ts'
import { readSetting, writeSetting } from '../../store/settings.ts'
import type { ReadStore, Store } from '../../store/store.ts'
import { approval, coversOf, coversSetting } from './versions.ts'

type Names = 'covers.read' | 'covers.logo' | 'covers.write' | 'covers.approve' | 'covers.drop'

export type CoverParts = { readonly store: Store; readonly documents: Pick<DocumentService, 'take' | 'logo'> }

export function createCoverHandlers({ store, documents }: CoverParts): Share<Names> {
  const done = async (changed: Outcome<undefined>, act: Act): Promise<Outcome<CoversView>> =>
    changed.ok ? ok(await viewOf(store.read, actorOf(act))) : changed
  return {
    'covers.read': async (_, act) => ok(await viewOf(store.read, actorOf(act))),
    'covers.logo': ({ bytes }) => logoFrom(documents, bytes),
    'covers.write': async (texts, act) => done(await write(texts, act), act),
    'covers.approve': async ({ version }, act) => done(await approve(version, act), act),
    'covers.drop': async ({ version }, act) => done(await drop(version, act), act),
  }
}

/** Taken in like any other file, so that it is refused for the same reasons in the same words. */
async function logoFrom(documents: CoverParts['documents'], bytes: Uint8Array): Promise<Outcome<{ logo: CoverLogo }>> {
  const taken = await documents.take(bytes)
  const drawn = taken.ok ? await documents.logo(taken.value.bytes) : taken
  if (!drawn.ok) return drawn
  const { png, ...size } = drawn.value
  return ok({ logo: { ...size, png: Buffer.from(png).toString('base64') } })
}

async function viewOf(db: ReadStore, { personId, rights }: Actor): Promise<CoversView> {
  const { current, proposed, before } = coversOf(await readSetting(db, coversSetting))
  return {
    current,
    ...(proposed ? { proposed } : {}),
    before: [...before],
    mayWrite: rights.includes('settings.change'),
    mayApprove: proposed !== undefined && (await approval(db, proposed, personId)) !== undefined,
  }
}

const whoOf = (act: Act) => ({ id: actorOf(act).personId, name: actorOf(act).name, at: act.at })

/** Words of the practice are no entry's content: the record holds their hash, the setting holds them. */
const remark = ({ version, texts }: CoverVersion) => ({
  version,
  sha256: createHash('sha256').update(JSON.stringify(texts)).digest('hex'),
})

const write = (texts: CoverTexts, act: Act): Promise<Outcome<undefined>> =>
  act.commit(async (tx) => {
    const versions = await readSetting(tx, coversSetting)
    const held = versions.filter(({ approved }) => approved)
    const next = { version: (versions.at(-1)?.version ?? 0) + 1, texts, written: whoOf(act) }
    await writeSetting(tx, coversSetting, [...held, next])
    return ok({ value: undefined, details: remark(next) })
  })

const approve = (version: number, act: Act): Promise<Outcome<undefined>> =>
  act.commit(async (tx) => {
    const versions = await readSetting(tx, coversSetting)
    const { proposed } = coversOf(versions)
    if (proposed?.version !== version) return conflict('not-pending')
    const how = await approval(tx, proposed, actorOf(act).personId)
    if (!how) return fail({ code: 'forbidden', needs: 'second-person' })
    const approved = { ...proposed, approved: { ...whoOf(act), ...how } }
    await writeSetting(tx, coversSetting, [...versions.slice(0, -1), approved])
    return ok({ value: undefined, details: { ...remark(proposed), ...how, by: proposed.written?.id ?? '' } })
  })

const drop = (version: number, act: Act): Promise<Outcome<undefined>> =>
  act.commit(async (tx) => {
    const versions = await readSetting(tx, coversSetting)
    const { proposed } = coversOf(versions)
    if (proposed?.version !== version) return conflict('not-pending')
    const { personId } = actorOf(act)
    if (proposed.written?.id !== personId && !(await approval(tx, proposed, personId)))
      return fail({ code: 'forbidden', needs: 'second-person' })
    await writeSetting(tx, coversSetting, versions.slice(0, -1))
    return ok({ value: undefined, details: remark(proposed) })
  })
