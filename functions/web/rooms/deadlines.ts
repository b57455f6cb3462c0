/** What is due, what is late, and who is urged. */
import { deadlineApi } from '../deadlines/deadline-api.ts'
import { problemPages } from '../deadlines/problem-pages.ts'
import { timelinessPages } from '../deadlines/timeliness-pages.ts'
import { toldPages } from '../deadlines/told-pages.ts'
import { urgeThingPages } from '../deadlines/urge-thing.ts'
import type { Route } from '../http/route.ts'

export const routes: readonly Route[] = [
  ...deadlineApi,
  ...timelinessPages,
  ...toldPages,
  ...urgeThingPages,
  ...problemPages,
]
