/** An upload's receipt, and what somebody does about it there. */
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type Context, Hono } from 'hono'
import { writeEndings } from '../../forms/endings-book.ts'
import { formName, officeName } from '../../forms/office-names.ts'
import { EndingsPage } from '../../pages/endings.tsx'
import type { Fault } from '../../pages/parts/fault.tsx'
import { Receipt } from '../../pages/receipt.tsx'
import { divisionName, periodName, townshipName } from '../../pages/words/names.ts'
import { NAMED_MOST } from '../../schemas/endings.ts'
import { Confirmation, SendingBack, Withdrawal } from '../../schemas/upload.ts'
import { orAgain } from './again.ts'
import { confirmHeld } from './confirm-held.ts'
import type { WebDeps } from './deps.ts'
import { ENDINGS_SHOWN, endingsOf } from './endings.ts'
import { isLocal, page } from './page.ts'
import { found, policyInForce, refuse } from './refuse.ts'
import { sendBack, takeBack } from './take-back.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function uploadPages(deps: WebDeps): Hono {
  const pages = new Hono()
  pages.get('/uploads/:division/:id', (c) => show(deps, c, c.req.param()))
  pages.get('/uploads/:division/:id/endings.xlsx', (c) => endingsFile(deps, c, c.req.param()))
  pages.get('/uploads/:division/:id/endings', (c) => showEndings(deps, c, c.req.param()))
  pages.post('/uploads/:division/:id/confirm', async (c) => {
    const { division, id } = c.req.param()
    found(await deps.uploads.get(division, id))
    const fields = await c.req.parseBody()
    const confirm = async () => {
      const confirmation = Confirmation.required().safeParse(fields)
      if (!confirmation.success) throw refuse(400, '请核对不再列入的人员，填写确认人的姓名，再点“确认名单无误”。')
      await confirmHeld(deps, { division, id, ...confirmation.data })
      return c.redirect(`/uploads/${division}/${id}`, 303)
    }
    const again = (fault: Fault, status: number) => showEndings(deps, c, { division, id }, fault, status)
    return orAgain('confirmer', fields, confirm, again)
  })
  pages.post('/uploads/:division/:id/send-back', async (c) => {
    const { division, id } = c.req.param()
    const fields = await c.req.parseBody()
    const back = async () => {
      const asked = SendingBack.safeParse(fields)
      if (!asked.success) throw refuse(400, '请填写退回原因（4至200个字）和退回人的姓名，再点“退回”。')
      await sendBack(deps, { division, id, ...asked.data })
      return c.redirect(`/uploads/${division}/${id}`, 303)
    }
    const again = (fault: Fault, status: number) => showEndings(deps, c, { division, id }, fault, status)
    return orAgain('send-back-reason', fields, back, again)
  })
  pages.post('/uploads/:division/:id/withdraw', async (c) => {
    const { division, id } = c.req.param()
    const fields = await c.req.parseBody()
    const back = async () => {
      const asked = Withdrawal.safeParse(fields)
      if (!asked.success) throw refuse(400, '请填写撤回人的姓名，再点“撤回”。')
      await takeBack(deps, { division, id, ...asked.data })
      return c.redirect(`/uploads/${division}/${id}`, 303)
    }
    return orAgain('take-back-by', fields, back, (fault, status) => show(deps, c, { division, id }, fault, status))
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

async function showEndings(deps: WebDeps, c: Context, { division, id }: One, fault?: Fault, status = 200) {
  const policy = await policyInForce(deps)
  const upload = found(await deps.uploads.get(division, id))
  const endings = found(await endingsOf(deps, upload, ENDINGS_SHOWN))
  return page(EndingsPage({ upload, endings, policy, local: isLocal(c.req.url), fault }), status)
}

async function endingsFile(deps: WebDeps, c: Context, { division, id }: One): Promise<Response> {
  const policy = await policyInForce(deps)
  const upload = found(await deps.uploads.get(division, id))
  const endings = found(await endingsOf(deps, upload, NAMED_MOST))
  const out = new PassThrough()
  const list = formName(policy, upload.form)
  const [bytes] = await Promise.all([
    buffer(out),
    writeEndings(out, {
      unit: officeName(policy, upload),
      period: upload.period,
      list,
      endings,
      townshipName: (code) => townshipName(division, code, policy),
    }),
  ])
  const name = `${divisionName(division, policy)}${periodName(upload.period)}${list}-人员变动.xlsx`
  c.header('Content-Type', XLSX)
  c.header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
  return c.body(new Uint8Array(bytes))
}
