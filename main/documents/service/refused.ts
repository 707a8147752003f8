import type { DocumentRefusal } from '#app/domain/pages/document.ts'

/** Thrown inside the child only, where it ends one job; it crosses to the main process as a plain word. */
export class Refused extends Error {
  readonly refusal: DocumentRefusal
  /** The page that is to blame, from 1, among those that are made. */
  readonly page: number | undefined

  constructor(refusal: DocumentRefusal, page?: number) {
    super(refusal)
    this.refusal = refusal
    this.page = page
  }
}

/** Makes one page, numbered from 1 among those that are made; a refusal names it. */
export function asPage<T>(page: number, make: () => T): T {
  try {
    return make()
  } catch (error) {
    throw error instanceof Refused ? new Refused(error.refusal, page) : error
  }
}
