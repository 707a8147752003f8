/** `Notification`: shown nowhere; it says that it was, and tests emit 'click'. */
import { Emitter, StandInEvent } from '../app/events.ts'

export class Notification extends Emitter {
  static isSupported(): boolean {
    return true
  }

  title: string
  body: string
  silent: boolean

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super()
    this.title = options.title ?? ''
    this.body = options.body ?? ''
    this.silent = options.silent ?? false
  }
  show(): void {
    queueMicrotask(() => this.emit('show', new StandInEvent()))
  }
  close(): void {
    queueMicrotask(() => this.emit('close', new StandInEvent()))
  }
}
