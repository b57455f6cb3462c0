/** The audit attacked by somebody with the table and the file of heads in hand, and checked. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { accountSecrets } from '../../../formats/account-secrets.ts'
import { entryAfter, entryKey } from '../../../formats/audit-chain.ts'
import {
  depositHeads,
  keepRestorationBeside,
  linesBeside,
  verifyBeside,
  type Wanted,
} from '../../../local/hub/audit-heads.ts'
import { findRestoration, keepRestoration } from '../../../local/hub/audit-restored.ts'
import { defaultPolicy } from '../../../local/hub/default-policy.ts'
import type { AuditEntry, AuditRestoration } from '../../../schemas/records/audit.ts'
import { type Audit, audit } from '../../../stores/access/audit.ts'
import { auditStates } from '../../../stores/access/audit-states.ts'
import { type WorkTable, workTable } from '../../../stores/aws/work.ts'
import { policies } from '../../../stores/policy/policies.ts'
import { dynalite, type Engine, WORK } from '../../stores/engines.ts'

const CHAIN = '440222'
let engine: Engine
let work: WorkTable
beforeAll(async () => {
  engine = await dynalite()
  work = workTable(engine.clients, WORK)
  await policies(work).put(defaultPolicy())
})
const dirs: string[] = []
afterAll(async () => {
  await engine?.stop()
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true })
})

let dataDir: string
let file: string
let chain: Audit
let restorations: AuditRestoration[]
const secrets = accountSecrets('s'.repeat(32))
const stores = () => ({
  audit: chain,
  policies: policies(work),
  accountSecrets: async () => secrets,
  auditHeads: {
    ...{ put: async () => {}, all: async () => [] },
    restorations: async () => restorations,
    putRestoration: async (one: AuditRestoration) => void restorations.push(one),
  },
  auditStates: auditStates(work),
})
const day = (number: number) => new Date(`2018-06-${String(number).padStart(2, '0')}T00:00:00Z`)
const event = (number: number, division = CHAIN) => ({
  division,
  kind: 'sign-in' as const,
  time: day(number).toISOString(),
  outcome: 'allowed' as const,
  address: '127.0.0.1',
})
const verify = async (wanted: Partial<Wanted> = {}) => {
  const { chains, flaw } = await verifyBeside(stores(), dataDir, { told: [], ...wanted })
  return {
    flaw,
    of: (division: string) => chains.find((one) => one.division === division),
    broken: chains.flatMap(({ broken }) => broken ?? []),
  }
}
const entries = async () => (await chain.latest(CHAIN, 100)).reverse()
const remove = (seq: number) => work.remove({ pk: `AUDIT#${CHAIN}`, sk: entryKey(seq) })
async function rewrite(from: number): Promise<void> {
  const all = await entries()
  let last: AuditEntry | undefined = all[from - 2]
  for (const { seq, previous: _, hash: __, ...rest } of all.slice(from - 1)) {
    last = entryAfter(last, { ...rest, address: 'forged' })
    await remove(seq)
    await work.putNew({ pk: `AUDIT#${CHAIN}`, sk: entryKey(seq) }, last)
  }
}

/** Three entries a day on four days, each day's end deposited, and two entries since. */
beforeEach(async () => {
  dirs.push(mkdtempSync(join(tmpdir(), 'yingbao-heads-')))
  dataDir = join(dirs.at(-1) ?? '', 'data')
  file = `${dataDir}-audit-heads.ndjson`
  for (const { sk } of await work.list(`AUDIT#${CHAIN}`)) await work.remove({ pk: `AUDIT#${CHAIN}`, sk: String(sk) })
  chain = audit(work)
  restorations = []
  for (let number = 1; number <= 4; number++) {
    for (let turn = 0; turn < 3; turn++) await chain.write(event(number))
    await depositHeads(stores(), dataDir, day(number + 1))
  }
  for (let turn = 0; turn < 2; turn++) await chain.write(event(5))
})

test('what nobody has touched is whole, and its last deposit is named', async () => {
  const { of, broken, flaw } = await verify()
  expect([broken, flaw]).toEqual([[], undefined])
  expect(of(CHAIN)).toMatchObject({
    first: 1,
    entries: 14,
    isBehind: false,
    head: { seq: 12, time: day(5).toISOString() },
  })
  expect((await verify({ since: day(4) })).of(CHAIN)).toMatchObject({ first: 6, entries: 9 })
})

test('a chain that ends early, or wholly, is found by its heads', async () => {
  for (const seq of [14, 13, 12, 11]) await remove(seq)
  expect((await verify()).broken).toEqual([{ seq: 11, why: 'cut-off' }])
  for (const seq of [10, 9, 8]) await remove(seq)
  expect((await verify()).broken).toEqual([{ seq: 8, why: 'cut-off' }])
  expect((await verify({ since: day(5) })).broken).toEqual([{ seq: 9, why: 'cut-off' }])
  for (const { seq } of await entries()) await remove(seq)
  expect((await verify()).broken).toEqual([{ seq: 1, why: 'cut-off' }])
})

test('a chain made anew is found by its heads, and the days are named between which it begins', async () => {
  await rewrite(5)
  expect((await verify()).broken).toEqual([{ seq: 6, why: 'not-as-deposited', since: 4 }])
  expect((await verify({ since: day(4) })).broken).toEqual([{ seq: 6, why: 'not-as-deposited', since: 6 }])
})

test('a chain and a file that are both made anew are found by the seal, and by the head that an auditor was sent', async () => {
  const told = { division: CHAIN, seq: 12, hash: (await entries())[11]?.hash ?? '', time: day(5).toISOString() }
  await rewrite(5)
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  const all = await entries()
  const forged = lines.map((line) => {
    const deposit = JSON.parse(line)
    for (const head of deposit.heads) head.hash = all[head.seq - 1]?.hash
    return `${JSON.stringify(deposit)}\n`
  })
  writeFileSync(file, forged.join(''))
  expect((await verify()).broken, 'the table knows its last head too').toMatchObject([{ seq: 12 }])
  await auditStates(work).note(CHAIN, { head: undefined })
  expect(await verify()).toMatchObject({ broken: [], flaw: 2 })
  rmSync(file)
  await depositHeads(stores(), dataDir, day(6))
  expect(await verify()).toMatchObject({ broken: [], flaw: undefined })
  expect((await verify({ told: [told] })).broken).toEqual([{ seq: 12, why: 'not-as-deposited', since: 1 }])
})

test.each<[what: string, edit: (lines: string[]) => string[], line: number]>([
  ['changed', (lines) => lines.map((line, at) => (at === 1 ? line.replace('"seq":6', '"seq":5') : line)), 2],
  ['removed', (lines) => lines.filter((_, at) => at !== 1), 2],
  ['swapped with another', ([a = '', b = '', ...rest]) => [b, a, ...rest], 1],
  ['made unreadable', (lines) => lines.map((line, at) => (at === 2 ? '{' : line)), 3],
  ['given a seal of other letters', (lines) => lines.map((line) => line.replace(/"seal":"./, '"seal":"印')), 1],
])('a line of the file that was %s is found', async (_, edit, line) => {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  writeFileSync(file, `${edit(lines).join('\n')}\n`)
  expect((await verify()).flaw).toBe(line)
  rmSync(file)
  expect((await verify()).flaw).toBe('absent')
})

test('a file whose last line was cut off is found by the table', async () => {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  writeFileSync(file, `${lines.slice(0, -1).join('\n')}\n`)
  expect((await verify()).of(CHAIN)).toMatchObject({ isBehind: true, head: { seq: 9 } })
})

test('a line that a crash left half does not spoil the next deposit', async () => {
  appendFileSync(file, '{"time":"2018')
  await depositHeads(stores(), dataDir, day(6))
  expect((await verify()).flaw).toBe(undefined)
})

test('a folder that was put back is told by a sealed line of the file, which the next copy of the folder cannot lose', async () => {
  const told = { division: CHAIN, seq: 12, hash: (await entries())[11]?.hash ?? '', time: day(5).toISOString() }
  for (let seq = 14; seq > 7; seq--) await remove(seq)
  await auditStates(work).note(CHAIN, { head: undefined })
  chain = audit(work)
  await chain.write(event(6))
  const found = await findRestoration(stores(), { to: day(4), approval: '12号', now: day(7) }, linesBeside(dataDir))
  expect(found).toMatchObject({ broken: [], isKnown: false })
  await keepRestoration(stores(), found)
  await keepRestorationBeside(stores(), dataDir, found.restoration)
  await depositHeads(stores(), dataDir, day(8))
  const whole = { broken: [], flaw: undefined }
  const { of, ...rest } = await verify({ told: [told] })
  expect(rest).toEqual(whole)
  expect(of(CHAIN)?.gaps).toMatchObject([{ approval: '12号', first: 7, last: 12 }])
  restorations = []
  expect((await verify()).of(CHAIN)?.gaps).toHaveLength(1)
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  writeFileSync(file, `${lines.map((line) => line.replace('"kept":', '"kept":1')).join('\n')}\n`)
  expect((await verify()).flaw).toBe(5)
})
