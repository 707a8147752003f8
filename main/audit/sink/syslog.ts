/**
 * Syslog over TLS (RFC 5425): one connection a batch, octet counting. Syslog knows no receipt, so a batch counts as
 * taken only when the other side has ended the connection in order after we said that we are done (§4.4): whatever is
 * cut off before that is sent again.
 */
import { isIP, type Socket } from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import type { SinkTrouble } from '#app/contract/record/sink.ts'
import type { Clock, Network } from '../../ports.ts'
import type { SyslogTarget } from './target.ts'

export type Sent = { readonly ok: true } | { readonly ok: false; readonly trouble: SinkTrouble }

/** RFC 5425 §4.3: the length in octets, a space, the message. */
export const framed = (message: string): string => `${Buffer.byteLength(message)} ${message}`

const answerWithinMs = 15_000

/** Sends these messages in order over one connection. Never rejects. */
export function sendBySyslog(
  { network, clock }: { readonly network: Pick<Network, 'connect'>; readonly clock: Pick<Clock, 'after'> },
  target: SyslogTarget,
  messages: readonly string[],
): Promise<Sent> {
  return new Promise((resolve) => {
    const plain = begun(network, target)
    if (!plain) return resolve({ ok: false, trouble: 'unreachable' })
    let secured: TLSSocket | undefined
    let settled = false
    const settle = (sent: Sent): void => {
      if (settled) return
      settled = true
      undo()
      plain.destroy()
      secured?.destroy()
      resolve(sent)
    }
    const undo = clock.after(answerWithinMs, () => settle({ ok: false, trouble: 'timed-out' }))
    const failed = (error: unknown): void => settle({ ok: false, trouble: troubleOf(error, secured !== undefined) })
    plain.once('error', failed)
    plain.once('connect', () => {
      try {
        secured = secure(plain, target)
      } catch {
        return settle({ ok: false, trouble: 'certificate' })
      }
      speak(secured, messages, settle, failed)
    })
  })
}

function begun(network: Pick<Network, 'connect'>, { host, port }: SyslogTarget): Socket | undefined {
  try {
    return network.connect({ host, port })
  } catch {
    return undefined
  }
}

const secure = (socket: Socket, { host, authority, client }: SyslogTarget): TLSSocket =>
  connect({
    socket,
    // RFC 5425 §4.2: the server is who its certificate says; §4.2.1 asks for TLS 1.2 at least.
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    ...(isIP(host) ? { host } : { host, servername: host }),
    ...(authority === undefined ? {} : { ca: authority }),
    ...(client === undefined ? {} : { cert: client.certificate, key: client.key }),
  })

function speak(
  socket: TLSSocket,
  messages: readonly string[],
  settle: (sent: Sent) => void,
  failed: (error: unknown) => void,
): void {
  let said = false
  socket.once('error', failed)
  socket.once('secureConnect', () => {
    socket.end(messages.map(framed).join(''), () => {
      said = true
    })
    // Nothing is expected; without a reader the other side's end is never noticed.
    socket.resume()
  })
  socket.once('end', () => {
    if (!said) settle({ ok: false, trouble: 'cut-off' })
  })
  socket.once('close', (hadError: boolean) =>
    settle(said && !hadError ? { ok: true } : { ok: false, trouble: 'cut-off' }),
  )
}

const byCode: Readonly<Record<string, SinkTrouble>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timed-out',
  ECONNRESET: 'cut-off',
  EPIPE: 'cut-off',
}

const trust = /CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/

/** One word for what went wrong; an error's own text may hold anything. */
function troubleOf(error: unknown, secured: boolean): SinkTrouble {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  const known = Object.hasOwn(byCode, code) ? byCode[code] : undefined
  if (known) return known
  if (trust.test(code)) return 'not-trusted'
  if (code.startsWith('ERR_SSL')) return /ALERT/.test(code) ? 'certificate' : 'not-tls'
  return secured ? 'cut-off' : 'unreachable'
}
