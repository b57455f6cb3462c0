import { raw } from 'hono/html'
import { type Child, Fragment, jsx, useContext } from 'hono/jsx'
import { PRODUCT } from '../../schemas/product.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { placeOf } from '../../wording/offices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { grantWords } from '../../wording/people.ts'
import { TASK_WORDS } from '../../wording/tasks.ts'
import { type Fault, FaultSummary } from './fault.tsx'
import { areasOf, type PagePath, Rail, Tabs } from './navigation.tsx'
import { Viewer, Waiting } from './viewer.tsx'

export interface LayoutProps {
  readonly title?: string
  readonly policy?: Policy
  /** Its place in the navigation. */
  readonly here?: PagePath
  /** The hub of one machine. */
  readonly local: boolean
  /** For screen readers, once. */
  readonly said?: string
  /** Seconds, for browsers without script. */
  readonly again?: number
  /** On paper. */
  readonly landscape?: boolean
  readonly fault?: Fault | undefined
  readonly children?: Child
}

/** The frame of every page. */
export function Layout({ title, policy, here, local, said = '', again, fault, landscape, children }: LayoutProps) {
  const actor = useContext(Viewer)
  const waiting = useContext(Waiting)
  const { urgent = [], deputy: deputies = [] } = Object.groupBy(actor?.grants ?? [], ({ kind }) => kind)
  const areas = actor ? areasOf(actor, policy?.city.code) : []
  const refused = fault && String(jsx(Fragment, {}, children))
  return (
    <>
      {raw('<!doctype html>')}
      <html lang="zh-CN">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${fault ? '错误：' : ''}${title ? `${title} - ` : ''}${PRODUCT}`}</title>
          <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href="/assets/style.css" />
          <script src="/assets/page.js" defer />
          {again !== undefined && (
            <noscript>
              <meta http-equiv="refresh" content={String(again)} />
            </noscript>
          )}
        </head>
        <body class={landscape ? 'landscape' : undefined}>
          <a class="skip" href="#main">
            跳到正文
          </a>
          <header class="top">
            <div class="wide">
              <a class="brand" href="/">
                <strong>{PRODUCT}</strong>
                <small>{policy?.city.name}代缴养老保险费，应保尽保，不重不漏</small>
              </a>
              {actor && waiting !== undefined && (
                <a class="waiting" href="/#todo-title">
                  {TASK_WORDS.todo} <b>{waiting}</b>
                </a>
              )}
              {actor?.office && (
                <a class="told" href="/notices">
                  {PAGE_NAMES.notices}
                </a>
              )}
              {actor && (
                <form class="who" method="post" action="/sign-out" data-account={actor.id}>
                  <a href="/account">
                    {policy && <small>{placeOf(policy, actor)}</small>}
                    {actor.name}
                    {deputies.length > 0 && <small>{deputies.map(grantWords).join('；')}</small>}
                  </a>
                  <button type="submit" class="plain">
                    退出
                  </button>
                </form>
              )}
            </div>
          </header>
          {urgent.length > 0 && (
            <aside class="where urgent" aria-label="应急授权">
              <p class="wide">{urgent.map(grantWords).join('；')}</p>
            </aside>
          )}
          {actor && (
            <aside id="idle" class="idle" role="alert" hidden>
              <p id="idle-soon" class="wide" hidden>
                很久没有操作，5分钟内将自动退出；本页已填写的内容还在。<button type="button">继续使用</button>
              </p>
              <p id="idle-over" class="wide" hidden>
                已自动退出，本页已填写的内容还在。请
                <a href="/sign-in" target="_blank" rel="noopener">
                  在新窗口登录
                </a>
                ，再回到本页继续。
              </p>
            </aside>
          )}
          {actor && (
            <div id="unsent" class="idle" role="status" hidden>
              <p class="wide" />
            </div>
          )}
          <div class={actor ? 'wide frame' : 'wide'}>
            {actor && <Rail areas={areas} here={here} />}
            <main id="main" tabindex={-1}>
              <Tabs areas={areas} here={here} />
              {fault && <FaultSummary {...fault} isShown={refused?.includes(` id="${fault.field}"`) === true} />}
              {refused === undefined ? children : raw(refused)}
            </main>
          </div>
          <p id="said" role="status" class="hidden">
            {said}
          </p>
          <footer class="wide">
            <p>依据韶府办明电〔2018〕124号。名单逐行核对，有误的行退回报送单位，其余照常比对。</p>
            {local && <p>本平台只在这台电脑上运行（127.0.0.1），其他电脑无法访问。</p>}
          </footer>
        </body>
      </html>
    </>
  )
}
