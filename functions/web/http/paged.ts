/** Lists of the API, a page at a time (docs/integrate.md#lists). */
import * as z from 'zod'
import type { WebDeps } from '../deps.ts'
import { apiRoute } from './api-route.ts'
import { refuse } from './refuse.ts'
import type { Asked, Declared, NoFields, Route, Shape } from './route.ts'

const MOST = 200
const DEFAULT = 100

const PAGE = {
  limit: z.coerce.number().int().min(1).max(MOST).optional().describe(`At most so many, ${DEFAULT} where absent`),
  cursor: z.string().max(800).optional().describe('The `next` of the page before; opaque'),
}

export interface Wanted {
  readonly limit: number
  /** Where the page before ended. */
  readonly after: readonly string[] | undefined
}

export interface Page<T> {
  readonly items: readonly T[]
  readonly end?: readonly string[] | undefined
}

interface ListRow<P extends Shape, Q extends Shape, I extends z.ZodType> extends Declared<P, Q> {
  readonly item: I
  /** What each page says beside its items. */
  readonly beside?: Shape
  readonly run: (deps: WebDeps, asked: Asked<P, Q, undefined>, wanted: Wanted) => Promise<Page<z.input<I>>>
}

/** Answers `{ items, next }`; without `next` there is no more. */
export function listRoute<I extends z.ZodType, P extends Shape = NoFields, Q extends Shape = NoFields>(
  row: ListRow<P, Q, I>,
): Route {
  const { item, beside, run, query, refuses = [], ...rest } = row
  const answer = z.object({ ...beside, items: item.array(), next: z.string().optional().describe('A cursor') })
  return apiRoute({
    ...rest,
    method: 'GET',
    query: { ...query, ...PAGE },
    refuses: [400, ...refuses],
    answer,
    async run(deps, asked) {
      const { limit = DEFAULT, cursor } = z.object(PAGE).parse(asked.query)
      // A loop's first request has an empty one.
      const wanted = { limit, after: cursor ? placeIn(cursor) : undefined }
      const { items, end, ...own } = await run(deps, asked as unknown as Asked<P, Q, undefined>, wanted)
      return { ...own, items: [...items], ...(end && { next: cursorOf(end) }) } as z.input<typeof answer>
    },
  })
}

/** @param by the place of an item, unlike any other's and the same as long as it is listed; pages are in its order */
export function pageOf<T>(
  items: readonly T[],
  by: (item: T) => string,
  { limit, after }: Wanted,
  latestFirst = false,
): Page<T> {
  const [last] = after ?? []
  const placed = items.map((item) => ({ item, place: by(item) })).sort((a, b) => (a.place < b.place ? -1 : 1))
  if (latestFirst) placed.reverse()
  const isBehind = (place: string) => last === undefined || (latestFirst ? place < last : place > last)
  const rest = placed.filter(({ place }) => isBehind(place))
  const page = rest.slice(0, limit)
  const end = rest.length > limit ? page.at(-1)?.place : undefined
  return { items: page.map(({ item }) => item), ...(end !== undefined && { end: [end] }) }
}

const Place = z.array(z.string().max(400)).min(1).max(3)

const cursorOf = (place: readonly string[]) => Buffer.from(JSON.stringify(place)).toString('base64url')

/** @throws 400 for what is no cursor of this list */
function placeIn(cursor: string): string[] {
  try {
    return Place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw refuse('query-unfit', ['cursor'])
  }
}
