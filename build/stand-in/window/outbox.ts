/** Messages from the main process to a page, in order; large bytes travel as a file the page opens, deleted at once. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open, unlink } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Peer } from '../chromium/cdp.ts'
import { INBOX } from '../worlds/source.ts'
import { encodeValue } from '../worlds/wire.ts'
import type { Page } from './page.ts'

interface Header {
  readonly kind: 'event' | 'result' | 'error'
  readonly id?: number
  readonly channel?: string
}

const INLINE_LIMIT = 64 * 1024
const FOLDER = existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir()
const DOCUMENT_GONE = /context|Cannot find|gone|detached|closed|session/i

export class Outbox {
  readonly #page: Page
  #last: Promise<unknown> = Promise.resolve()

  constructor(page: Page) {
    this.#page = page
  }

  /**
   * @param contextId the document that asked; without it, the one that is shown when the turn comes
   * @throws Error "An object could not be cloned." before anything is sent
   */
  deliver(header: Header, value: unknown, contextId?: number): Promise<void> {
    const { tree, bins } = encodeValue(value)
    const small = bins.reduce((sum, bin) => sum + bin.byteLength, 0) <= INLINE_LIMIT
    const message = JSON.stringify({
      ...header,
      tree,
      sizes: bins.map((bin) => bin.byteLength),
      ...(small && {
        inline: bins.map((bin) => Buffer.from(bin.buffer, bin.byteOffset, bin.byteLength).toString('base64')),
      }),
    })
    const send = async (): Promise<void> => {
      try {
        const { cdp } = await this.#page.target
        const context = contextId ?? this.#page.isolatedContext
        if (context === undefined) return
        if (small)
          void receive(cdp, context, message, false).catch(() => {}) // the document may be gone
        else await withFile(bins, (file) => receiveFile(cdp, context, message, file))
      } catch (error) {
        if (!DOCUMENT_GONE.test(String(error))) throw error
      }
    }
    const sent = this.#last.then(send, send)
    this.#last = sent
    return sent
  }
}

async function receiveFile(cdp: Peer, contextId: number, message: string, file: string): Promise<void> {
  const { result } = await cdp.send('Runtime.evaluate', { expression: `${INBOX}.fileInput`, contextId })
  if (!result.objectId) return
  await cdp.send('DOM.setFileInputFiles', { objectId: result.objectId, files: [file] })
  await receive(cdp, contextId, message, true)
}

function receive(cdp: Peer, executionContextId: number, message: string, awaitPromise: boolean): Promise<unknown> {
  return cdp.send('Runtime.callFunctionOn', {
    executionContextId,
    functionDeclaration: `function (json) { return ${INBOX}.receive(json) }`,
    arguments: [{ value: message }],
    awaitPromise,
  })
}

async function withFile(bins: readonly Uint8Array[], use: (file: string) => Promise<void>): Promise<void> {
  const file = path.join(FOLDER, `stand-in-${randomUUID()}`)
  const handle = await open(file, 'wx', 0o600)
  try {
    try {
      await handle.writev([...bins])
    } finally {
      await handle.close()
    }
    await use(file)
  } finally {
    await unlink(file)
  }
}
