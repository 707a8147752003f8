/** WestFax as its documents and its own library show it: the method in the address, the rest in a form, status 200 always. */
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

const abouts: Readonly<Record<string, About>> = {
  '/Fax_SendFax/json': 'send',
  '/Fax_GetFaxDescriptionsUsingIds/json': 'ask',
  '/Fax_GetFaxDescriptions/json': 'list',
  '/Profile_GetProductList/json': 'check',
}

export const product = '00000000-0000-4000-8000-00000000000a'

export const westfaxService = (user: string, password: string): Promise<Service> =>
  startService({
    base: '/REST',
    about: ({ url }) => abouts[url.pathname] ?? 'other',
    answer: async (asked, world) => {
      const form = await formOf(asked)
      const known = fieldOf(form, 'Username') === user && fieldOf(form, 'Password') === password
      return known ? answer(asked, form, world) : failed('Invalid credentials')
    },
  })

const success = (result: unknown): Reply => ({
  status: 200,
  json: { Success: true, ErrorString: '', InfoString: '', Result: result },
})
const failed = (text: string): Reply => ({
  status: 200,
  json: { Success: false, ErrorString: text, InfoString: '', Result: null },
})

function answer({ url }: Asked, form: FormData, world: World): Reply | Promise<Reply> {
  if (abouts[url.pathname] === 'check') return success([{ Id: product, Name: 'Fax line' }])
  if (fieldOf(form, 'ProductId') !== product) return failed('Invalid product')
  switch (abouts[url.pathname]) {
    case 'send':
      return send(form, world)
    case 'ask': {
      const { Id } = JSON.parse(fieldOf(form, 'FaxIds1')) as { readonly Id: string }
      return success(world.faxes.filter(({ id }) => id === Id).map(objectOf))
    }
    case 'list': {
      const dated = /^\d{1,2}\/\d{1,2}\/\d{4}$/.test(fieldOf(form, 'StartDate'))
      const wanted = fieldOf(form, 'FaxDirection') === 'Outbound'
      return dated && wanted ? success(world.listed().map(objectOf)) : failed('Invalid range')
    }
    default:
      return { status: 404 }
  }
}

async function send(form: FormData, world: World): Promise<Reply> {
  const number = fieldOf(form, 'Numbers1')
  const wanted = ['JobName', 'Header', 'BillingCode', 'ANI'].every((name) => fieldOf(form, name) !== '')
  if (!/^\d{3}-\d{3}-\d{4}$/.test(number) || !wanted) return failed('Invalid request')
  const id = `11111111-1111-4111-8111-${String(world.faxes.length + 1).padStart(12, '0')}`
  const content = await fileOf(form, 'Files0')
  world.take({ id, to: number.replaceAll('-', ''), reference: fieldOf(form, 'JobName'), content })
  return success(id)
}

const results: Partial<Record<NonNullable<ServiceFax['ending']>, string>> = {
  busy: 'Busy',
  'no-answer': 'NoAnswer',
  human: 'NoFaxDevice',
  partial: 'ConnectionInterrupt',
}

function objectOf({ id, to, reference, ending }: ServiceFax): object {
  const result = (ending && results[ending]) ?? (ending ? 'Sent' : 'WaitingToDial')
  return {
    Id: id,
    Direction: 'Outbound',
    Status: !ending ? 'Submitted' : ending === 'unknown-state' ? 'Pondering' : 'Complete',
    JobName: reference,
    PageCount: 2,
    FaxQuality: 'Fine',
    FaxCallInfoList: [{ CallId: `call-${id}`, TermNumber: to, OrigNumber: '2025550101', Result: result }],
  }
}
