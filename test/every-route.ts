/** The whole table of routes, which the hub itself loads a room at a time: those of the API, then those of pages. */
import type { Route } from '../functions/web/http/route.ts'
import { ROOMS } from '../functions/web/routes.ts'

const loaded = await Promise.all(ROOMS.map(({ load }) => load()))
const isApi = ({ path }: Route) => path.startsWith('/api/')
const all = loaded.flatMap(({ routes }) => routes)

export const ROUTES: readonly Route[] = [...all.filter(isApi), ...all.filter((route) => !isApi(route))]
