/** The pages of 零报告: by a link in a letter, without signing in, and from the home page. Only a POST says anything. */
import { type Context, Hono } from 'hono'
import { NilReturnPage } from '../../pages/nil-return.tsx'
import { type NilLink, NilReturn } from '../../schemas/nil-return.ts'
import { orAgain } from './again.ts'
import type { WebDeps } from './deps.ts'
import { homePage } from './home-page.ts'
import { acceptNilReturn, isSaid, nilStanding, sentBy, takeBackNil } from './nil-return.ts'
import { isLocal, page } from './page.ts'
import { policyInForce, refuse } from './refuse.ts'
import { asOfRequest } from './today.ts'

const ALTERED = '这个链接不完整，或者被改动过，没有报告任何内容。请从邮件中重新打开，或者在平台首页零报告。'
const EXPIRED = '这个链接已经过期，没有报告任何内容。请使用最近一封邮件中的链接，或者在平台首页零报告。'

export function nilPages(deps: WebDeps): Hono {
  const pages = new Hono()

  /** Mail scanners open links, so opening one says nothing yet. */
  pages.get('/nil/:token', async (c) => show(deps, c, await linkOf(deps, c), ''))
  pages.post('/nil/:token', async (c) => {
    const link = await linkOf(deps, c)
    await say(deps, c, link)
    return c.redirect(`/nil/${c.req.param('token')}`, 303)
  })

  pages.get('/nil-returns/:division/:office/:form/:period', async (c) => {
    const nil = NilReturn.safeParse(c.req.param())
    if (!nil.success) throw refuse(404, '没有这个页面，或者您无权查看。')
    return show(deps, c, nil.data, '/nil-returns')
  })
  /** Chosen on the home page: the list's own page says what would be reported, and has the button. */
  pages.get('/nil-returns', (c) => {
    const next = async () => {
      const nil = chosen(c.req.query())
      await sentBy(deps, nil)
      return c.redirect(pathOf(nil), 303)
    }
    return orAgain('nil-list', c.req.query(), next, (fault, status) => homePage(deps, c, fault, status))
  })
  pages.post('/nil-returns', async (c) => {
    const nil = chosen(await c.req.parseBody())
    await say(deps, c, nil)
    return c.redirect(pathOf(nil), 303)
  })
  pages.post('/nil-returns/withdrawal', async (c) => {
    const nil = chosen(await c.req.parseBody())
    await takeBackNil(deps, nil)
    return c.redirect(pathOf(nil), 303)
  })
  return pages
}

/** @throws 400 where not all of it was chosen */
function chosen({ division, list, period }: Record<string, unknown>): NilReturn {
  const [office, form] = String(list).split('/')
  const nil = NilReturn.safeParse({ division, office, form, period })
  if (!nil.success) throw refuse(400, '请选择县（市、区）、名单和所属期，再点“下一步”。')
  return nil.data
}

const pathOf = ({ division, office, form, period }: NilReturn) => `/nil-returns/${division}/${office}/${form}/${period}`

/** @throws 400 for a link that is not as it was made, 410 for one that is too old */
async function linkOf(deps: WebDeps, c: Context): Promise<NilLink> {
  const link = (await deps.nilTokens()).read(c.req.param('token') ?? '')
  if (!link) throw refuse(400, ALTERED)
  const { dayOf, now } = asOfRequest(deps, c)
  if (link.expires < dayOf(now())) throw refuse(410, EXPIRED)
  return link
}

/** Once: where something was reported already, the page tells of it and nothing changes. */
async function say(deps: WebDeps, c: Context, nil: NilReturn): Promise<void> {
  const own = asOfRequest(deps, c)
  if (!isSaid(await nilStanding(own, nil))) await acceptNilReturn(own, nil)
}

async function show(deps: WebDeps, c: Context, nil: NilReturn, action: string): Promise<Response> {
  const own = asOfRequest(deps, c)
  const [policy, standing] = await Promise.all([policyInForce(deps), nilStanding(own, nil)])
  return page(NilReturnPage({ policy, local: isLocal(c.req.url), nil, action, ...standing }))
}
