/**
 * A session with Asterisk's manager interface: TLS only, signed in by challenge, so that the password never travels. Events
 * of every call come in between; answers are told by their ActionID. Whatever breaks ends the session.
 */
import { createHash } from 'node:crypto'
import { isIP } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import type { SecretOf, SettingsOf } from '#app/domain/line-kinds/index.ts'
import type { Clock, Network, Undo } from '../../ports.ts'
import { actionText, cutMessages, type Fields, type Message } from './message.ts'

export type Server = {
  readonly network: Network
  readonly clock: Clock
  readonly settings: SettingsOf<'asterisk'>
  readonly secret: SecretOf<'asterisk'>
}

export type Trouble = 'not-reached' | 'not-trusted' | 'sign-in-refused' | 'not-understood' | 'broken-off'

/** What ends a session, or keeps one from beginning. Only the driver catches it; no text of the server's goes along. */
export class SessionTrouble extends Error {
  readonly trouble: Trouble
  constructor(trouble: Trouble) {
    super(`telephone exchange: ${trouble}`)
    this.trouble = trouble
  }
}

export type Session = {
  /** Sends an action and answers its response. Rejects with `SessionTrouble`. */
  readonly ask: (action: string, fields?: Fields, id?: string) => Promise<Message>
  /** The events of an action that answers with a list, up to the event `last`. Rejects when the list is refused, too. */
  readonly list: (action: string, fields: Fields, last: string) => Promise<readonly Message[]>
  readonly open: () => boolean
  readonly close: () => void
}

const answerWithinMs = 15_000

/** @param onEvent hears of every event, those of calls that are not ours included */
export async function openSession(server: Server, onEvent: (event: Message) => void): Promise<Session> {
  const socket = secured(server)
  const wire = createWire(socket, server.clock, onEvent)
  try {
    await wire.greeting
    await signIn(wire.session, server)
    return wire.session
  } catch (error) {
    wire.session.close()
    throw error
  }
}

function secured({ network, settings: { host, port, fingerprint } }: Server): TLSSocket {
  const socket = connect({
    socket: network.connect({ host, port }),
    minVersion: 'TLSv1.2',
    // A certificate named by its fingerprint is compared below, before a word is said.
    rejectUnauthorized: fingerprint === '',
    ...(isIP(host) ? { host } : { host, servername: host }),
  })
  socket.once('secureConnect', () => {
    if (fingerprint !== '' && plainHex(socket.getPeerCertificate().fingerprint256) !== plainHex(fingerprint))
      socket.destroy(Object.assign(new Error('another certificate'), { code: 'CERT_NOT_THE_ONE' }))
  })
  return socket
}

const plainHex = (text: string | undefined): string => (text ?? '').replaceAll(':', '').toLowerCase()

/** By challenge: MD5 hides the password from a listener, and TLS hides the rest. */
async function signIn({ ask }: Session, { settings, secret }: Server): Promise<void> {
  const challenge = (await ask('Challenge', [['AuthType', 'MD5']])).get('Challenge')
  if (challenge === '') throw new SessionTrouble('not-understood')
  const key = createHash('md5').update(`${challenge}${secret.password}`).digest('hex')
  const answer = await ask('Login', [
    ['AuthType', 'MD5'],
    ['Username', settings.user],
    ['Key', key],
    ['Events', 'on'],
  ])
  if (answer.get('Response') !== 'Success') throw new SessionTrouble('sign-in-refused')
}

type Waiting = {
  readonly resolve: (messages: readonly Message[]) => void
  readonly reject: (why: SessionTrouble) => void
  readonly last: string | undefined
  readonly come: Message[]
  readonly stop: Undo
}

function createWire(socket: TLSSocket, clock: Clock, onEvent: (event: Message) => void) {
  const waiting = new Map<string, Waiting>()
  const greeting = Promise.withResolvers<void>()
  greeting.promise.catch(() => undefined)
  let over: SessionTrouble | undefined
  let greeted = false
  let stream = ''
  let asked = 0

  function end(why: Trouble): void {
    over ??= new SessionTrouble(why)
    greeting.reject(over)
    for (const { reject, stop } of waiting.values()) {
      stop()
      reject(over)
    }
    waiting.clear()
    stopGreeting()
    socket.destroy()
  }
  const stopGreeting = clock.after(answerWithinMs, () => end('not-reached'))

  function heard(message: Message): void {
    const id = message.get('ActionID')
    const mine = waiting.get(id)
    const event = message.get('Event')
    if (!mine || (event !== '' && mine.last === undefined)) return event === '' ? undefined : onEvent(message)
    mine.come.push(message)
    const refused = event === '' && message.get('Response') !== 'Success'
    if (mine.last !== undefined && !refused && event !== mine.last) return undefined
    waiting.delete(id)
    mine.stop()
    return mine.resolve(mine.come)
  }

  socket.setEncoding('utf8')
  socket.on('error', (error) => end(troubleOf(error, greeted)))
  socket.on('close', () => end(greeted ? 'broken-off' : 'not-reached'))
  socket.on('data', (text: string) => {
    stream += text
    if (!greeted) {
      const line = stream.indexOf('\r\n')
      if (!stream.startsWith('Asterisk Call Manager/'.slice(0, stream.length))) return end('not-understood')
      if (line < 0) return undefined
      stream = stream.slice(line + 2)
      greeted = true
      stopGreeting()
      greeting.resolve()
    }
    const cut = cutMessages(stream)
    if (!cut) return end('not-understood')
    stream = cut.rest
    return cut.messages.forEach(heard)
  })

  function send(action: string, fields: Fields, id: string, last?: string): Promise<readonly Message[]> {
    const text = actionText([['Action', action], ['ActionID', id], ...fields])
    return new Promise((resolve, reject) => {
      if (over) return reject(over)
      const stop = clock.after(answerWithinMs, () => end('broken-off'))
      waiting.set(id, { resolve, reject, last, come: [], stop })
      return void socket.write(text)
    })
  }
  const nextId = (): string => `faxdesk-${(asked += 1)}`

  const session: Session = {
    ask: async (action, fields = [], id = nextId()) => {
      const [answer] = await send(action, fields, id)
      if (!answer) throw new SessionTrouble('not-understood')
      return answer
    },
    list: async (action, fields, last) => {
      const [answer, ...events] = await send(action, fields, nextId(), last)
      if (answer?.get('Response') !== 'Success') throw new SessionTrouble('not-understood')
      return events.slice(0, -1)
    },
    open: () => over === undefined,
    close: () => end('broken-off'),
  }
  return { session, greeting: greeting.promise }
}

const trust = /CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/

function troubleOf(error: Error, greeted: boolean): Trouble {
  const code = 'code' in error ? String(error.code) : ''
  if (trust.test(code)) return 'not-trusted'
  return greeted ? 'broken-off' : 'not-reached'
}
