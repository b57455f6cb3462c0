/** A mutant: one sentence of the rules undone by one change of the product, and the test that must fail by it. */

export interface Mutant {
  /** The sentence that no longer holds. */
  readonly undoes: string
  readonly file: string
  /** Stands once in the file. */
  readonly text: string
  readonly becomes: string
  /** A test file, and part of the name of its smallest test that fails. */
  readonly killedBy: readonly [file: string, name?: string]
}

/** By name. */
export type Mutants = Readonly<Record<string, Mutant>>
