import type { DocumentRefusal } from '#app/domain/pages/document.ts'

/** Thrown inside the child only, where it ends one job; it crosses to the main process as a plain word. */
export class Refused extends Error {
  readonly refusal: DocumentRefusal

  constructor(refusal: DocumentRefusal) {
    super(refusal)
    this.refusal = refusal
  }
}
