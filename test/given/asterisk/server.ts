/**
 * An Asterisk server's manager interface on a real TLS socket, with our dialplan pasted: it looks for the document, dials
 * nobody, and says what became of a call as the dialplan does, by event and in the shared folder. A test says how a
 * call goes, what the server refuses, and where the connection breaks.
 */
import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { createServer, type TLSSocket } from 'node:tls'
import { selfSigned } from '../certificate.ts'

export type Call = {
  readonly reference: string
  readonly to: string
  readonly variables: ReadonlyMap<string, string>
  readonly fields: ReadonlyMap<string, string>
  readonly document: Buffer | undefined
  readonly channel: string
  up: boolean
  answered: boolean
}

/** Somebody who looks over the server's shoulder: told of every action of a session that is signed in. */
export type Watcher = {
  /** What goes wrong with it. `taken`: the server did its work all the same. */
  readonly arrived: (action: string) => { readonly taken: boolean; readonly how: 'reset' | 'refused' } | undefined
  readonly answering: (action: string) => void
}

type Wishes = {
  watcher?: Watcher
  /** The action at which, or after whose doing but before whose answer, the connection breaks. */
  breakAt: string
  breakAfter: string
  /** The action that is done and never answered. */
  silentAfter: string
  /** Actions that are refused, with what message. */
  refused: Map<string, string>
  /** The dialplan is there, and may write to the folder. */
  dialplan: boolean
  writes: boolean
  /** Nothing is said of calls by event. */
  mute: boolean
  greeting: string
  /** Hanging up ends nothing for now. */
  deafToHangup: boolean
}

export type Options = { readonly user: string; readonly password: string; readonly folder: string }

export type FakeAsterisk = Awaited<ReturnType<typeof fakeAsterisk>>

/** Starts it on a port of its own. */
export async function fakeAsterisk(options: Options) {
  const { key, cert, fingerprint } = selfSigned()
  const calls: Call[] = []
  const sockets = new Set<TLSSocket>()
  const signedIn = new Set<TLSSocket>()
  const heard: string[] = []
  const wishes: Wishes = {
    breakAt: '',
    breakAfter: '',
    silentAfter: '',
    refused: new Map(),
    dialplan: true,
    writes: true,
    mute: false,
    greeting: 'Asterisk Call Manager/11.0.0',
    deafToHangup: false,
  }
  const seen = { sessions: 0 }
  const waiting: { readonly action: string; readonly resolve: () => void }[] = []

  const event = (text: string): void => {
    if (!wishes.mute) for (const socket of signedIn) socket.write(`${text}\r\n\r\n`)
  }
  const userEvent = (reference: string, text: string): void =>
    event(`Event: UserEvent\r\nPrivilege: user,all\r\nUserEvent: Faxdesk\r\nRef: ${reference}\r\n${text}`)
  const file = (reference: string, ending: string): string => path.join(options.folder, `${reference}.${ending}`)
  const write = (reference: string, text: string): void => {
    if (wishes.writes) writeFileSync(file(reference, 'txt'), text)
  }
  const notAnswered = (reference: string, reason = 0): void =>
    event(
      `Event: OriginateResponse\r\nActionID: ${reference}\r\nResponse: Failure\r\nReason: ${reason}\r\nUniqueid: <unknown>`,
    )

  /** The dialplan's first lines: what has to be fetched is fetched before anything is dialled. */
  async function fetchFirst(
    fields: ReadonlyMap<string, string>,
    variables: ReadonlyMap<string, string>,
  ): Promise<void> {
    const url = variables.get('FXD_URL')
    const reference = variables.get('FXD_REF') ?? ''
    if (url !== undefined) {
      const answered = await fetch(url)
      writeFileSync(file(reference, 'tif'), Buffer.from(await answered.arrayBuffer()))
    }
    dial(fields, variables)
  }

  function dial(fields: ReadonlyMap<string, string>, variables: ReadonlyMap<string, string>): void {
    const reference = variables.get('FXD_REF') ?? ''
    const to = /^Local\/(.+)@faxdesk-dial\/n$/.exec(fields.get('channel') ?? '')?.[1] ?? ''
    const document = read(file(reference, 'tif'))
    const call = { reference, to, variables, fields, document, up: true, answered: false }
    calls.push({ ...call, channel: `Local/${to}@faxdesk-dial-0000000${calls.length};1` })
    const mine = calls.at(-1)
    if (!mine) return
    if (!wishes.dialplan) return ((mine.up = false), notAnswered(reference))
    if (document?.toString('latin1', 0, 2) !== 'II') {
      mine.up = false
      write(reference, 'no-file')
      return userEvent(reference, 'Stage: no-file')
    }
    write(reference, 'dialling')
    userEvent(reference, 'Stage: dialling')
  }

  const last = (): Call => {
    const call = calls.at(-1)
    if (!call) throw new Error('nobody was called')
    return call
  }

  function notConnected(status: string, cause: number, call = last()): void {
    const { reference } = call
    call.up = false
    notAnswered(reference)
    write(reference, `not-connected|${status}|${cause}`)
    userEvent(reference, `Stage: not-connected\r\nDial: ${status}\r\nCause: ${cause}`)
  }

  function answer(call = last()): void {
    call.answered = true
    event(`Event: OriginateResponse\r\nActionID: ${call.reference}\r\nResponse: Success\r\nReason: 4\r\nUniqueid: 1.1`)
  }

  function finish(status: string, pages: number, error: string, call = last()): void {
    const { reference } = call
    if (!call.answered) answer(call)
    call.up = false
    write(reference, `finished|${status}|${pages}|${error}`)
    userEvent(reference, `Stage: finished\r\nStatus: ${status}\r\nPages: ${pages}\r\nError: ${error}`)
  }

  function hangUp(channel: string): boolean {
    const call = calls.find((each) => each.channel === channel && each.up)
    if (!call) return false
    if (wishes.deafToHangup) return true
    if (call.answered) finish('FAILED', 0, 'HANGUP', call)
    else {
      call.up = false
      notAnswered(call.reference, 1)
    }
    return true
  }

  function serve(socket: TLSSocket): void {
    seen.sessions += 1
    sockets.add(socket)
    let held: string[] | undefined
    const send = (text: string): void => void (held ? held.push(text) : socket.write(text))
    const challenge = String(100_000_000 + seen.sessions)
    socket.on('error', () => undefined)
    socket.on('close', () => void (sockets.delete(socket), signedIn.delete(socket)))
    socket.write(`${wishes.greeting}\r\n`)

    /** The same, looked over by somebody: the answer is kept back until they know that it is done. */
    function watched(text: string): void {
      const watcher = signedIn.has(socket) ? wishes.watcher : undefined
      const action = /^Action: (.*)$/m.exec(text)?.[1]?.trim() ?? ''
      const trouble = watcher?.arrived(action)
      const id = /^ActionID: (.*)$/m.exec(text)?.[1]?.trim() ?? ''
      if (trouble?.how === 'refused')
        return void socket.write(`Response: Error\r\nActionID: ${id}\r\nMessage: Trouble\r\n\r\n`)
      const answers: string[] = []
      if (watcher) held = answers
      if (trouble?.taken !== false) obey(text)
      held = undefined
      watcher?.answering(action)
      if (!trouble) for (const answer of answers) socket.write(answer)
      else socket.destroy()
    }

    function obey(text: string): void {
      heard.push(text)
      for (const { resolve } of waiting.filter(({ action: of }) => text.startsWith(`Action: ${of}\r\n`)))
        setImmediate(resolve)
      const lines = text.split('\r\n').map((line) => line.split(/: ?(.*)/s))
      const fields = new Map(lines.map(([name = '', value = '']) => [name.toLowerCase(), value]))
      const action = fields.get('action') ?? ''
      const say = (answer: string): void =>
        send(`${answer.replace('\r\n', `\r\nActionID: ${fields.get('actionid') ?? ''}\r\n`)}\r\n\r\n`)
      if (wishes.breakAt === action) return void socket.destroy()
      const refused = wishes.refused.get(action)
      if (refused !== undefined) return say(`Response: Error\r\nMessage: ${refused}`)
      if (action === 'Challenge') return say(`Response: Success\r\nChallenge: ${challenge}`)
      if (action === 'Login') {
        const key = createHash('md5').update(`${challenge}${options.password}`).digest('hex')
        if (fields.get('username') !== options.user || fields.get('key') !== key)
          return say('Response: Error\r\nMessage: Authentication failed')
        signedIn.add(socket)
        return say('Response: Success\r\nMessage: Authentication accepted')
      }
      if (!signedIn.has(socket)) return say('Response: Error\r\nMessage: Permission denied')
      switch (action) {
        case 'Ping':
          return say('Response: Success\r\nPing: Pong')
        case 'FAXSessions':
          return say('Response: Success\r\nEventList: start')
        case 'Status':
          say('Response: Success\r\nEventList: start\r\nMessage: Channel status will follow')
          for (const { channel, reference, up } of calls)
            if (up) say(`Event: Status\r\nPrivilege: Call\r\nChannel: ${channel}\r\nVariable: FXD_REF=${reference}`)
          say('Event: Status\r\nPrivilege: Call\r\nChannel: PJSIP/desk-1\r\nVariable: FXD_REF=')
          return say('Event: StatusComplete\r\nItems: 1')
        case 'Originate': {
          const named = lines.filter(([name]) => name === 'Variable').map(([, value = '']) => value.split(/=(.*)/s))
          const variables = new Map(named.map(([name = '', value = '']) => [name, value]))
          if (variables.has('FXD_URL')) void fetchFirst(fields, variables)
          else dial(fields, variables)
          if (wishes.breakAfter === action) return void socket.destroy()
          if (wishes.silentAfter === action) return undefined
          return say('Response: Success\r\nMessage: Originate successfully queued')
        }
        case 'Hangup':
          return say(
            hangUp(fields.get('channel') ?? '')
              ? 'Response: Success\r\nMessage: Channel Hungup'
              : 'Response: Error\r\nMessage: No such channel',
          )
        default:
          return say('Response: Error\r\nMessage: Invalid/unknown command')
      }
    }

    let stream = ''
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => {
      const texts = (stream + text).split('\r\n\r\n')
      stream = texts.pop() ?? ''
      texts.forEach(watched)
    })
  }

  const server = createServer({ key, cert, minVersion: 'TLSv1.2', noDelay: true }, serve)
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  return {
    port: (server.address() as AddressInfo).port,
    fingerprint,
    calls,
    wishes,
    sessions: () => seen.sessions,
    /** Everything that was ever said to it. */
    heard: () => heard.join('\n\n'),
    /** Resolves when this action has been asked and done. */
    heardOf: (action: string) => new Promise<void>((resolve) => void waiting.push({ action, resolve })),
    event,
    notConnected,
    answer,
    finish,
    notAnswered,
    /** Every connection breaks. */
    cut: () => sockets.forEach((socket) => socket.destroy()),
    /** The dialplan's note of a call is lost. */
    loseNote: (reference: string) => rmSync(file(reference, 'txt'), { force: true }),
    close: () => {
      sockets.forEach((socket) => socket.destroy())
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}
