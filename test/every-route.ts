/** The whole table of routes, which the hub itself loads a room at a time. */
import type { Route } from '../functions/web/http/route.ts'
import { ROOMS } from '../functions/web/routes.ts'

const loaded = await Promise.all(ROOMS.map(({ load }) => load()))

export const ROUTES: readonly Route[] = loaded.flatMap(({ routes }) => routes)
