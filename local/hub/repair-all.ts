/** A repair goes through all counties: what one of them has lost keeps no other one's work. */
import type { Hub } from '../host/hub.ts'
import { countyFaults, ofObject } from './county-faults.ts'
import { defaultPolicy } from './default-policy.ts'
import { hubStores } from './hub-stores.ts'
import { rebuildAll } from './rebuild.ts'
import { sweep } from './sweep.ts'
import type { UnreadObjects } from './unread-objects.ts'

export interface Repaired {
  readonly made: readonly string[]
  readonly sent: number
  readonly faults: readonly string[]
}

const RESTORE = '请按 docs/runbook.md 的 Damaged objects 恢复，再运行本命令。'

export async function repairAll(hub: Hub, unread: UnreadObjects): Promise<Repaired> {
  const policy = (await hubStores(hub).policies.current()) ?? defaultPolicy()
  const faults = countyFaults(hub, unread)
  const { made, lost, failed } = await rebuildAll(hub)
  for (const one of lost) faults.object(one)
  for (const { head, code } of failed)
    faults.add(head.slice(0, head.indexOf('#')), `没有能够检查名册 ${head}（${code}）。请告知平台管理员。`)
  const sent = await sweep(hub)
  await hub.idle()
  const reasons = new Map(lost.map(({ key, because }) => [key, reasonOf(key, because)]))
  const advice = (key: string) => `${reasons.get(key) ?? ''}${RESTORE}`
  return { made: made.map((key) => ofObject(key, policy)), sent, faults: faults.sentences(policy, advice) }
}

function reasonOf(key: string, because: string | undefined): string {
  if (because === undefined) return '无法修复：平台没有保留生成它的名单。'
  if (because === key) return '无法修复：重新生成的内容不能与原来的文件核对一致。'
  return `无法修复：生成它要用的文件（${because}）也已损坏或丢失。`
}
