/** A real public door on a free port of this computer, with its documents, and calls signed as services sign them. */
import { createHash, createHmac, createPrivateKey, randomBytes, sign } from 'node:crypto'
import { createHandOuts } from '#main/callbacks/hand-out.ts'
import { listen, type Said } from '#main/callbacks/server.ts'
import { LineId } from '#app/domain/ids.ts'
import type { WayIn } from '#main/lines/way-in.ts'
import type { Clock } from '#main/ports.ts'

const line = LineId.parse(`line_${'0'.repeat(19)}1`)

export type GivenWayIn = WayIn & { readonly waiting: () => number; readonly close: () => Promise<void>; shut: boolean }

/** A line's part of a door that really serves what is handed out; calls are taken in by nobody. */
export async function givenWayIn(clock: Pick<Clock, 'after'>, called = true): Promise<GivenWayIn> {
  const handOuts = createHandOuts({ clock, chance: { bytes: randomBytes } })
  const nothing: Said = { status: 404 }
  const listening = await listen(
    { kind: 'proxy', port: 0, publicAddress: '', minutes: 15 },
    {
      expects: ({ room }) => room === 'd',
      answer: ({ token }) => {
        const taking = handOuts.take(token)
        return Promise.resolve(taking ? { status: 200, ...taking.document, over: taking.over } : nothing)
      },
      strange: () => undefined,
    },
  )
  if (typeof listening === 'string') throw new Error(listening)
  const address = `http://127.0.0.1:${listening.port}`
  const way: GivenWayIn = {
    shut: false,
    open: () => !way.shut,
    minutes: () => 15,
    callbackFor: (reference) => (called && !way.shut ? `${address}/c/token?ref=${reference}` : undefined),
    handOut: (document) => (way.shut ? undefined : `${address}/d/${handOuts.give({ ...document, line }, 15)}`),
    revoke: (reference) => handOuts.revoke(line, reference),
    waiting: handOuts.waiting,
    close: listening.close,
  }
  return way
}

/** What a service would send. */
export type SignedCall = { readonly headers: Readonly<Record<string, string>>; readonly body: Buffer }

const telnyxSeed = Buffer.from('302e020100300506032b657004220420', 'hex')
const telnyxPrivate = createPrivateKey({
  key: Buffer.concat([telnyxSeed, Buffer.from(Array.from({ length: 32 }, (_, at) => at))]),
  format: 'der',
  type: 'pkcs8',
})
/** Its public half, as a portal shows it. */
export const telnyxPublic = 'A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg='

export function telnyxCall(body: object, at: number): SignedCall {
  const text = JSON.stringify(body)
  const time = String(Math.floor(at / 1_000))
  const signature = sign(null, Buffer.from(`${time}|${text}`), telnyxPrivate).toString('base64')
  return {
    headers: {
      'content-type': 'application/json',
      'telnyx-timestamp': time,
      'telnyx-signature-ed25519': signature,
    },
    body: Buffer.from(text),
  }
}

export function signalwireCall(url: string, fields: Readonly<Record<string, string>>, key: string): SignedCall {
  const rest = Object.entries(fields)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => name + value)
  const signature = createHmac('sha1', key)
    .update([url, ...rest].join(''))
    .digest('base64')
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-signalwire-signature': signature },
    body: Buffer.from(new URLSearchParams(fields).toString()),
  }
}

export async function phaxioCall(
  url: string,
  fields: Readonly<Record<string, string>>,
  key: string,
  file?: Uint8Array,
): Promise<SignedCall> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  if (file) form.set('file', new Blob([Uint8Array.from(file)], { type: 'application/pdf' }), 'fax.pdf')
  const rest = Object.entries(fields)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => name + value)
  const files = file ? [`file${createHash('sha1').update(file).digest('hex')}`] : []
  const request = new Request('http://service', { method: 'POST', body: form })
  return {
    headers: {
      'content-type': request.headers.get('content-type') ?? '',
      'x-phaxio-signature': createHmac('sha1', key)
        .update([url, ...rest, ...files].join(''))
        .digest('hex'),
    },
    body: Buffer.from(await request.arrayBuffer()),
  }
}
