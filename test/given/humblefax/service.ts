/** HumbleFax as its documents and programs that use it show it: begin, attach, send; lists of ids; reasons as texts. */
import {
  basicOf,
  fileOf,
  formOf,
  startService,
  type About,
  type Asked,
  type Reply,
  type Service,
  type ServiceFax,
  type World,
} from '../service/service.ts'

type Draft = { readonly to: string; readonly reference: string; content: Uint8Array }
export type HumblefaxService = Service & { readonly drafts: ReadonlyMap<string, Draft> }

export async function humblefaxService(key: string, secret: string): Promise<HumblefaxService> {
  const drafts = new Map<string, Draft>()
  const service = await startService({
    base: '',
    about,
    answer: (asked, world) =>
      asked.headers.authorization === basicOf(key, secret)
        ? answer(asked, world, drafts)
        : { status: 401, json: { result: 'failure', error: 'Invalid credentials' } },
  })
  return { ...service, drafts }
}

function about({ url: { pathname } }: Asked): About {
  if (pathname.endsWith('/send')) return 'send'
  if (pathname === '/sentFaxes') return 'list'
  return pathname.startsWith('/sentFax/') ? 'ask' : 'prepare'
}

const success = (data: unknown): Reply => ({ status: 200, json: { result: 'success', data } })
const failure = (status: number, error: string): Reply => ({ status, json: { result: 'failure', error } })

async function answer(asked: Asked, world: World, drafts: Map<string, Draft>): Promise<Reply> {
  const { pathname, searchParams } = asked.url
  if (pathname === '/tmpFax') return begin(asked, drafts)
  if (pathname === '/sentFaxes') return list(searchParams, world)
  const [, act, id] = /^\/(attachment|tmpFax|sentFax)\/([\w.]+)/.exec(pathname) ?? []
  if (act === 'sentFax') {
    const fax = world.faxes.find((each) => each.id === id)
    return fax ? success({ sentFax: objectOf(fax) }) : failure(404, 'Unknown fax')
  }
  const draft = drafts.get(id ?? '')
  if (!draft) return failure(404, 'Unknown fax')
  if (act === 'attachment') {
    draft.content = await fileOf(await formOf(asked), 'attachment')
    return success({})
  }
  if (draft.content.byteLength === 0) return failure(400, 'No pages')
  const fax = world.take({ id: String(900_000_005 + world.faxes.length), ...draft })
  return success({ sentFax: { id: fax.id } })
}

function begin({ body }: Asked, drafts: Map<string, Draft>): Reply {
  const sent = JSON.parse(body.toString('utf8')) as Partial<Record<string, unknown>>
  const [to, ...others] = sent['recipients'] as readonly unknown[]
  const plain = typeof to === 'number' && String(to).length === 11 && others.length === 0
  if (!plain || sent['includeCoversheet'] !== false || typeof sent['uuid'] !== 'string')
    return failure(400, 'Invalid fax')
  const id = `tmp.${drafts.size + 1}`
  drafts.set(id, { to: String(to), reference: sent['uuid'], content: new Uint8Array() })
  return success({ tmpFax: { id } })
}

function list(asked: URLSearchParams, world: World): Reply {
  const [from, to] = [Number(asked.get('timeFrom')), Number(asked.get('timeTo'))]
  if (!(from > 1_000_000_000 && to > from && to < 10_000_000_000)) return failure(400, 'Invalid time')
  return success({ sentFaxIds: world.listed().map(({ id }) => id) })
}

/** Reason and pages sent. Its word for a busy number is not known, so that one stands for any. */
const failures: Partial<Record<NonNullable<ServiceFax['ending']>, readonly [reason: string, pages: number]>> = {
  busy: ['Something went wrong', 0],
  'no-answer': ['Receiver did not pick up', 0],
  human: ['No fax machine detected at destination', 0],
  partial: ['Something went wrong', 1],
}

function objectOf({ id, to, reference, ending }: ServiceFax): object {
  const [failureReason, pages] = (ending && failures[ending]) ?? []
  const done = failureReason === undefined ? 'success' : 'failure'
  const status = !ending ? 'in progress' : ending === 'unknown-state' ? 'pondering' : done
  const attempt = { status, numCalls: 1, numPagesSent: pages ?? 2, calls: [{ status, pagesSent: '0', failureReason }] }
  return {
    id,
    status,
    fromNumber: '12025550101',
    uuid: reference,
    resolution: 'Fine',
    numPages: '2',
    hasCoversheet: false,
    recipients: [
      { toNumber: to, status, failureReason, numAttempts: ending ? 1 : 0, attempts: ending ? [attempt] : [] },
    ],
  }
}
