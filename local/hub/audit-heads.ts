/** Heads of the audit's chains, deposited beside the data folder: each line is sealed with the one before. */
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs'
import { resolve } from 'node:path'
import * as z from 'zod'
import { type Checked, checkChain } from '../../functions/audit/check.ts'
import { AuditDeposit, type AuditHead } from '../../schemas/records/audit.ts'
import type { HubStores } from './hub-stores.ts'

type Stores = Pick<HubStores, 'audit' | 'policies' | 'accountSecrets'>
const Line = AuditDeposit.extend({ seal: z.string().regex(/^[0-9a-f]{32}$/) })
type Line = z.infer<typeof Line>
type Secrets = Awaited<ReturnType<HubStores['accountSecrets']>>

const fileBeside = (dataDir: string) => `${resolve(dataDir)}-audit-heads.ndjson`
const sealed = (deposit: AuditDeposit, before: string) => `audit heads ${before} ${JSON.stringify(deposit)}`

export async function depositHeads(stores: Stores, dataDir: string, now: Date): Promise<void> {
  const ends = await Promise.all((await divisionsOf(stores)).map((division) => stores.audit.latest(division, 1)))
  const heads = ends.flat().map(({ division, seq, hash }) => ({ division, seq, hash }))
  const file = fileBeside(dataDir)
  const before = linesOf(file).at(-1)
  if (before && JSON.stringify(before.heads) === JSON.stringify(heads)) return
  dropHalfLine(file)
  const deposit = { time: now.toISOString(), heads }
  const seal = (await stores.accountSecrets()).digest(sealed(deposit, before?.seal ?? ''))
  appendFileSync(file, `${JSON.stringify({ ...deposit, seal })}\n`)
}

/** A crash may have left one. */
function dropHalfLine(file: string): void {
  if (!existsSync(file)) return
  const bytes = readFileSync(file)
  const whole = bytes.lastIndexOf('\n') + 1
  if (whole < bytes.length) truncateSync(file, whole)
}

/** Lines that are none come out as `undefined`. */
function linesOf(file: string): (Line | undefined)[] {
  if (!existsSync(file)) return []
  const texts = readFileSync(file, 'utf8').split('\n').slice(0, -1)
  return texts.map((text) => Line.safeParse(parsed(text)).data)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function firstUnsealed(lines: readonly (Line | undefined)[], secrets: Secrets): number | undefined {
  let before = ''
  const at = lines.findIndex((line) => {
    if (!line) return true
    const { seal, ...deposit } = line
    const isSealed = secrets.isDigest(sealed(deposit, before), seal)
    before = seal
    return !isSealed
  })
  return at < 0 ? undefined : at + 1
}

export interface Verified {
  readonly chains: readonly (Checked & { readonly head?: AuditHead | undefined })[]
  readonly file: string
  /** Of the file with the heads: it is not there, or its first line that is not as it was written. */
  readonly flaw?: 'absent' | number | undefined
}

export interface Wanted {
  readonly dataDir: string
  readonly since?: Date | undefined
  /** From the letters to auditors. */
  readonly heads: readonly AuditHead[]
}

export async function verifyAudit(stores: Stores, { dataDir, since, ...told }: Wanted): Promise<Verified> {
  const file = fileBeside(dataDir)
  const lines = linesOf(file)
  const line = firstUnsealed(lines, await stores.accountSecrets())
  const kept = lines.flatMap((one) => one?.heads.map((head) => ({ ...head, time: one.time })) ?? [])
  const heads = [...kept, ...told.heads]
  const divisions = new Set([...(await divisionsOf(stores)), ...heads.map(({ division }) => division)])
  const chains: Verified['chains'][number][] = []
  for (const division of divisions) {
    const head = kept.findLast((one) => one.division === division)
    chains.push({ ...(await checkChain(stores.audit, { division, heads, since })), head })
  }
  return { chains, file, flaw: existsSync(file) ? line : 'absent' }
}

async function divisionsOf({ policies }: Stores): Promise<string[]> {
  const policy = await policies.current()
  return policy ? [policy.city.code, ...policy.counties.map(({ code }) => code)] : []
}
