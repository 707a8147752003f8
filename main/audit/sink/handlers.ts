/** Choosing the sink, and how it stands. Keys and certificates go in and never come out. */
import { createPrivateKey, X509Certificate } from 'node:crypto'
import path from 'node:path'
import type { SinkView } from '#app/contract/record/sink.ts'
import { fail, ok, type Outcome } from '#app/domain/outcome.ts'
import type { Act, Share } from '../../door/handler.ts'
import type { Files } from '../../ports.ts'
import { lastEntry } from '../../store/record/audit.ts'
import { readSetting, writeSetting } from '../../store/settings.ts'
import type { Store } from '../../store/store.ts'
import type { Pump } from './pump.ts'
import { sinkPositionSetting, sinkTargetSetting, type SyslogTarget, type Target } from './target.ts'

export type SinkParts = {
  readonly store: Store
  readonly pump: Pump
  readonly askWhereToSave: Files['askWhereToSave']
}

type Name = 'sink.read' | 'sink.toSyslog' | 'sink.toFile' | 'sink.off' | 'sink.test'

export function createSinkHandlers({ store, pump, askWhereToSave }: SinkParts): Share<Name> {
  async function view(): Promise<SinkView> {
    const target = await readSetting(store.read, sinkTargetSetting)
    const { upTo, takenAt } = await readSetting(store.read, sinkPositionSetting)
    const last = (await lastEntry(store.read))?.sequence ?? 0
    const trouble = pump.trouble()
    return {
      target: shown(target),
      upTo,
      waiting: target.kind === 'none' ? 0 : Math.max(0, last - upTo),
      ...(takenAt === undefined ? {} : { takenAt }),
      ...(trouble ? { trouble } : {}),
    }
  }

  /** Another place knows nothing yet: it is told everything, from the first entry on. */
  async function change(act: Act, target: Target): Promise<Outcome<SinkView>> {
    const done = await act.commit(async (tx) => {
      const before = await readSetting(tx, sinkTargetSetting)
      if (target.kind !== 'none' && placeOf(before) !== placeOf(target))
        await writeSetting(tx, sinkPositionSetting, { upTo: 0 })
      await writeSetting(tx, sinkTargetSetting, target)
      return ok({ value: {}, details: detailsOf(before, target) })
    })
    if (!done.ok) return done
    pump.appended()
    return ok(await view())
  }

  return {
    'sink.read': async () => ok(await view()),
    'sink.toSyslog': async ({ authority, client, ...rest }, act) => {
      const before = await readSetting(store.read, sinkTargetSetting)
      const kept = before.kind === 'syslog' ? before : undefined
      const target = syslogTarget(rest, {
        authority: authority === undefined ? kept?.authority : (authority ?? undefined),
        client: client === undefined ? kept?.client : (client ?? undefined),
      })
      const wrong = misfit(target)
      return wrong ? fail({ code: 'invalid', issues: [wrong] }) : change(act, target)
    },
    'sink.toFile': async ({ name }, act) => {
      const chosen = await askWhereToSave('faxdesk-audit.jsonl')
      if (chosen === undefined) {
        act.about({ details: { saved: false } })
        return ok(await view())
      }
      return change(act, { kind: 'file', name, path: chosen })
    },
    'sink.off': (_input, act) => change(act, { kind: 'none' }),
    'sink.test': async (_input, act) => {
      await pump.flush()
      const now = await view()
      act.about({ details: { result: now.trouble?.kind ?? 'taken', upTo: now.upTo } })
      return ok(now)
    },
  }
}

function shown(target: Target): SinkView['target'] {
  switch (target.kind) {
    case 'none':
      return target
    case 'file':
      return { kind: 'file', name: target.name, file: path.basename(target.path) }
    case 'syslog':
      return {
        kind: 'syslog',
        name: target.name,
        host: target.host,
        port: target.port,
        ownAuthority: target.authority !== undefined,
        clientCertificate: target.client !== undefined,
      }
  }
}

type Certificates = {
  readonly authority: string | undefined
  readonly client: SyslogTarget['client'] | undefined
}

const syslogTarget = (
  place: Pick<SyslogTarget, 'name' | 'host' | 'port'>,
  { authority, client }: Certificates,
): SyslogTarget => ({
  kind: 'syslog',
  ...place,
  ...(authority === undefined ? {} : { authority }),
  ...(client === undefined ? {} : { client }),
})

/** Which of the given files is no certificate, or no key, or does not fit the other. */
function misfit({ authority, client }: SyslogTarget): 'authority' | 'client' | undefined {
  if (authority !== undefined && !certificateIn(authority)) return 'authority'
  if (!client) return undefined
  try {
    return certificateIn(client.certificate)?.checkPrivateKey(createPrivateKey(client.key)) ? undefined : 'client'
  } catch {
    return 'client'
  }
}

function certificateIn(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem)
  } catch {
    return undefined
  }
}

const placeOf = (target: Target): string =>
  target.kind === 'syslog' ? `${target.host} ${target.port}` : target.kind === 'file' ? target.path : ''

const detailsOf = (before: Target, now: Target) => ({
  before: before.kind,
  kind: now.kind,
  ...(now.kind === 'syslog' ? { host: now.host.slice(0, 200), port: now.port } : {}),
  ...(now.kind === 'syslog' && now.authority ? { ownAuthority: true } : {}),
  ...(now.kind === 'syslog' && now.client ? { clientCertificate: true } : {}),
})
