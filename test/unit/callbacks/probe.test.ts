/** Trying the public address as a stranger would: this Faxdesk, something else, a certificate nobody trusts, or nothing. */
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { probe } from '#main/callbacks/probe.ts'
import { systemNetwork } from '#main/network.ts'
import { selfSigned } from '#test/given/certificate.ts'
import { manualClock } from '#test/given/clock.ts'

const open: Server[] = []
afterEach(() => {
  for (const each of open.splice(0)) each.close()
})

const started = (server: http.Server | https.Server): Promise<number> => {
  open.push(server)
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)))
}

/** What lies behind the door for a moment. */
function givenDoor(publicAddress: string, standing: 'listening' | 'port-taken' = 'listening') {
  const laid = new Map<string, string>()
  return {
    laid,
    door: {
      publicAddress: () => publicAddress,
      standing: () => standing,
      layOut: (text: string) => {
        laid.set('/p/probe', text)
        return { path: '/p/probe', takeAway: () => void laid.delete('/p/probe') }
      },
    },
  }
}
const asked = ({ door }: ReturnType<typeof givenDoor>) => probe({ door, network: systemNetwork, clock: manualClock() })

test('this very Faxdesk answers with what only it can know, and takes it away again', async () => {
  const port = await started(http.createServer((request, response) => response.end(given.laid.get(request.url ?? ''))))
  const given = givenDoor(`http://127.0.0.1:${port}`)
  expect(await asked(given)).toEqual({ reached: 'here', tookMs: 0 })
  expect(given.laid.size).toBe(0)
})

test('something else answers: its status is told, however much it says', async () => {
  const port = await started(http.createServer((_, response) => response.writeHead(301).end('x'.repeat(100_000))))
  expect(await asked(givenDoor(`http://127.0.0.1:${port}`))).toEqual({ reached: 'other', status: 301 })
})

test('a certificate that nobody trusts, nothing at all, or a door that is shut', async () => {
  const { cert, key } = selfSigned('localhost')
  const port = await started(https.createServer({ cert, key }, (_, response) => response.end()))
  expect(await asked(givenDoor(`https://localhost:${port}`))).toEqual({ reached: 'certificate' })
  expect(await asked(givenDoor('http://127.0.0.1:9'))).toEqual({ reached: 'nothing' })
  expect(await asked(givenDoor(`https://localhost:${port}`, 'port-taken'))).toEqual({ reached: 'not-listening' })
})
