/** Runs first in a child of `utilityProcess.fork`: what an Electron utility process has and a Node child has not. */
import { EventEmitter } from 'node:events'
import { useBoringCrypto } from '../fidelity/boring-crypto.ts'

interface Wrapped {
  readonly message: unknown
}

/** Messages wait until somebody listens, as on Electron. */
class ParentPort extends EventEmitter {
  #waiting: unknown[] = []

  constructor() {
    super()
    this.on('newListener', (name) => {
      if (name === 'message') queueMicrotask(() => this.#waiting.splice(0).forEach((data) => this.deliver(data)))
    })
  }
  deliver(data: unknown): void {
    if (this.listenerCount('message') === 0) this.#waiting.push(data)
    else this.emit('message', { data, ports: [] })
  }
  postMessage(message: unknown): void {
    process.send?.({ message: structuredClone(message) })
  }
  start(): void {}
}

const parentPort = new ParentPort()
Object.assign(process, { type: 'utility', parentPort })
process.on('message', ({ message }: Wrapped) => parentPort.deliver(message))
process.on('disconnect', () => process.exit())
useBoringCrypto()
