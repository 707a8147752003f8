/**
 * Keeps one session with an Asterisk server open while anybody asks about calls, and listens to what the dialplan says of them.
 * Nothing depends on hearing it: what was said while nobody was connected is in the folder. After a failure the next
 * question waits a little longer each time, so that a server that is down or refuses us is not pestered.
 */
import { reportIn, saysMore, type Dated } from './reports.ts'
import { openSession, SessionTrouble, type Server, type Session } from './session.ts'

export type Watch = {
  /** The open session, or a new one. Rejects with `SessionTrouble`. */
  readonly session: () => Promise<Session>
  /** The same for questions that can wait: after a failure it rejects until its pause is over. */
  readonly whenRested: () => Promise<Session>
  /** From now on what is said of this call is kept. */
  readonly follow: (reference: string) => void
  readonly heard: (reference: string) => Dated | undefined
  readonly forget: (reference: string) => void
}

const pingEveryMs = 30_000
/** Pings in a row in which nobody asked anything; then the session is closed. */
const idlePings = 4
const longestRestMs = 60_000

export function createWatch(server: Server): Watch {
  const { clock } = server
  const heard = new Map<string, Dated | undefined>()
  let current: Session | undefined
  let opening: Promise<Session> | undefined
  let failures = 0
  let restUntil = -Infinity
  let idle = 0

  async function begin(): Promise<Session> {
    try {
      current = await openSession(server, (event) => {
        const said = reportIn(event)
        if (!said || !heard.has(said.reference)) return
        heard.set(said.reference, saysMore(heard.get(said.reference), { report: said.report, at: clock.now() }))
      })
      failures = 0
      keepUp(current)
      return current
    } catch (error) {
      failures += 1
      restUntil = clock.elapsed() + Math.min(longestRestMs, 1_000 * 2 ** failures)
      throw error
    } finally {
      opening = undefined
    }
  }

  function keepUp(session: Session): void {
    clock.after(pingEveryMs, () => {
      if (!session.open()) return
      idle += 1
      if (idle > idlePings) return session.close()
      session.ask('Ping').catch(() => undefined)
      keepUp(session)
    })
  }

  const session = async (): Promise<Session> => {
    idle = 0
    return current?.open() ? current : (opening ??= begin())
  }

  return {
    session,
    whenRested: () =>
      current?.open() || clock.elapsed() >= restUntil ? session() : Promise.reject(new SessionTrouble('not-reached')),
    follow: (reference) => {
      if (!heard.has(reference)) heard.set(reference, undefined)
    },
    heard: (reference) => heard.get(reference),
    forget: (reference) => void heard.delete(reference),
  }
}
