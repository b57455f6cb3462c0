import { useContext } from 'hono/jsx'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { Allowed, Viewer } from '../parts/viewer.tsx'

/** What whoever looks after a division's accounts begins with. */
export function AccountsCard() {
  const of = useContext(Viewer)
  if (!of) return null
  return (
    <Allowed to="oversee" what="account" of={of}>
      <section class="card" aria-labelledby="accounts-title">
        <h2 id="accounts-title">{PAGE_NAMES.people}</h2>
        <Allowed to="administer" what="account" of={of}>
          <p>
            <a class="button" href="/people/new">
              {PAGE_NAMES.newAccount}
            </a>
          </p>
          <p class="hint">新账号由安全管理员确认以后发出邀请信。</p>
        </Allowed>
        <Allowed to="confirm" what="account" of={of}>
          <p>
            <a class="button" href="/people/waiting">
              {PAGE_NAMES.waiting}
            </a>
          </p>
        </Allowed>
        <p>
          <a href="/people">全部账号</a>
        </p>
      </section>
    </Allowed>
  )
}
