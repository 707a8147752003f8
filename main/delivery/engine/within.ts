import type { Clock } from '../../ports.ts'

/**
 * What `work` answers, or `fallback` when it answers nothing within `ms` or breaks. Broken and silent are the same to
 * whoever asked: in both, what the other side did is unknown.
 */
export function within<T>(clock: Pick<Clock, 'after'>, ms: number, work: Promise<T>, fallback: T): Promise<T> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, () => resolve(fallback))
    const settle = (value: T): void => {
      cancel()
      resolve(value)
    }
    work.then(settle, () => settle(fallback))
  })
}
