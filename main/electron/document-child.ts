/** The process in which documents are parsed: no window, no keys, no network use; it may die without taking us along. */
import { utilityProcess } from 'electron'
import type { Child } from '../ports.ts'

/** @param entry absolute path of the bundled document service */
export function startDocumentChild(entry: string): Child {
  const child = utilityProcess.fork(entry, [], { serviceName: 'Faxdesk documents', stdio: 'ignore' })
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => {
      child.on('message', listener)
      return () => void child.off('message', listener)
    },
    onExit: (listener) => {
      child.on('exit', listener)
      return () => void child.off('exit', listener)
    },
    stop: () => void child.kill(),
  }
}
