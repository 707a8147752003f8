/** What a check asks of an Asterisk server, and of the folder shared with it. No call is placed; the dialplan cannot be read with the rights we ask for. */
import type { Finding, FindingName } from '#app/domain/fax/line.ts'
import type { SettingsOf } from '#app/domain/line-kinds/index.ts'
import type { Folder } from './folder.ts'
import { SessionTrouble, type Session, type Trouble } from './session.ts'

export type Check = {
  readonly settings: SettingsOf<'asterisk'>
  readonly folder: Folder
  readonly session: () => Promise<Session>
}

const stop = (finding: FindingName): Finding => ({ finding, verdict: 'stop' })

export async function lookOver({ settings, folder, session }: Check): Promise<readonly Finding[]> {
  if (!settings.protectedFolder) return [stop('folder-not-answered-for')]
  const unusable = stop(settings.way === 'fetch' ? 'no-public-address' : 'folder-not-usable')
  const usable = await folder.usable()
  const server = await askServer(session)
  return [
    ...(usable ? [] : [unusable]),
    ...(server ? [stop(server)] : []),
    { finding: 'weak-evidence', verdict: 'look' },
  ]
}

/** Undefined: all is well. The list of fax sessions is there only where the fax program is loaded. */
async function askServer(session: Check['session']): Promise<FindingName | undefined> {
  try {
    const open = await session()
    const answer = await open.ask('FAXSessions')
    if (answer.get('Response') !== 'Success')
      return /permission/i.test(answer.get('Message')) ? 'sending-set-up-missing' : 'server-not-dialling'
    await open.list('Status', [['Variables', 'FXD_REF']], 'StatusComplete')
    return undefined
  } catch (error) {
    if (!(error instanceof SessionTrouble)) throw error
    return findings[error.trouble]
  }
}

const findings: Readonly<Record<Trouble, FindingName>> = {
  'not-reached': 'not-reached',
  'not-trusted': 'certificate-not-trusted',
  'sign-in-refused': 'sign-in-refused',
  'not-understood': 'answer-not-understood',
  'broken-off': 'not-reached',
}
