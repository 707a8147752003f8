/**
 * Small pictures of pages: made one at a time and only while somebody wants them, kept up to a bound, the least
 * recently wanted let go first.
 */

export type Picture = { readonly width: number; readonly height: number; close(): void }

export type DrawPicture<P extends Picture> = (signal: AbortSignal) => Promise<P>

type Want<P extends Picture> = {
  readonly name: string
  readonly draw: DrawPicture<P>
  readonly got: (picture: P | undefined) => void
}

export class Pictures<P extends Picture> {
  readonly #most: number
  readonly #kept = new Map<string, P>()
  #wants: readonly Want<P>[] = []
  #quiet: (() => void)[] = []
  #drawing: { readonly name: string; readonly controller: AbortController } | undefined

  /** @param most pictures kept */
  constructor(most: number) {
    this.#most = most
  }

  /** Whether nobody waits for any. */
  get idle(): boolean {
    return this.#wants.length === 0
  }

  /** Comes when nobody waits for any: for work that must not be in the way of these. */
  quiet(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#quiet.push(resolve)
    this.#tellQuiet()
    return promise
  }

  /** The picture of that name, if it is kept. */
  peek(name: string): P | undefined {
    return this.#kept.get(name)
  }

  /**
   * Asks for a picture: `got` hears it, at once if it is kept, or undefined if it cannot be drawn.
   * @returns says that it is no longer wanted
   */
  want(name: string, draw: DrawPicture<P>, got: (picture: P | undefined) => void): () => void {
    const kept = this.#kept.get(name)
    if (kept) {
      this.#keep(name, kept)
      got(kept)
      return () => undefined
    }
    const want = { name, draw, got }
    this.#wants = [...this.#wants, want]
    this.#next()
    return () => this.#drop(want)
  }

  /** Lets go of every picture. */
  clear(): void {
    this.#drawing?.controller.abort()
    this.#wants = []
    for (const picture of this.#kept.values()) picture.close()
    this.#kept.clear()
    this.#tellQuiet()
  }

  #tellQuiet(): void {
    if (this.idle) for (const tell of this.#quiet.splice(0)) tell()
  }

  #drop(want: Want<P>): void {
    this.#wants = this.#wants.filter((other) => other !== want)
    const drawing = this.#drawing
    if (drawing && drawing.name === want.name && !this.#wants.some(({ name }) => name === want.name)) {
      drawing.controller.abort()
    }
    this.#tellQuiet()
  }

  #next(): void {
    const want = this.#wants[0]
    if (!want || this.#drawing) return
    const controller = new AbortController()
    this.#drawing = { name: want.name, controller }
    void this.#draw(want, controller).finally(() => {
      this.#drawing = undefined
      this.#next()
      this.#tellQuiet()
    })
  }

  async #draw({ name, draw }: Want<P>, { signal }: AbortController): Promise<void> {
    const picture = await draw(signal).catch(() => undefined)
    const waiting = this.#wants.filter((want) => want.name === name)
    this.#wants = this.#wants.filter((want) => want.name !== name)
    if (signal.aborted) {
      picture?.close()
      // Wanted again since it was called off: once more, from the start.
      this.#wants = [...waiting, ...this.#wants]
      return
    }
    if (picture) this.#keep(name, picture)
    for (const { got } of waiting) got(picture)
  }

  #keep(name: string, picture: P): void {
    this.#kept.delete(name)
    this.#kept.set(name, picture)
    for (const [oldest, old] of this.#kept) {
      if (this.#kept.size <= this.#most) return
      this.#kept.delete(oldest)
      old.close()
    }
  }
}
