/**
 * A real rsyslog with TLS, as Debian ships it, with certificates made for it: what a practice's log server is.
 * It asks every client for a certificate of its own authority.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import path from 'node:path'

const program = '/usr/sbin/rsyslogd'

/** Why there is none to test with, or undefined. */
export const rsyslogMissing = (): string | undefined =>
  existsSync(program) && existsSync('/usr/lib/x86_64-linux-gnu/rsyslog/lmnsd_ossl.so')
    ? undefined
    : 'rsyslog with OpenSSL is not on this machine (Debian: rsyslog rsyslog-openssl)'

export type GivenRsyslog = Awaited<ReturnType<typeof givenRsyslog>>

export async function givenRsyslog(folder: string) {
  await mkdir(folder, { recursive: true })
  const at = (name: string): string => path.join(folder, name)
  makeAuthority(folder)
  makeCertificate(folder, 'server', 'subjectAltName=DNS:localhost,IP:127.0.0.1')
  makeCertificate(folder, 'client', 'subjectAltName=DNS:workstation')
  const port = await freePort()
  await writeFile(at('rsyslog.conf'), configuration(at, port))
  let child: ChildProcess | undefined
  return {
    port,
    authority: await readFile(at('ca.pem'), 'utf8'),
    client: { certificate: await readFile(at('client.pem'), 'utf8'), key: await readFile(at('client.key'), 'utf8') },
    start: async () => {
      child = spawn(program, ['-n', '-f', at('rsyslog.conf'), '-i', at('rsyslog.pid')], { stdio: 'ignore' })
      await listening(port)
    },
    /** Orderly, or as a power cut would. */
    stop: async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') => {
      const ended = child
      child = undefined
      if (!ended || ended.exitCode !== null) return
      await new Promise((resolve) => {
        ended.once('exit', resolve)
        ended.kill(signal)
      })
    },
    /** The messages as they came in. */
    taken: async (): Promise<readonly string[]> =>
      (await readFile(at('taken.log'), 'utf8').catch(() => '')).split('\n').filter((line) => line !== ''),
  }
}

const configuration = (at: (name: string) => string, port: number): string => `
global(workDirectory="${at('.')}" maxMessageSize="64k"
  defaultNetstreamDriver="ossl"
  defaultNetstreamDriverCAFile="${at('ca.pem')}"
  defaultNetstreamDriverCertFile="${at('server.pem')}"
  defaultNetstreamDriverKeyFile="${at('server.key')}")
module(load="imtcp" StreamDriver.Name="ossl" StreamDriver.Mode="1" StreamDriver.AuthMode="x509/certvalid")
template(name="taken" type="list") { property(name="rawmsg") constant(value="\\n") }
input(type="imtcp" port="${port}" address="127.0.0.1" ruleset="keep")
ruleset(name="keep") { action(type="omfile" file="${at('taken.log')}" template="taken" asyncWriting="off" flushOnTXEnd="on") }
`

const openssl = (folder: string, ...rest: readonly string[]): void =>
  void execFileSync('openssl', rest, { cwd: folder, stdio: 'ignore' })

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'] as const

function makeAuthority(folder: string): void {
  openssl(
    folder,
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '3650',
    '-subj',
    '/CN=Test authority',
  )
}

function makeCertificate(folder: string, name: string, names: string): void {
  openssl(
    folder,
    'req',
    ...newKey,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.csr`,
    '-subj',
    `/CN=${name}`,
    '-addext',
    names,
  )
  const from = [
    '-in',
    `${name}.csr`,
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-copy_extensions',
    'copy',
  ]
  openssl(folder, 'x509', '-req', ...from, '-out', `${name}.pem`, '-days', '3650')
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** Asks until somebody answers there, for ten seconds at most. */
async function listening(port: number): Promise<void> {
  const until = Date.now() + 10_000
  while (!(await answers(port))) {
    if (Date.now() > until) throw new Error('rsyslog does not listen')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
