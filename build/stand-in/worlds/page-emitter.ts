/** The little of Node's EventEmitter that a sandboxed preload uses. Injected as text; uses only the language. */

export type PageListener = (...args: unknown[]) => void

export class PageEmitter {
  readonly registry = new Map<string, { readonly listener: PageListener; readonly once: boolean }[]>()

  on(event: string, listener: PageListener, once = false): this {
    this.registry.set(event, [...(this.registry.get(event) ?? []), { listener, once }])
    return this
  }
  once(event: string, listener: PageListener): this {
    return this.on(event, listener, true)
  }
  off(event: string, listener: PageListener): this {
    const list = this.registry.get(event) ?? []
    const last = list.findLastIndex((entry) => entry.listener === listener)
    this.registry.set(
      event,
      list.filter((_, at) => at !== last),
    )
    return this
  }
  addListener(event: string, listener: PageListener): this {
    return this.on(event, listener)
  }
  removeListener(event: string, listener: PageListener): this {
    return this.off(event, listener)
  }
  removeAllListeners(event: string): this {
    this.registry.delete(event)
    return this
  }
  listenerCount(event: string): number {
    return this.registry.get(event)?.length ?? 0
  }
  emit(event: string, ...args: unknown[]): boolean {
    const list = this.registry.get(event) ?? []
    for (const entry of list) {
      if (entry.once) this.off(event, entry.listener)
      entry.listener.apply(this, args)
    }
    return list.length > 0
  }
}
