/** Heads of the audit's chains, deposited beside the data folder, and what they hold the chains to. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Broken, chainCheck } from '../../formats/audit-chain.ts'
import { AuditHead } from '../../schemas/records/audit.ts'
import type { HubStores } from './hub-stores.ts'

const fileBeside = (dataDir: string) => `${resolve(dataDir)}-audit-heads.ndjson`

export async function depositHeads(stores: HubStores, dataDir: string, now: Date): Promise<void> {
  for (const division of await divisionsOf(stores)) {
    const last = (await stores.audit.latest(division, 1))[0]
    if (!last) continue
    const head: AuditHead = { division, seq: last.seq, hash: last.hash, time: now.toISOString() }
    appendFileSync(fileBeside(dataDir), `${JSON.stringify(head)}\n`)
  }
}

function readHeads(dataDir: string): AuditHead[] {
  const file = fileBeside(dataDir)
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => AuditHead.parse(JSON.parse(line)))
}

export interface Verified {
  readonly division: string
  readonly entries: number
  readonly broken: Broken | undefined
}

export async function verifyAudit(stores: HubStores, dataDir: string): Promise<Verified[]> {
  const heads = readHeads(dataDir)
  const divisions = await divisionsOf(stores)
  return Promise.all(
    divisions.map(async (division) => {
      const check = chainCheck(heads.filter((head) => head.division === division))
      let entries = 0
      for (const entry of await stores.audit.read(division)) {
        const broken = check.next(entry)
        if (broken) return { division, entries, broken }
        entries++
      }
      return { division, entries, broken: check.end() }
    }),
  )
}

async function divisionsOf({ policies }: HubStores): Promise<string[]> {
  const { city, counties } = await policies.inForce()
  return [city.code, ...counties.map(({ code }) => code)]
}
