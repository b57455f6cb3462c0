/** An upload's receipt, and what somebody does about it there. */
import { type Context, Hono } from 'hono'
import type { Fault } from '../../pages/parts/fault.tsx'
import { Receipt } from '../../pages/receipt.tsx'
import { Confirmation } from '../../schemas/upload.ts'
import { orAgain } from './again.ts'
import { confirmHeld } from './confirm-held.ts'
import type { WebDeps } from './deps.ts'
import { isLocal, page } from './page.ts'
import { found, policyInForce, refuse } from './refuse.ts'

export function uploadPages(deps: WebDeps): Hono {
  const pages = new Hono()
  pages.get('/uploads/:division/:id', (c) => show(deps, c, c.req.param()))
  pages.post('/uploads/:division/:id/confirm', async (c) => {
    const { division, id } = c.req.param()
    const fields = await c.req.parseBody()
    const confirm = async () => {
      const confirmation = Confirmation.safeParse(fields)
      if (!confirmation.success) throw refuse(400, '请填写确认人的姓名，再点“确认名单无误”。')
      await confirmHeld(deps, { division, id, ...confirmation.data })
      return c.redirect(`/uploads/${division}/${id}`, 303)
    }
    return orAgain(`by-${id}`, fields, confirm, (fault, status) => show(deps, c, { division, id }, fault, status))
  })
  /** What it needed is done, in whatever way: it leaves 需要处理. */
  pages.post('/uploads/:division/:id/tick-off', async (c) => {
    await tickOff(deps, c.req.param())
    return c.redirect('/#todo-title', 303)
  })
  pages.post('/uploads/:division/:id/discard', async (c) => {
    await discard(deps, c.req.param())
    return c.redirect('/', 303)
  })
  return pages
}

interface One {
  readonly division: string
  readonly id: string
}

/** @throws 404 where there is no such upload, 409 for a list that waits for its second person */
export async function tickOff(deps: WebDeps, { division, id }: One): Promise<void> {
  found(await deps.uploads.get(division, id))
  if (!(await deps.uploads.tickOff(division, id, deps.now().toISOString())))
    throw refuse(409, '这份名单正等待另一人确认，请打开后确认或退回。')
}

/** @throws 404 where there is no such upload, 409 where its file has come */
export async function discard(deps: WebDeps, { division, id }: One): Promise<void> {
  found(await deps.uploads.get(division, id))
  if (!(await deps.uploads.discard(division, id, deps.now().toISOString())))
    throw refuse(409, '文件已经收到，不能放弃这次报送。请打开回执查看。')
}

async function show(deps: WebDeps, c: Context, { division, id }: One, fault?: Fault, status = 200): Promise<Response> {
  const policy = await policyInForce(deps)
  const upload = found(await deps.uploads.get(division, id))
  return page(Receipt({ upload, policy, now: deps.now().getTime(), local: isLocal(c.req.url), fault }), status)
}
