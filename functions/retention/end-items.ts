/** Items of the work table end: those that say so themselves, mails, and the objects of uploads. */
import * as z from 'zod'
import { expiredKind, isMail, type StoredItem } from '../../rules/retention.ts'
import type { EndingKind } from '../../schemas/records/retention.ts'
import { Upload } from '../../schemas/records/upload.ts'
import { inChunks } from '../../stores/aws/in-chunks.ts'
import { announceKeys, type Ending } from './announce.ts'
import type { RetentionDeps } from './deps.ts'
import { endUploads } from './end-uploads.ts'

/** A page is a megabyte: a larger table is looked through in several days. */
const PAGES = 200
const Place = z.object({ pk: z.string(), sk: z.string() })
const Text = z.string().optional().catch(undefined)
const Item = Place.extend({ expires: z.number().optional().catch(undefined), state: Text, claimedAt: Text })
type Item = z.infer<typeof Item>

/** @returns whether the table has pages left */
export async function endItems(deps: RetentionDeps, ending: Ending): Promise<boolean> {
  const openMails = new Set((await deps.notices.open()).map(({ id }) => id))
  let from = await deps.retention.place('work', Place)
  for (let page = 0; page < PAGES; page++) {
    const { items, next } = await deps.retention.page(from)
    await endPage(deps, ending, items, openMails)
    from = next
    await deps.retention.keepPlace('work', next)
    if (!next) return false
  }
  return true
}

async function endPage(
  deps: RetentionDeps,
  ending: Ending,
  items: readonly Record<string, unknown>[],
  openMails: ReadonlySet<string>,
): Promise<void> {
  const kindOf = (item: Item) => {
    if (!isMail(item)) return expiredKind(item, ending.time)
    const isSettled = item.state !== 'claimed' && item.state !== 'waiting' && !openMails.has(item.sk)
    return isSettled && item.claimedAt && item.claimedAt < ending.before.mails ? 'mails' : undefined
  }
  const byKind = Map.groupBy(
    items.map((item) => Item.parse(item)),
    kindOf,
  )
  for (const [kind, ended] of byKind) if (kind) await endAll(deps, ending, kind, ended)
  const uploads = items.filter(({ pk }) => String(pk).startsWith('UPLOAD#')).map((item) => Upload.parse(item))
  await endUploads(deps, ending, uploads)
}

async function endAll(
  deps: RetentionDeps,
  { run, time, policy }: Ending,
  kind: EndingKind,
  ended: readonly StoredItem[],
): Promise<void> {
  await announceKeys(
    deps,
    policy.city.code,
    kind,
    ended.map(({ pk, sk }) => `${pk}/${sk}`),
  )
  await inChunks(ended, 1, async ([item]) => {
    if (!item) return
    const key = { pk: item.pk, sk: item.sk }
    await (kind === 'mails' ? deps.retention.remove(key) : deps.retention.removeExpired(key, time))
  })
  await deps.retention.note(run, kind, ended.length)
}
