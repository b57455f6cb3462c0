/** The home page, and the API’s own description. */
import { homeRoutes } from '../home/home-routes.ts'
import { openapiApi } from '../home/openapi-api.ts'
import type { Route } from '../http/route.ts'

export { countTasks } from '../home/home-page.ts'

export const routes: readonly Route[] = [...homeRoutes, ...openapiApi]
