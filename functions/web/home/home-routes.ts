/** The home page, and its tasks as data. */
import type { Task } from '../../../pages/home/task.ts'
import { TaskShown } from '../../../schemas/api/tasks.ts'
import { pageRoute } from '../http/page-route.ts'
import { listRoute, pageOf } from '../http/paged.ts'
import type { Route } from '../http/route.ts'
import { homePage, ownTasks } from './home-page.ts'

const does = { action: 'see', resource: 'portal' } as const

export const homeRoutes: readonly Route[] = [
  pageRoute({
    path: '/',
    summary: 'The home page: what is due, what came back, what has happened',
    does,
    run: homePage,
  }),
  listRoute({
    path: '/api/tasks',
    summary: 'Lists what the account has to do, and what somebody else of its office has, the earliest due first',
    does,
    item: TaskShown,
    async run(deps, { caller }, wanted) {
      const { mine, others } = await ownTasks(deps, caller)
      const shown = (whose: TaskShown['whose']) => (task: Task) => ({ ...task, whose, state: task.state.words })
      const all = [...mine.map(shown('mine')), ...others.map(shown('others'))]
      return pageOf(all, ({ whose, due = '9', href, what, of = '' }) => [whose, due, href, what, of].join(' '), wanted)
    },
  }),
]
