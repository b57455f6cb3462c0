/** Whether the hub itself stands still somewhere. */
import type { Route } from '../http/route.ts'
import { deadLetterPages } from '../upkeep/dead-letter-pages.ts'

export const routes: readonly Route[] = deadLetterPages
