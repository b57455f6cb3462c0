/** Lists of the API, a page at a time (docs/integrate.md#lists). */
import { hash } from 'node:crypto'
import * as z from 'zod'
import type { WebDeps } from '../deps.ts'
import { actorOf } from './allow.ts'
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
      const list = markOf(row.path, asked)
      // A loop's first request has an empty one.
      const wanted = { limit, after: cursor ? placeIn(list, cursor) : undefined }
      const { items, end, ...own } = await run(deps, asked as unknown as Asked<P, Q, undefined>, wanted)
      return { ...own, items: [...items], ...(end && { next: cursorOf(list, end) }) } as z.input<typeof answer>
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

/** The list's mark, then the place of the last item. */
const Cursor = z.tuple([z.string()], z.string().max(400)).refine(({ length }) => length > 1 && length < 5)

/** A place means something in the list alone that it was taken from: of the same address, question and office. */
function markOf(path: string, { params, query, caller }: Asked): string {
  const { limit, cursor, ...wished } = query
  const { division, office } = actorOf(caller) ?? {}
  return hash('sha256', JSON.stringify([path, params, wished, division, office]), 'base64url').slice(0, 16)
}

const cursorOf = (list: string, place: readonly string[]) =>
  Buffer.from(JSON.stringify([list, ...place])).toString('base64url')

/** @throws 400 for what is no cursor of this list */
function placeIn(list: string, cursor: string): string[] {
  const [of, ...place] = read(cursor)
  if (of !== list) throw refuse('cursor-unfit')
  return place
}

function read(cursor: string): z.output<typeof Cursor> {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw refuse('cursor-unfit')
  }
}
