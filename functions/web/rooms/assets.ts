/** Styles, scripts and pictures of the pages. */
import { assetRoutes } from '../home/asset-routes.ts'
import type { Route } from '../http/route.ts'

export const routes: readonly Route[] = [...assetRoutes]
