/** Documo mFax v1 as its examples and programs that use it show it. */
import {
  fieldOf,
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

export const documoService = (key: string): Promise<Service> =>
  startService({
    base: '',
    about,
    answer: (asked, world) =>
      asked.headers.authorization === `Basic ${key}`
        ? answer(asked, world)
        : { status: 401, json: { error: { name: 'Unauthorized' } } },
  })

function about({ url: { pathname } }: Asked): About {
  if (pathname === '/v1/faxes') return 'send'
  if (pathname === '/v1/me') return 'check'
  return pathname === '/v1/fax/history' ? 'list' : 'ask'
}

function answer(asked: Asked, world: World): Reply | Promise<Reply> {
  const { pathname, searchParams } = asked.url
  if (pathname === '/v1/me') return { status: 200, json: { uuid: 'user-1', accountId: 'account-1' } }
  if (pathname === '/v1/faxes') return send(asked, world)
  if (pathname === '/v1/fax/history') return history(searchParams, world)
  const fax = world.faxes.find(({ id }) => pathname === `/v1/fax/${id}/info`)
  return fax ? { status: 200, json: objectOf(fax) } : { status: 404 }
}

async function send(asked: Asked, world: World): Promise<Reply> {
  const form = await formOf(asked)
  const to = fieldOf(form, 'faxNumber')
  if (!/^\d{7,15}$/.test(to) || fieldOf(form, 'coverPage') !== 'false') return { status: 400 }
  const { reference } = JSON.parse(fieldOf(form, 'cf')) as { readonly reference: string }
  const id = `2f1f6c7a-0000-4000-8000-${String(world.faxes.length + 1).padStart(12, '0')}`
  const fax = world.take({ id, to, reference, content: await fileOf(form, 'attachments') })
  return { status: 200, json: objectOf(fax) }
}

/** Newest first, as many as were asked for. */
function history(asked: URLSearchParams, world: World): Reply {
  if (asked.get('accountId') !== 'account-1' || asked.get('direction') !== 'outbound') return { status: 400 }
  const [limit, offset] = [Number(asked.get('limit')), Number(asked.get('offset'))]
  const rows = world
    .listed()
    .toReversed()
    .slice(offset, offset + limit)
    .map(objectOf)
  return { status: 200, json: { count: world.listed().length, rows } }
}

const codes: Partial<Record<NonNullable<ServiceFax['ending']>, readonly [code: number, pages: number]>> = {
  busy: [6_100, 0],
  'no-answer': [6_000, 0],
  human: [6_200, 0],
  partial: [7_000, 1],
}

function objectOf({ id, to, reference, ending }: ServiceFax): object {
  const [code, pages] = (ending && codes[ending]) ?? []
  const status = !ending ? 'processing' : ending === 'unknown-state' ? 'pondering' : code ? 'failed' : 'success'
  return {
    messageId: id,
    status,
    resultCode: ending ? (code ?? 0) : null,
    faxNumber: to,
    faxCallerId: '12025550101',
    pagesCount: 2,
    pagesComplete: ending ? (pages ?? 2) : 0,
    isFilePurged: false,
    cf: JSON.stringify({ reference }),
    tags: [],
    createdAt: '2026-04-14T10:00:00.000Z',
    resolvedDate: ending ? '2026-04-14T10:01:05.000Z' : null,
  }
}
