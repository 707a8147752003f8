/** One session at a time with a server, and one listing for everyone who asks while it waits for its turn. */
export type Queue = {
  readonly take: <T>(work: () => Promise<T>) => Promise<T>
  /** `work` in turn; whoever asks before it has begun shares its answer. */
  readonly shared: <T>(work: () => Promise<T>) => () => Promise<T>
}

export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve()
  const take: Queue['take'] = (work) => {
    const mine = last.then(work, work)
    last = mine.catch(() => undefined)
    return mine
  }
  return {
    take,
    shared: (work) => {
      let waiting: ReturnType<typeof work> | undefined
      return () =>
        (waiting ??= take(() => {
          waiting = undefined
          return work()
        }))
    },
  }
}
