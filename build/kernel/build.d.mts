/** A module that is compiled, and where its text goes, from the root. */
export interface Compiled {
  readonly what: string
  readonly name: string
  readonly source: string
  readonly target: string
}
export declare const compiled: readonly Compiled[]
/** The text of the module that carries a compiled one. */
export declare function moduleOf(one: Compiled): Promise<string>
