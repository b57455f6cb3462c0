/** Every mutant; a name stands once. */
import { ATTACK } from './attack.ts'
import { CASES } from './cases.ts'
import { DETERMINATION } from './determination.ts'
import { ENDINGS } from './endings.ts'
import { ENGINES } from './engines.ts'
import { HEART } from './heart.ts'
import { CASE_LISTS } from './lists.ts'
import { MENDED } from './mended.ts'
import { MONEY } from './money.ts'
import type { Mutant, Mutants } from './mutant.ts'
import { PAGES } from './pages.ts'
import { PAYING } from './paying.ts'
import { POLICY } from './policy.ts'
import { RECORDS } from './records.ts'
import { RETURNS } from './returns.ts'
import { ROWS } from './rows.ts'
import { SETTLEMENTS } from './settlements.ts'
import { TURNS } from './turns.ts'

const LISTS: readonly Mutants[] = [
  ENDINGS,
  HEART,
  PAYING,
  POLICY,
  ATTACK,
  ENGINES,
  ROWS,
  DETERMINATION,
  SETTLEMENTS,
  RECORDS,
  CASES,
  TURNS,
  CASE_LISTS,
  MENDED,
  RETURNS,
  MONEY,
  PAGES,
]

export const MUTANTS: readonly (Mutant & { readonly name: string })[] = LISTS.flatMap((list) =>
  Object.entries(list).map(([name, mutant]) => ({ name, ...mutant })),
)

/** How often the text stands in a file. */
export const countOf = (source: string, text: string): number => source.split(text).length - 1
