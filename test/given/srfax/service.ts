/** SRFax as its documents and public clients show it: one address, the act in the body, status 200 whatever it says. */
import {
  startService,
  type About,
  type Asked,
  type Reply,
  type Service,
  type ServiceFax,
  type World,
} from '../service/service.ts'

type Said = Partial<Record<string, string>>

const acts: Readonly<Record<string, About>> = {
  Queue_Fax: 'send',
  Get_FaxStatus: 'ask',
  Get_Fax_Outbox: 'list',
  Stop_Fax: 'cancel',
  Delete_Fax: 'remove',
  Get_Fax_Usage: 'check',
}

export type Inbound = {
  readonly id: string
  readonly status: string
  readonly from: string
  readonly content: Uint8Array
}
export type SrfaxWishes = { inbound: Inbound[]; /** Received faxes may not be removed. */ keeps: boolean }
export type SrfaxService = Service & { readonly wishes: SrfaxWishes }

export async function srfaxService(account: string, password: string): Promise<SrfaxService> {
  const wishes: SrfaxWishes = { inbound: [], keeps: false }
  const service = await startService({
    base: '/SRF_SecWebSvc.php',
    about: (asked) => acts[saidIn(asked)['action'] ?? ''] ?? 'other',
    answer: (asked, world) => {
      const said = saidIn(asked)
      const known = said['access_id'] === account && said['access_pwd'] === password
      if (!known) return failed('Invalid Access Code / Password')
      return said['action'] === 'Get_Fax_Inbox' || said['sDirection'] === 'IN'
        ? received(said, wishes)
        : answer(said, world)
    },
  })
  return { ...service, wishes }
}

/** What came in: its id stands behind the stroke of a file's name, times go by the account's own zone. */
function received(said: Said, wishes: SrfaxWishes): Reply {
  if (said['action'] === 'Get_Fax_Inbox') {
    if (said['sPeriod'] !== 'RANGE' || !/^\d{8}$/.test(said['sStartDate'] ?? '')) return failed('Invalid range')
    return success(
      wishes.inbound.map(({ id, status, from }) => ({
        FileName: `20260414100000-6104-19_1|${id}`,
        ReceiveStatus: status,
        Date: 'Apr 14/26 10:00 AM',
        EpochTime: 1_776_160_800,
        CallerID: from,
        RemoteID: 'Harborlight',
        Pages: '2',
        Size: '5000',
        ViewedStatus: 'N',
      })),
    )
  }
  const id = said['sFaxDetailsID'] ?? said['sFaxDetailsID_1']
  const fax = wishes.inbound.find((each) => each.id === id)
  if (!fax || (said['action'] === 'Delete_Fax' && wishes.keeps)) return failed('No Faxes Found')
  if (said['action'] === 'Retrieve_Fax') return success(Buffer.from(fax.content).toString('base64'))
  wishes.inbound = wishes.inbound.filter((each) => each !== fax)
  return success('')
}

const saidIn = ({ body }: Asked): Said => JSON.parse(body.toString('utf8')) as Said
const success = (result: unknown): Reply => ({ status: 200, json: { Status: 'Success', Result: result } })
const failed = (text: string): Reply => ({ status: 200, json: { Status: 'Failed', Result: text } })

function answer(said: Said, world: World): Reply {
  const fax = world.faxes.find(({ id }) => id === (said['sFaxDetailsID'] ?? said['sFaxDetailsID_1']))
  switch (said['action']) {
    case 'Queue_Fax':
      return queue(said, world)
    case 'Get_Fax_Outbox':
      return outbox(said, world)
    case 'Get_Fax_Usage':
      return success([])
    case 'Get_FaxStatus':
      return fax && fax.ending !== 'cancelled' ? success(recordOf(fax)) : failed('No Faxes Found')
    case 'Stop_Fax':
      if (!fax || fax.ending) return failed('Unable to stop fax')
      fax.ending = 'cancelled'
      return success('Fax cancelled')
    default:
      if (!fax) return failed('No Faxes Found')
      fax.removed = true
      return success('')
  }
}

function queue(said: Said, world: World): Reply {
  const { sToFaxNumber: to = '', sAccountCode: reference = '', sCallerID: from = '', sFileContent_1: file = '' } = said
  if (!/^1\d{10}$/.test(to) || !/^\d{10}$/.test(from) || reference.length > 20) return failed('Invalid request')
  const id = String(900_000_003 + world.faxes.length)
  world.take({ id, to, reference, content: Buffer.from(file, 'base64') })
  return success(id)
}

function outbox({ sPeriod: period, sStartDate: from = '', sEndDate: to = '' }: Said, world: World): Reply {
  if (period !== 'RANGE' || !/^\d{8}$/.test(from) || !/^\d{8}$/.test(to)) return failed('Invalid range')
  return success(
    world
      .listed()
      .filter(({ ending }) => ending !== 'cancelled')
      .map(recordOf),
  )
}

const errors: Partial<Record<NonNullable<ServiceFax['ending']>, string>> = {
  busy: 'Busy',
  'no-answer': 'No Answer',
  human: 'No Remote Fax',
  partial: 'Transmission Error',
}

function recordOf({ id, to, reference, ending }: ServiceFax): object {
  const error = ending && errors[ending]
  return {
    FaxDetailsID: id,
    SentStatus: !ending ? 'In Progress' : ending === 'unknown-state' ? 'Pondering' : error ? 'Failed' : 'Sent',
    ToFaxNumber: to,
    Pages: error ? '0' : '2',
    Duration: '65',
    ErrorCode: error ?? '',
    AccountCode: reference,
    Subject: '',
  }
}
