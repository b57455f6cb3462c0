/** Paid rows against registers (对账, docs/cases.md#money). */
import type { Posting } from './money.ts'

export interface PostingFacts {
  /** Persons of the county's paid rows of the year. */
  readonly paid: readonly string[]
  /** Persons with a paid or in-flight row of the year, of any county. */
  readonly covered: ReadonlySet<string>
  /** Persons whom the county lists. */
  readonly listed: Iterable<string>
  /** Counties whose registers, as last sent in the year, have the person's resident row as 政府代缴. */
  readonly postedIn: (person: string) => ReadonlySet<string> | undefined
}

export function postingOf(county: string, { paid, covered, listed, postedIn }: PostingFacts): Posting {
  const posted = paid.filter((person) => (postedIn(person)?.size ?? 0) > 0).length
  let foreign = 0
  for (const person of listed) if (postedIn(person)?.has(county) && !covered.has(person)) foreign++
  return { posted, unposted: paid.length - posted, foreign }
}
