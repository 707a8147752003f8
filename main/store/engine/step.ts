/** The shape of one step. */

/** What a step may use of a connection. Inside a step a transaction is open; the step neither begins nor ends one. */
export type StepConnection = {
  readonly exec: (sql: string) => unknown
  readonly prepare: (sql: string) => {
    readonly all: (...values: unknown[]) => unknown[]
    readonly run: (...values: unknown[]) => unknown
  }
}

export type Step = {
  /** Its place in the list, counted from 1: the `user_version` after it. */
  readonly version: number
  readonly take: (db: StepConnection) => void
}
