/**
 * A HylaFAX server's front door, on a real socket: sign-in, passive transfers, jobs by their JOBINFO. It dials nothing;
 * a test says what became of a job, and where the connection breaks. The real server is in test/given/fax-loop.
 */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'

export type FakeJob = {
  readonly id: number
  readonly fields: Map<string, string>
  state: string
  status: string
  pagesSent: number
  pages: number
  /** The document that was handed over with it. */
  readonly document: Buffer
}

/** What goes wrong with a command. `taken`: the server did its work all the same. */
export type Trouble = { readonly taken: boolean; readonly how: 'reset' | 'refused' }

/** Somebody who looks over the server's shoulder: told of every command of a session that is signed in. */
export type Watcher = {
  readonly arrived: (command: string) => Trouble | undefined
  readonly answering: (command: string) => void
}

export type FakeReceived = {
  readonly file: string
  readonly pages: number
  readonly seconds: number
  readonly caller: string
  readonly station?: string
  readonly error?: string
  readonly arriving?: boolean
  /** Undefined: the server lists it, and lets nobody read it. */
  readonly bytes: Uint8Array | undefined
}

export type FakeServer = Awaited<ReturnType<typeof fakeServer>>
type Options = { readonly user: string; readonly password: string }

/** Starts it on a port of its own. */
export async function fakeServer(options: Options) {
  const jobs: FakeJob[] = []
  const seen = { sessions: 0, commands: [] as string[], uploads: [] as Buffer[] }
  const wishes: World['wishes'] = { breakAt: '', breakAfter: '', mayRemove: false, password: options.password }
  const received: FakeReceived[] = []
  const sockets = new Set<Socket>()
  // Without it the second of two answers in a row waits for the first to be acknowledged: 40 ms a listing.
  const server = createServer({ noDelay: true }, (socket) => {
    seen.sessions += 1
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    serve(socket, { options, jobs, received, seen, wishes })
  })
  const cut = (): void => sockets.forEach((socket) => socket.destroy())
  await listening(server)
  return {
    port: (server.address() as AddressInfo).port,
    jobs,
    received,
    wishes,
    sessions: () => seen.sessions,
    commands: seen.commands,
    uploads: seen.uploads,
    /** Every connection breaks. */
    cut,
    close: () => {
      cut()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

const listening = (server: Server): Promise<void> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve()))

type World = {
  readonly options: Options
  readonly jobs: FakeJob[]
  readonly received: FakeReceived[]
  readonly seen: { readonly commands: string[]; readonly uploads: Buffer[] }
  /** The command at which, or after whose doing but before whose answer, the connection breaks. */
  readonly wishes: { breakAt: string; breakAfter: string; mayRemove: boolean; password: string; watcher?: Watcher }
}

function serve(socket: Socket, world: World): void {
  let user = ''
  let signedIn = false
  let job: FakeJob | undefined
  let passive: { readonly server: Server; readonly data: Promise<Socket> } | undefined
  let format = ''
  let turn: Promise<void> = Promise.resolve()
  let document: Buffer = Buffer.alloc(0)
  let held: string[] | undefined
  const say = (line: string): void => void (held ? held.push(line) : socket.write(`${line}\r\n`))
  const closePassive = (): void => {
    passive?.server.close()
    passive = undefined
  }
  socket.on('error', () => undefined)
  // A port nobody came to would be held for ever.
  socket.on('close', closePassive)
  say('220 fake server ready.')

  async function transfer(opened: string, work: (data: Socket) => Promise<void>): Promise<void> {
    const data = await passive?.data
    if (!data) return say('425 no data connection.')
    say(`150 ${opened}`)
    await work(data)
    closePassive()
    say(`226 Transfer complete.`)
  }

  /** The same, looked over by somebody: the answer is kept back until they know that it is done. */
  async function watched(line: string): Promise<void> {
    const watcher = signedIn ? world.wishes.watcher : undefined
    const trouble = watcher?.arrived(line)
    if (trouble?.how === 'refused') return say('460 Failed.')
    const answers: string[] = []
    const transfers = /^(LIST|STOT|RETR)\b/.test(line)
    if (watcher && !transfers) held = answers
    if (trouble === undefined || (trouble.taken && !transfers)) await obey(line)
    held = undefined
    watcher?.answering(line)
    if (!trouble) answers.forEach(say)
    else socket.destroy()
  }

  async function obey(line: string): Promise<void> {
    const space = line.indexOf(' ')
    const verb = space < 0 ? line : line.slice(0, space)
    const rest = space < 0 ? '' : line.slice(space + 1)
    world.seen.commands.push(verb === 'PASS' ? 'PASS' : line)
    if (world.wishes.breakAt === verb) return void socket.destroy()
    if (verb === 'USER') return ((user = rest), say('331 Password required.'))
    if (verb === 'PASS') {
      signedIn = user === world.options.user && rest === world.wishes.password
      return say(signedIn ? '230 logged in.' : '530 Login incorrect.')
    }
    if (!signedIn) return say('530 not logged in.')
    switch (verb) {
      case 'TYPE':
      case 'TZONE':
      case 'FORM':
        return say('200 fine.')
      case 'RCVFMT':
      case 'JOBFMT':
        return ((format = rest), say(`200 format ${format.length}.`))
      case 'STAT':
        say('211-status:')
        say('    HylaFAX scheduler reached at /FIFO (not connected)')
        return say('211 End of status')
      case 'EPSV': {
        closePassive()
        passive = await openPassive()
        const { port } = passive.server.address() as AddressInfo
        if (socket.destroyed) closePassive()
        return say(`229 Entering Extended Passive Mode (|||${port}|)`)
      }
      case 'LIST':
        return transfer(
          'listing',
          async (data) => void data.end(rest === 'recvq' ? inbox(world.received) : listing(rest, world.jobs)),
        )
      case 'RETR': {
        const bytes = world.received.find(({ file }) => rest === `recvq/${file}`)?.bytes
        if (!bytes) return say('550 Permission denied.')
        return transfer('Opening.', async (data) => void data.end(bytes))
      }
      case 'DELE': {
        if (!world.wishes.mayRemove) return say('550 Operation not permitted.')
        const at = world.received.findIndex(({ file }) => rest === `recvq/${file}`)
        world.received.splice(at, 1)
        return say('250 DELE command successful.')
      }
      case 'STOT':
        return transfer('FILE: /tmp/doc1.pdf (Opening).', async (data) => {
          const chunks: Buffer[] = []
          for await (const chunk of data) chunks.push(chunk as Buffer)
          document = Buffer.concat(chunks)
          world.seen.uploads.push(document)
        })
      case 'JNEW': {
        const id = 1 + Math.max(0, ...world.jobs.map((each) => each.id))
        job = { id, fields: new Map(), state: '', status: '', pagesSent: 0, pages: 1, document }
        return say(`200 New job created: jobid: ${job.id} groupid: ${job.id}.`)
      }
      case 'JPARM': {
        const [name = ''] = rest.split(' ')
        job?.fields.set(name, rest.slice(name.length + 1))
        return say(name === 'DOCUMENT' ? '200 Added.' : '213 set.')
      }
      case 'JSUBM': {
        if (!job?.fields.has('LASTTIME')) return say('460 Failed to submit job.')
        job.state = 'W'
        world.jobs.push(job)
        return world.wishes.breakAfter === 'JSUBM' ? void socket.destroy() : say('200 Job submitted.')
      }
      case 'JOB':
        return (
          (job = world.jobs.find(({ id }) => id === Number(rest))),
          say(job ? '200 current.' : '500 no such job.')
        )
      case 'JKILL':
        if (!job || 'DF'.includes(job.state)) return say('504 already done.')
        job.state = 'F'
        job.status = 'Job aborted by request'
        return say('200 killed.')
      case 'JDELE': {
        const at = world.jobs.findIndex(({ id, state }) => id === Number(rest) && 'DF'.includes(state))
        world.jobs.splice(at, at < 0 ? 0 : 1)
        return say(at < 0 ? '504 still there.' : '200 deleted.')
      }
      case 'QUIT':
        say('221 Goodbye.')
        return void socket.end()
      default:
        return say('500 Command not recognized.')
    }
  }

  let text = ''
  socket.on('data', (chunk) => {
    const lines = (text + chunk.toString('latin1')).split('\r\n')
    text = lines.pop() ?? ''
    for (const line of lines) turn = turn.then(() => watched(line))
  })
}

const inbox = (received: readonly FakeReceived[]): string =>
  received
    .map(({ file, pages, seconds, caller, arriving, station = '', error = '' }) =>
      [file, pages, seconds, arriving ? '*' : ' ', caller, station, error].join('|'),
    )
    .map((row) => `${row}\r\n`)
    .join('')

function listing(queue: string, jobs: readonly FakeJob[]): string {
  if (queue === 'status') return 'HylaFAX scheduler on fake: Running\r\nModem ttyFX (): Running and idle\r\n'
  const inQueue = jobs.filter(({ state }) => 'DF'.includes(state) === (queue === 'doneq'))
  return inQueue
    .map(({ id, fields, state, pagesSent, pages, status }) =>
      [id, (fields.get('JOBINFO') ?? '').replaceAll('"', ''), state, pagesSent, pages, status].join('|'),
    )
    .map((row) => `${row}\r\n`)
    .join('')
}

async function openPassive() {
  const server = createServer()
  const data = new Promise<Socket>((resolve) => server.once('connection', resolve))
  await listening(server)
  return { server, data }
}
