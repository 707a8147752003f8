/** `net`: fetch as the main process has it, with the app's own schemes and file: URLs. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { needReady } from '../app/host.ts'
import { closed } from '../fidelity/not-here.ts'
import { handlers } from './protocol.ts'

async function fetchAny(input: string | Request, init?: RequestInit): Promise<Response> {
  needReady('net.fetch can only be used after app is ready')
  const url = input instanceof Request ? input.url : input
  if (url.startsWith('file:')) return fetchFile(url)
  const handler = handlers.get(url.slice(0, url.indexOf(':')))
  return handler ? handler(new Request(input, init)) : fetch(input, init)
}

async function fetchFile(url: string): Promise<Response> {
  try {
    return new Response(await readFile(fileURLToPath(url)))
  } catch {
    throw new Error('net::ERR_FILE_NOT_FOUND')
  }
}

export const net = closed('net', { fetch: fetchAny, isOnline: () => true })
