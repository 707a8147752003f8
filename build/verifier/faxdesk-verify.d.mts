/** What the verifier offers to tests; as a program it takes a file and a printed checkpoint. */
export type Printed = {
  readonly sequence: number
  readonly hash: string
  readonly at: number
  readonly signature: string | undefined
  readonly publicKey: string | undefined
}
export type Finding =
  | {
      readonly holds: true
      readonly first: number
      readonly last: number
      readonly checkpoints: number
      readonly publicKey: string
    }
  | { readonly holds: false; readonly entry: number; readonly why: string }
export declare const format: string
export declare const readCheckpoint: (text: string) => Printed | undefined
export declare const judge: (file: unknown, printed?: Printed) => Finding
