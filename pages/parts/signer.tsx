import { useContext } from 'hono/jsx'
import type { Signature } from '../../schemas/records/account.ts'
import { Viewer } from './viewer.tsx'

/** An act carries its account's name, so its holder sees the name beside the button. */
export function Signer({ what }: { what: string }) {
  const viewer = useContext(Viewer)
  return viewer ? (
    <p class="hint long">
      {what}：{viewer.name}（按登录的账号记录）
    </p>
  ) : null
}

export function useIsOwn() {
  const viewer = useContext(Viewer)
  return (signature: Signature | undefined): boolean => viewer !== undefined && viewer.id === signature?.account
}
