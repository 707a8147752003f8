/** The vendor's own client, which has no types and one fixed address: pointed at a pretended service of this computer. */
import { createRequire } from 'node:module'

type Answer = { readonly success: boolean; readonly data: unknown }

export type PhaxioClient = {
  readonly account: { readonly status: () => Promise<Answer> }
  readonly faxes: {
    readonly create: (fax: Readonly<Record<string, unknown>>) => Promise<{ readonly id: number }>
    readonly listFaxes: (query: Readonly<Record<string, unknown>>) => Promise<Answer>
    readonly getInfo: (id: number) => Promise<Answer>
    readonly cancel: (id: number) => Promise<Answer>
    readonly deleteFile: (id: number) => Promise<Answer>
  }
}

const Client = createRequire(import.meta.url)('phaxio-official') as new (key: string, secret: string) => PhaxioClient

export function phaxioClient(key: string, secret: string, url: string): PhaxioClient {
  const client = new Client(key, secret)
  for (const part of [client.faxes, client.account]) Object.assign(part, { url, agentOptions: {} })
  return client
}
