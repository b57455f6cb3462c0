import { raw } from 'hono/html'
import { type Child, useContext } from 'hono/jsx'
import { may } from '../../rules/access/may.ts'
import { PRODUCT } from '../../schemas/product.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { PLATFORM } from '../../wording/batch-state.ts'
import { placeOf } from '../../wording/offices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { grantWords } from '../../wording/people.ts'
import { type Fault, FaultSummary } from './fault.tsx'
import { Viewer } from './viewer.tsx'

/** What an account has no part in is not offered to it. */
const PAGES = [
  { path: '/', name: PAGE_NAMES.home, act: undefined },
  { path: '/cases', name: PAGE_NAMES.cases, act: { action: 'see', resource: 'outcomes', persons: true } },
  {
    path: '/materials',
    name: PAGE_NAMES.materials,
    act: { action: 'see', resource: 'materials-notice', persons: true },
  },
  {
    path: '/reconciliation',
    name: PAGE_NAMES.reconciliation,
    act: { action: 'see', resource: 'funding-request', persons: false },
  },
  {
    path: '/funding',
    name: PAGE_NAMES.funding,
    act: { action: 'see', resource: 'counts', persons: false },
    offices: ['finance'],
  },
  {
    path: '/bank',
    name: PAGE_NAMES.bank,
    act: { action: 'see', resource: 'payment-instruction', persons: false },
    offices: ['bank'],
  },
  { path: '/returns', name: PAGE_NAMES.returns, act: { action: 'see', resource: 'statistics', persons: false } },
  { path: '/statistics', name: PAGE_NAMES.statistics, act: { action: 'see', resource: 'counts', persons: false } },
  { path: '/timeliness', name: PAGE_NAMES.timeliness, act: { action: 'see', resource: 'answer', persons: false } },
  { path: '/people', name: PAGE_NAMES.people, act: { action: 'oversee', resource: 'account', persons: false } },
  {
    path: '/people/waiting',
    name: PAGE_NAMES.waiting,
    act: { action: 'confirm', resource: 'account', persons: false },
  },
  { path: '/keys', name: PAGE_NAMES.keys, act: { action: 'administer', resource: 'api-key', persons: false } },
  { path: '/mails', name: PAGE_NAMES.mails, act: { action: 'administer', resource: 'mail', persons: false } },
  { path: '/audit', name: PAGE_NAMES.audit, act: { action: 'verify', resource: 'audit', persons: false } },
  { path: '/policy', name: PAGE_NAMES.policy, act: { action: 'administer', resource: 'policy', persons: false } },
] as const

export interface LayoutProps {
  readonly title?: string
  readonly policy?: Policy
  /** Its place in the navigation. */
  readonly here?: (typeof PAGES)[number]['path']
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
  const { urgent = [], deputy: deputies = [] } = Object.groupBy(actor?.grants ?? [], ({ kind }) => kind)
  // The policy is the city's own.
  const pages = PAGES.filter(
    ({ path, act, ...of }) =>
      actor &&
      (!('offices' in of) || of.offices.some((office) => office === actor.office)) &&
      (!act || (may(actor, act, actor) && (path !== '/policy' || actor.division === policy?.city.code))),
  )
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
              <nav aria-label={PLATFORM}>
                {pages.map(({ path, name }) => (
                  <a href={path} aria-current={path === here ? 'page' : undefined}>
                    {name}
                  </a>
                ))}
              </nav>
              {actor && (
                <form class="who" method="post" action="/sign-out">
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
          {local && (
            <aside class="where" aria-label="运行范围">
              <p class="wide">本平台只在这台电脑上运行（127.0.0.1），其他电脑无法访问。</p>
            </aside>
          )}
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
          <main id="main" class="wide" tabindex={-1}>
            {fault && <FaultSummary {...fault} />}
            {children}
          </main>
          <p id="said" role="status" class="hidden">
            {said}
          </p>
          <footer class="wide">依据韶府办明电〔2018〕124号。名单逐行核对，有误的行退回报送单位，其余照常比对。</footer>
        </body>
      </html>
    </>
  )
}
