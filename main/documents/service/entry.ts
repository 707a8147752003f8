/**
 * Where a document child begins: finds the port of the process or thread it runs in, and serves. It works as Electron's
 * utility process and as a worker thread, and names neither module of Electron. Nothing else may be done here.
 */
import { parentPort as threadPort } from 'node:worker_threads'
import { serve, type ServicePort } from './serve.ts'

/** `process.parentPort` of a utility process: messages come wrapped. */
interface UtilityPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
}

function findPort(): ServicePort {
  const exit = (): void => process.exit(1)
  const utilityPort = (process as { readonly parentPort?: UtilityPort }).parentPort
  if (utilityPort) {
    return {
      post: (reply) => utilityPort.postMessage(reply),
      onMessage: (listener) => utilityPort.on('message', ({ data }) => listener(data)),
      exit,
    }
  }
  const thread = threadPort
  if (!thread) throw new TypeError('a document child needs a port')
  return {
    post: (reply) => thread.postMessage(reply),
    onMessage: (listener) => void thread.on('message', listener),
    exit,
  }
}

serve(findPort())
