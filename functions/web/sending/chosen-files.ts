/** Files that were chosen and not sent yet: kept for a day, for whoever chose them. */
import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { Instant } from '../../../schemas/codes.ts'
import type { WebDeps } from '../deps.ts'

export const Token = z.string().regex(/^[0-9a-f]{24}$/)

export interface ChosenFile {
  readonly token: string
  readonly name: string
  readonly at: string
  readonly bytes: Buffer
}

const Head = z.object({ name: z.string(), at: Instant })
const keyOf = (account: string, token: string) => `chosen/${account}/${token}`

type Deps = Pick<WebDeps, 'outbox' | 'now'>

export async function keepChosen(
  { outbox, now }: Deps,
  account: string,
  { name, bytes }: Pick<ChosenFile, 'name' | 'bytes'>,
): Promise<ChosenFile> {
  const file = { token: randomBytes(12).toString('hex'), name, at: now().toISOString(), bytes }
  // No key has the name of a file.
  const head = Buffer.from(`${JSON.stringify({ name, at: file.at })}\n`)
  await outbox.put(keyOf(account, file.token), Buffer.concat([head, bytes]))
  return file
}

/** The night that removes it may fail: what is older is sent no more, as nobody knows then whether it was. */
const KEPT_MS = 86_400_000

/** Undefined where there is none, another account's, or one chosen more than a day ago. */
export async function chosenFile(
  { outbox, now }: Deps,
  account: string,
  token: string,
): Promise<ChosenFile | undefined> {
  const key = keyOf(account, token)
  if ((await outbox.size(key)) === undefined) return undefined
  const all = await outbox.get(key)
  const end = all.indexOf('\n')
  const head = Head.parse(JSON.parse(all.subarray(0, end).toString()))
  if (now().getTime() - Date.parse(head.at) > KEPT_MS) return undefined
  return { token, ...head, bytes: all.subarray(end + 1) }
}
