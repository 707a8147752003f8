/**
 * The small base of every pretended fax service: a real HTTP server on loopback that keeps faxes, comes to the endings a
 * test names, and breaks its answers by plan. What a provider says and how it says it stands in that provider's folder.
 */
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Ending = 'delivered' | 'busy' | 'no-answer' | 'human' | 'partial' | 'unknown-state'

/** What a request is about. `prepare`: before anything can be dialled. */
export type About = 'prepare' | 'send' | 'ask' | 'list' | 'cancel' | 'remove' | 'check' | 'other'

export type ServiceFax = {
  readonly id: string
  readonly to: string
  readonly reference: string
  readonly content: Uint8Array
  /** Undefined while it waits. */
  ending: Ending | 'cancelled' | undefined
  removed: boolean
}

/** What goes wrong with the next request of a kind. `taken`: the service did its work all the same. */
export type Fault = { readonly taken: boolean } & (
  | { readonly answer: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | { readonly reset: true }
  | { readonly silence: true }
)

export type Asked = {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

export type Reply = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly bytes?: Uint8Array
}

/** How one provider answers. */
export type Script = {
  /** Path of the base address. */
  readonly base: string
  readonly about: (asked: Asked) => About
  readonly answer: (asked: Asked, world: World) => Reply | Promise<Reply>
}

export type World = {
  readonly faxes: ServiceFax[]
  /** Faxes as its list knows them by now. */
  readonly listed: () => readonly ServiceFax[]
  readonly take: (fax: {
    readonly id: string
    readonly to: string
    readonly reference: string
    readonly content: Uint8Array
  }) => ServiceFax
  /** Its own address, for links it hands out. */
  readonly origin: string
}

/** Somebody who looks over the service's shoulder: told of every request, and may let it go wrong. */
export type Watcher = {
  /** A request has been read whole. */
  readonly arrived: (about: About) => Fault | undefined
  /** It has been obeyed, or not; its answer is about to leave. */
  readonly answering: (about: About) => void
}

export type Service = Omit<World, 'take' | 'origin'> & {
  readonly address: string
  /** `METHOD /path`, in order, below the base. */
  readonly requests: readonly string[]
  /** Everything that was ever sent here, decoded as text: for looking what got out. */
  readonly heard: () => string
  readonly plan: (about: About, fault: Fault, times?: number) => void
  /** Every waiting fax comes to this end. */
  readonly end: (ending?: Ending) => void
  /** Its list lags: it knows no fax that was taken. */
  readonly lag: (lags: boolean) => void
  readonly watch: (watcher: Watcher) => void
  /** Every connection breaks. */
  readonly cut: () => void
  /** Resolves when a request of this kind has been read whole. */
  readonly heardOf: (about: About) => Promise<void>
  readonly close: () => Promise<void>
}

export async function startService({ base, about, answer }: Script): Promise<Service> {
  const faxes: ServiceFax[] = []
  const requests: string[] = []
  const bodies: string[] = []
  const plans: { readonly about: About; readonly fault: Fault }[] = []
  const listeners: { readonly about: About; readonly call: () => void }[] = []
  const state: { lags: boolean; origin: string; watcher?: Watcher } = { lags: false, origin: '' }
  const world: World = {
    faxes,
    listed: () => (state.lags ? [] : faxes),
    take: (fax) => {
      const taken: ServiceFax = { ...fax, ending: undefined, removed: false }
      faxes.push(taken)
      return taken
    },
    get origin() {
      return state.origin
    },
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await heard(request, base)
    requests.push(`${asked.method} ${asked.url.pathname}`)
    bodies.push(
      `${asked.method} ${request.url ?? ''}\n${JSON.stringify(request.headers)}\n${asked.body.toString('utf8')}`,
    )
    const kind = about(asked)
    const at = plans.findIndex((plan) => plan.about === kind)
    const [planned] = at < 0 ? [] : plans.splice(at, 1)
    const fault = planned?.fault ?? state.watcher?.arrived(kind)
    const reply = fault?.taken === false ? undefined : await answer(asked, world)
    for (const { call } of listeners.filter((each) => each.about === kind)) call()
    state.watcher?.answering(kind)
    if (fault) return breakOff(response, fault)
    say(response, reply ?? { status: 500 })
  }

  const server = http.createServer((request, response) => void serve(request, response))
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
  state.origin = `http://127.0.0.1:${port}`
  return {
    address: `${state.origin}${base}`,
    faxes,
    listed: world.listed,
    requests,
    heard: () => bodies.join('\n'),
    plan: (kind, fault, times = 1) => {
      for (let each = 0; each < times; each += 1) plans.push({ about: kind, fault })
    },
    end: (ending = 'delivered') => faxes.forEach((fax) => (fax.ending ??= ending)),
    lag: (lags) => {
      state.lags = lags
    },
    watch: (watcher) => void (state.watcher = watcher),
    cut: () => server.closeAllConnections(),
    heardOf: (kind) => new Promise((resolve) => listeners.push({ about: kind, call: resolve })),
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

async function heard(request: IncomingMessage, base: string): Promise<Asked> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const url = new URL(request.url ?? '/', 'http://service')
  if (base !== '' && url.pathname.startsWith(base)) url.pathname = url.pathname.slice(base.length) || '/'
  return { method: request.method ?? 'GET', url, headers: request.headers, body: Buffer.concat(chunks) }
}

function breakOff(response: ServerResponse, fault: Fault): void {
  if ('silence' in fault) return
  if ('reset' in fault) return void response.socket?.destroy()
  response.writeHead(fault.answer, { 'content-type': 'application/json', ...fault.headers })
  response.end(fault.body ?? '{"message":"trouble"}')
}

function say(response: ServerResponse, { status, headers, json, bytes }: Reply): void {
  response.writeHead(status, { 'content-type': bytes ? 'application/octet-stream' : 'application/json', ...headers })
  response.end(bytes ?? (json === undefined ? '' : JSON.stringify(json)))
}

/** The fields of a form, urlencoded or multipart. */
export const formOf = ({ headers, body }: Asked): Promise<FormData> =>
  new Response(Uint8Array.from(body), { headers: { 'content-type': headers['content-type'] ?? '' } }).formData()

/** A text field of a form; empty where there is none. */
export function fieldOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** A file of a form; empty where there is none. */
export async function fileOf(form: FormData, name: string): Promise<Uint8Array> {
  const value = form.get(name)
  return value instanceof Blob ? new Uint8Array(await value.arrayBuffer()) : new Uint8Array()
}

export const basicOf = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
