/**
 * One session with a HylaFAX server: sign in, a few commands, good-bye. Sessions are short and never kept: a server
 * caches jobs per session, and after a refused transfer a session can no longer be trusted with data.
 */
import type { Socket } from 'node:net'
import type { LineSecret, LineSettings } from '#app/contract/lines.ts'
import type { Network } from '../../ports.ts'
import { cutReplies, type Reply } from './replies.ts'

export type Server = {
  readonly network: Network
  readonly settings: Extract<LineSettings, { kind: 'hylafax' }>
  readonly secret: Extract<LineSecret, { kind: 'hylafax' }>
}

export type Trouble = 'not-reached' | 'sign-in-refused' | 'not-understood' | 'broken-off' | 'refused'

/** What ends a session. Only the driver catches it; no text of the server's goes along. */
export class SessionTrouble extends Error {
  readonly trouble: Trouble
  readonly code: number
  constructor(trouble: Trouble, code = 0) {
    super(`fax server: ${trouble} ${code}`)
    this.trouble = trouble
    this.code = code
  }
}

export type Session = {
  /** Sends one command line and answers the reply, whatever it says. */
  readonly ask: (command: string) => Promise<Reply>
  /** The same, where one code alone will do. */
  readonly must: (command: string, code: number) => Promise<Reply>
  /** Sends `bytes` by a storing command; answers the reply that opened the transfer (it names the file). */
  readonly store: (command: string, bytes: Uint8Array) => Promise<Reply>
  /** What a listing or reading command sends. */
  readonly read: (command: string) => Promise<Buffer>
}

/** Without a byte for this long, in either direction, the server is taken for gone (ms). */
export const silenceAtMostMs = 15_000
const readAtMost = 16 * 1024 * 1024

/** Opens a session, runs `work` in it and closes it, whatever happens. Throws `SessionTrouble`. */
export async function inSession<T>(server: Server, work: (session: Session) => Promise<T>): Promise<T> {
  const { host, port } = server.settings
  const socket = server.network.connect({ host, port })
  try {
    const control = createControl(socket)
    await control.reply().then(expecting(220), notReached)
    await signIn(control.ask, server)
    const session = sessionOver(control, server)
    const value = await work(session)
    socket.end('QUIT\r\n')
    return value
  } finally {
    socket.destroySoon()
    setImmediate(() => socket.destroy())
  }
}

const notReached = (error: unknown): never => {
  const understood = !(error instanceof SessionTrouble) || error.trouble !== 'not-understood'
  throw new SessionTrouble(understood ? 'not-reached' : 'not-understood')
}

async function signIn(ask: Session['ask'], { settings, secret }: Server): Promise<void> {
  const known = await ask(`USER ${settings.user}`)
  const reply = known.code === 331 ? await ask(`PASS ${secret.password}`) : known
  if (reply.code !== 230) throw new SessionTrouble('sign-in-refused', reply.code)
}

const expecting =
  (code: number) =>
  (reply: Reply): Reply => {
    if (reply.code !== code) throw new SessionTrouble('refused', reply.code)
    return reply
  }

type Control = { readonly reply: () => Promise<Reply>; readonly ask: Session['ask'] }
type Waiting = { readonly resolve: (reply: Reply) => void; readonly reject: (why: SessionTrouble) => void }

/** The control connection: one command, one reply, in order. */
function createControl(socket: Socket): Control {
  const waiting: Waiting[] = []
  const come: Reply[] = []
  let stream = ''
  let over: SessionTrouble | undefined
  const end = (why: Trouble): void => {
    over ??= new SessionTrouble(why)
    for (const { reject } of waiting.splice(0)) reject(over)
    socket.destroy()
  }
  socket.setEncoding('latin1')
  socket.setTimeout(silenceAtMostMs, () => end('broken-off'))
  socket.on('error', () => end('broken-off'))
  socket.on('close', () => end('broken-off'))
  socket.on('data', (text: string) => {
    const cut = cutReplies(stream + text)
    if (!cut) return end('not-understood')
    stream = cut.rest
    for (const reply of cut.replies) {
      const next = waiting.shift()
      if (next) next.resolve(reply)
      else come.push(reply)
    }
  })
  const reply = (): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const ready = come.shift()
      if (ready) resolve(ready)
      else if (over) reject(over)
      else waiting.push({ resolve, reject })
    })
  return {
    reply,
    ask: (command) => {
      socket.write(`${command}\r\n`)
      return reply()
    },
  }
}

function sessionOver({ ask, reply }: Control, { network, settings }: Server): Session {
  const must: Session['must'] = async (command, code) => expecting(code)(await ask(command))

  /**
   * A data connection, always to the server we talk to: the address a server names is its own idea of itself.
   * The sequence matters: passive port, connect, command, bytes, close, and only then the closing reply.
   */
  async function transfer(command: string, bytes: Uint8Array | undefined) {
    const data = network.connect({ host: settings.host, port: await passivePort(ask) })
    try {
      const received = receive(data, bytes)
      const opened = await ask(command)
      if (opened.code !== 150) throw new SessionTrouble('refused', opened.code)
      const content = await received(opened)
      expecting(226)(await reply())
      return { opened, content }
    } finally {
      data.destroy()
    }
  }

  return {
    ask,
    must,
    store: async (command, bytes) => (await transfer(command, bytes)).opened,
    read: async (command) => (await transfer(command, undefined)).content,
  }
}

async function passivePort(ask: Session['ask']): Promise<number> {
  const extended = await ask('EPSV')
  const port = /\(\|\|\|(\d{1,5})\|\)/.exec(extended.text)?.[1]
  if (extended.code === 229 && port) return Number(port)
  const passive = await ask('PASV')
  const [high, low] = (/(\d+),(\d+)\D*$/.exec(passive.text) ?? []).slice(1).map(Number)
  if (passive.code !== 227 || high === undefined || low === undefined) throw new SessionTrouble('refused', passive.code)
  return high * 256 + low
}

/** Listens from the first moment on; what is to be sent goes once the server has said that it takes it. */
function receive(data: Socket, bytes: Uint8Array | undefined) {
  const chunks: Buffer[] = []
  let length = 0
  const over = new Promise<Buffer>((resolve, reject) => {
    data.setTimeout(silenceAtMostMs, () => reject(new SessionTrouble('broken-off')))
    data.on('error', () => reject(new SessionTrouble('broken-off')))
    data.on('close', () => resolve(Buffer.concat(chunks)))
    data.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      length += chunk.byteLength
      if (length > readAtMost) reject(new SessionTrouble('not-understood'))
    })
  })
  // It may break before anyone waits for it; whoever waits hears of it all the same.
  over.catch(() => undefined)
  return (_opened: Reply): Promise<Buffer> => {
    if (bytes) data.end(bytes)
    return over
  }
}
