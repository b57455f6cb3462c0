/** Heads of the audit's chains, and what restorations took from them, beside the data folder: each line is sealed with the one before. */
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs'
import { resolve } from 'node:path'
import * as z from 'zod'
import { headsAndGaps } from '../../formats/audit-gaps.ts'
import { type Checked, checkChain } from '../../functions/audit/check.ts'
import { deposit, divisionsOf } from '../../functions/audit/deposit.ts'
import { AuditDeposit, type AuditGap, type AuditHead, AuditRestoration } from '../../schemas/records/audit.ts'
import { headsOf } from '../../stores/access/audit-heads.ts'
import type { HubStores } from './hub-stores.ts'

type Stores = Pick<HubStores, 'audit' | 'policies' | 'accountSecrets'>
type DepositStores = Stores & Pick<HubStores, 'auditHeads' | 'auditStates'>

const seal = z.string().regex(/^[0-9a-f]{32}$/)
const Line = z.union([AuditDeposit.extend({ seal }), AuditRestoration.extend({ seal })])
type Line = z.infer<typeof Line>
type Secrets = Awaited<ReturnType<HubStores['accountSecrets']>>

export const fileBeside = (dataDir: string) => `${resolve(dataDir)}-audit-heads.ndjson`
const sealed = (record: AuditDeposit | AuditRestoration, before: string) =>
  `audit heads ${before} ${JSON.stringify(record)}`

export async function depositHeads(stores: DepositStores, dataDir: string, now: Date): Promise<void> {
  const time = now.toISOString()
  const heads = (await deposit(stores, time)).map(({ time: _, ...head }) => head)
  const file = fileBeside(dataDir)
  const before = linesOf(file).at(-1)
  if (before && 'heads' in before && JSON.stringify(before.heads) === JSON.stringify(heads)) return
  append(file, { time, heads }, await stores.accountSecrets())
}

export async function keepRestorationBeside(
  { accountSecrets }: Pick<HubStores, 'accountSecrets'>,
  dataDir: string,
  restoration: AuditRestoration,
): Promise<void> {
  append(fileBeside(dataDir), AuditRestoration.parse(restoration), await accountSecrets())
}

function append(file: string, record: AuditDeposit | AuditRestoration, secrets: Secrets): void {
  const before = linesOf(file).at(-1)
  dropHalfLine(file)
  const seal = secrets.digest(sealed(record, before?.seal ?? ''))
  appendFileSync(file, `${JSON.stringify({ ...record, seal })}\n`)
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
    const { seal, ...record } = line
    const isSealed = secrets.isDigest(sealed(record, before), seal)
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
  /** Whatever restorations have ever lost of it. */
  readonly gaps: readonly AuditGap[]
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
  const { chains } = await verifyAudit(stores, { ...wanted, beside: linesBeside(dataDir) })
  return { chains, flaw: existsSync(file) ? firstUnsealed(linesOf(file), await stores.accountSecrets()) : 'absent' }
}

/** What the file beside the folder holds. */
export interface Beside {
  readonly heads: readonly AuditHead[]
  readonly restorations: readonly AuditRestoration[]
}

export function linesBeside(dataDir: string): Beside {
  const lines = linesOf(fileBeside(dataDir)).flatMap((line) => line ?? [])
  return {
    heads: headsOf(lines.flatMap((line) => ('heads' in line ? line : []))),
    restorations: lines.flatMap((line) => ('heads' in line ? [] : AuditRestoration.parse(line))),
  }
}

/** What chains are held against. */
export async function deposited(
  { auditHeads }: Pick<HubStores, 'auditHeads'>,
  beside: Beside = { heads: [], restorations: [] },
): Promise<Beside> {
  const restorations = [...(await auditHeads.restorations()), ...beside.restorations]
  return {
    heads: [...(await auditHeads.all()), ...beside.heads].sort((a, b) => a.seq - b.seq),
    restorations: [...new Map(restorations.map((one) => [one.time, one])).values()],
  }
}

/** Chains are checked one after the other, so that memory holds a page of one. */
export async function verifyAudit(
  stores: Omit<DepositStores, 'accountSecrets'>,
  { since, told, beside }: Wanted & { readonly beside?: Beside },
): Promise<Verified> {
  const { heads: kept, restorations } = await deposited(stores, beside)
  const divisions = new Set([...(await divisionsOf(stores)), ...[...kept, ...told].map(({ division }) => division)])
  const chains: VerifiedChain[] = []
  for (const division of divisions) {
    const { heads: standing, lost, gaps } = headsAndGaps(division, kept, restorations)
    const head = standing.at(-1)
    const known = (await stores.auditStates.get(division)).head
    // A letter's line has its day alone: whether a restoration lost its entry, the deposit says that it was copied from.
    const ofLetters = told.filter((one) => !lost.some(({ seq, hash }) => seq === one.seq && hash === one.hash))
    const heads = [...standing, ...ofLetters, ...(known ? [known] : [])]
    const isBehind = (known?.seq ?? 0) > (head?.seq ?? 0)
    chains.push({ ...(await checkChain(stores.audit, { division, heads, since })), head, isBehind, gaps })
  }
  return { chains }
}
