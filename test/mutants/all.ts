/** Every mutant; a name stands once. */
import { ENDINGS } from './endings.ts'
import type { Mutant, Mutants } from './mutant.ts'

const LISTS: readonly Mutants[] = [ENDINGS]

export const MUTANTS: readonly (Mutant & { readonly name: string })[] = LISTS.flatMap((list) =>
  Object.entries(list).map(([name, mutant]) => ({ name, ...mutant })),
)

/** How often the text stands in a file. */
export const countOf = (source: string, text: string): number => source.split(text).length - 1
