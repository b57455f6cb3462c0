/** Tables of a running hub are put back from a backup: the audit says for ever what it has lost, and is checked on (docs/runbook.md#restored). */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entryKey } from '../../formats/audit-chain.ts'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { verifyAudit } from '../../local/hub/audit-heads.ts'
import { findRestoration, keepRestoration } from '../../local/hub/audit-restored.ts'
import { settingsOf } from '../../local/hub/hub-access.ts'
import { type HubStores, hubStores } from '../../local/hub/hub-stores.ts'
import { beginCity } from '../../local/month/play-notices.ts'
import { present } from '../../schemas/present.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { type WorkTable, workTable } from '../../stores/aws/work.ts'
import { acting } from '../acting.ts'

const COUNTY = '440222'
const BACKUP = new Date('2018-06-07T01:00:00Z')
const RESTORED = { to: BACKUP, approval: '韶人社〔2018〕12号', now: new Date('2018-06-07T09:00:00Z') }
const dir = mkdtempSync(join(tmpdir(), 'yingbao-restored-'))
const lines: string[] = []
let hub: Hub
let stores: HubStores
let work: WorkTable
beforeAll(async () => {
  hub = await startHub({
    dataDir: join(dir, 'data'),
    port: 0,
    letters: true,
    log: (line) => void lines.push(JSON.stringify(line)),
  })
  work = workTable(makeClients({ environment: hub.env }), present(settingsOf(hub).WORK_TABLE, 'the table'))
  stores = hubStores(hub)
  await beginCity(stores)
  const auditor = { id: '0000000000000001', division: COUNTY, invitedAt: '2018-06-01T00:00:00.000Z' }
  await stores.accounts.create({ ...auditor, duties: ['auditor'] })
  await stores.accounts.name(auditor.id, { name: '审计员', signInName: 'auditor@example.org' }, 'key 1')
  for (let hour = 10; hour < 13; hour++) await write(`2018-06-06T${hour}:00:00.000Z`)
  await deposit('2018-06-06T22:00:00Z')
  // In the backup, and deposited by nothing that stands.
  await write('2018-06-07T00:30:00.000Z')
  const [backup, state] = [await entries(), await stores.auditStates.get(COUNTY)]
  for (const minute of [10, 20]) await write(`2018-06-07T02:${minute}:00.000Z`)
  await deposit('2018-06-07T04:00:00Z')
  // What `put-back` does.
  for (const { seq } of await entries())
    if (seq > backup.length) await work.remove({ pk: `AUDIT#${COUNTY}`, sk: entryKey(seq) })
  await work.update({ pk: 'AUDIT#STATE', sk: COUNTY }, { set: state })
  stores = hubStores(hub)
  await write('2018-06-07T08:00:00.000Z')
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

const write = (time: string) =>
  stores.audit.write({ division: COUNTY, kind: 'sign-in', time, outcome: 'allowed', address: '127.0.0.1' })
const entries = async () => (await stores.audit.latest(COUNTY, 100)).reverse()
async function deposit(time: string): Promise<void> {
  await hub.runSchedules(time, 'audit')
  await hub.idle()
}
const checked = async () => (await stores.auditStates.get(COUNTY)).check
const ofCounty = async () => (await verifyAudit(stores, { told: [] })).chains.find((one) => one.division === COUNTY)
const alarms = (what: string) => lines.filter((line) => line.includes(what) && line.includes(COUNTY)).length
async function mails(): Promise<{ subject: string; text: string }[]> {
  const answer = await fetch(`${hub.endpoints.ses}/store`)
  const { emails } = (await answer.json()) as { emails: { subject: string; body: { text: string } }[] }
  return emails.map(({ subject, body }) => ({ subject, text: body.text })).filter(({ text }) => text.includes('审计'))
}

test('before anybody says that tables were restored the chain does not fit', async () => {
  await deposit('2018-06-07T22:00:00Z')
  expect(await checked()).toMatchObject({ broken: { seq: 6, why: 'cut-off' } })
  expect((await ofCounty())?.broken).toMatchObject({ seq: 6 })
})

test('who gives an earlier minute names a larger gap, and what is unfit besides no restoration explains', async () => {
  const earlier = await findRestoration(stores, { ...RESTORED, to: new Date('2018-06-06T11:30:00Z') })
  expect(earlier.gaps.find(({ division }) => division === COUNTY)).toMatchObject({ gap: { first: 1, last: 6 } })
  await work.update({ pk: `AUDIT#${COUNTY}`, sk: entryKey(2) }, { set: { address: 'forged' } })
  expect((await findRestoration(stores, RESTORED)).broken).toMatchObject([{ broken: { seq: 2, why: 'changed' } }])
  await work.update({ pk: `AUDIT#${COUNTY}`, sk: entryKey(2) }, { set: { address: '127.0.0.1' } })
})

describe('once it is recorded', () => {
  beforeAll(async () => {
    const found = await findRestoration(stores, RESTORED)
    expect(found).toMatchObject({ broken: [], isKnown: false })
    await keepRestoration(stores, found)
    lines.length = 0
    await deposit('2018-06-08T22:00:00Z')
    await deposit('2018-06-09T22:00:00Z')
  })

  test('the chain fits, and names its gap for ever: in the check, by the command, and in itself', async () => {
    expect(await checked()).toMatchObject({ gaps: [{ to: BACKUP.toISOString(), first: 4, last: 6 }] })
    expect((await checked())?.broken).toBeUndefined()
    const verified = await ofCounty()
    expect(verified).toMatchObject({ gaps: [{ first: 4, last: 6, approval: RESTORED.approval }] })
    expect(verified?.broken).toBeUndefined()
    expect((await entries()).find(({ kind }) => kind === 'restored')).toMatchObject({
      object: `${BACKUP.toISOString()} 4-6 ${RESTORED.approval}`,
    })
    expect(await findRestoration(stores, RESTORED)).toMatchObject({ isKnown: true })
  })

  test('the alarm of an unfit chain is quiet; that of a restoration rings once, and its letter comes once', async () => {
    expect(alarms('a chain does not fit')).toBe(0)
    expect(alarms('a restoration lost entries')).toBe(1)
    const told = (await mails()).filter(({ subject }) => subject.includes('从备份恢复'))
    expect(told).toHaveLength(1)
    expect(told[0]?.text).toContain('原第4条至第6条不能再用核对值证明')
  })

  test('every later letter with the chain’s end names the gap, and the auditor’s page does', async () => {
    const heads = (await mails()).filter(({ subject }) => subject === '审计记录核对值').slice(-2)
    for (const { text } of heads) expect(text).toContain(`批准文号：${RESTORED.approval}`)
    const headers = await acting(hub).as({ duty: 'auditor', division: COUNTY })
    const page = await (await fetch(`${hub.url}/audit`, { headers })).text()
    expect(page).toContain('核对无误')
    expect(page).toContain('平台数据从备份恢复到2018年6月7日 09:00（批准文号：韶人社〔2018〕12号）')
  })

  test('whoever removes entries later is found as before', async () => {
    const { seq } = present((await entries()).at(-1), 'the last entry')
    const kept = present(await work.get({ pk: `AUDIT#${COUNTY}`, sk: entryKey(seq) }), 'it')
    await work.remove({ pk: `AUDIT#${COUNTY}`, sk: entryKey(seq) })
    expect((await ofCounty())?.broken).toEqual({ seq, why: 'cut-off' })
    const { pk: _, sk: __, ...entry } = kept
    await work.putNew({ pk: `AUDIT#${COUNTY}`, sk: entryKey(seq) }, entry)
  })

  test('a restoration that claims to be later than it was put into the bucket takes no force from later heads', async () => {
    const time = '2118-01-01T00:00:00.000Z'
    const chains = [{ division: COUNTY, kept: 0 }]
    await stores.auditHeads.putRestoration({ time, to: time, approval: 'x', chains })
    const last = present((await stores.auditHeads.restorations()).at(-1), 'the last')
    expect(Date.parse(last.time)).toBeLessThan(Date.parse(time))
  })
})
