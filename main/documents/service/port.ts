/** The port of the process or thread a child runs in: Electron's utility process or a worker thread, naming neither. */
import { parentPort as threadPort } from 'node:worker_threads'
import { inPieces, whole } from './pieces.ts'
import type { ServicePort } from './serve.ts'

/** `process.parentPort` of a utility process: messages come wrapped. */
interface UtilityPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
}

export function findPort(): ServicePort {
  const exit = (): void => process.exit(1)
  const utilityPort = (process as { readonly parentPort?: UtilityPort }).parentPort
  if (utilityPort) {
    return {
      post: inPieces((reply) => utilityPort.postMessage(reply)),
      onMessage: (listener) => {
        const hear = whole(listener)
        utilityPort.on('message', ({ data }) => hear(data))
      },
      exit,
    }
  }
  const thread = threadPort
  if (!thread) throw new TypeError('a document child needs a port')
  return {
    post: inPieces((reply) => thread.postMessage(reply)),
    onMessage: (listener) => void thread.on('message', whole(listener)),
    exit,
  }
}
