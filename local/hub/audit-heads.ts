/** Heads of the audit's chains, deposited beside the data folder: each line is sealed with the one before. */
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs'
import { resolve } from 'node:path'
import * as z from 'zod'
import { type Checked, checkChain } from '../../functions/audit/check.ts'
import { deposit, divisionsOf } from '../../functions/audit/deposit.ts'
import { AuditDeposit, type AuditHead } from '../../schemas/records/audit.ts'
import { headsOf } from '../../stores/access/audit-heads.ts'
import type { HubStores } from './hub-stores.ts'

type Stores = Pick<HubStores, 'audit' | 'policies' | 'accountSecrets'>
type DepositStores = Stores & Pick<HubStores, 'auditHeads' | 'auditStates'>

const Line = AuditDeposit.extend({ seal: z.string().regex(/^[0-9a-f]{32}$/) })
type Line = z.infer<typeof Line>
type Secrets = Awaited<ReturnType<HubStores['accountSecrets']>>

export const fileBeside = (dataDir: string) => `${resolve(dataDir)}-audit-heads.ndjson`
const sealed = (deposit: AuditDeposit, before: string) => `audit heads ${before} ${JSON.stringify(deposit)}`

export async function depositHeads(stores: DepositStores, dataDir: string, now: Date): Promise<void> {
  const time = now.toISOString()
  const heads = (await deposit(stores, time)).map(({ time: _, ...head }) => head)
  const file = fileBeside(dataDir)
  const before = linesOf(file).at(-1)
  if (before && JSON.stringify(before.heads) === JSON.stringify(heads)) return
  dropHalfLine(file)
  const line = { time, heads }
  const seal = (await stores.accountSecrets()).digest(sealed(line, before?.seal ?? ''))
  appendFileSync(file, `${JSON.stringify({ ...line, seal })}\n`)
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

interface VerifiedChain extends Checked {
  /** The last deposit of it. */
  readonly head?: AuditHead | undefined
  /** The table knows of a later deposit. */
  readonly isBehind: boolean
}

export interface Verified {
  readonly chains: readonly VerifiedChain[]
  /** Of the file with the heads: it is not there, or its first line that is not as it was written. */
  readonly flaw?: 'absent' | number | undefined
}

export interface Wanted {
  readonly since?: Date | undefined
  /** From the letters to auditors. */
  readonly told: readonly AuditHead[]
}

/** @param stores of a hub on this machine, whose file is beside its folder */
export async function verifyBeside(stores: DepositStores, dataDir: string, wanted: Wanted): Promise<Verified> {
  const file = fileBeside(dataDir)
  const lines = linesOf(file)
  const beside = headsOf(lines.flatMap((line) => line ?? []))
  const { chains } = await verifyAudit(stores, { ...wanted, beside })
  return { chains, flaw: existsSync(file) ? firstUnsealed(lines, await stores.accountSecrets()) : 'absent' }
}

/** Chains are checked one after the other, so that memory holds a page of one. */
export async function verifyAudit(
  stores: Omit<DepositStores, 'accountSecrets'>,
  { since, told, beside = [] }: Wanted & { readonly beside?: readonly AuditHead[] },
): Promise<Verified> {
  const kept = [...(await stores.auditHeads.all()), ...beside].sort((a, b) => a.seq - b.seq)
  const divisions = new Set([...(await divisionsOf(stores)), ...[...kept, ...told].map(({ division }) => division)])
  const chains: VerifiedChain[] = []
  for (const division of divisions) {
    const head = kept.findLast((one) => one.division === division)
    const known = (await stores.auditStates.get(division)).head
    const heads = [...kept, ...told, ...(known ? [known] : [])]
    const isBehind = (known?.seq ?? 0) > (head?.seq ?? 0)
    chains.push({ ...(await checkChain(stores.audit, { division, heads, since })), head, isBehind })
  }
  return { chains }
}
