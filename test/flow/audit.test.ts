/** The audit of a running hub: its chains' ends are deposited and told, and a chain that somebody has changed is found. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { entryKey } from '../../formats/audit-chain.ts'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { beginCity } from '../../local/month/play-notices.ts'
import { present } from '../../schemas/present.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { auditQueue } from '../../stores/aws/queues.ts'
import { workTable } from '../../stores/aws/work.ts'

const COUNTY = '440222'
const dir = mkdtempSync(join(tmpdir(), 'yingbao-audit-'))
let hub: Hub
let stores: ReturnType<typeof hubStores>
beforeAll(async () => {
  hub = await startHub({ dataDir: join(dir, 'data'), port: 0, letters: true, log: () => {} })
  stores = hubStores(hub)
  await beginCity(stores)
  await auditor('0000000000000001', 'auditor@example.org')
  await auditor('0000000000000002', '13800000002')
  for (let minute = 10; minute < 15; minute++) await stores.audit.write(event(minute))
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

async function auditor(id: string, signInName: string): Promise<void> {
  await stores.accounts.create({ id, division: COUNTY, duties: ['auditor'], invitedAt: '2018-06-01T00:00:00.000Z' })
  await stores.accounts.name(id, { name: '审计员', signInName }, `key ${id}`)
}
const event = (minute: number) => ({
  division: COUNTY,
  kind: 'sign-in' as const,
  time: `2018-06-01T00:${minute}:00.000Z`,
  outcome: 'allowed' as const,
  address: '127.0.0.1',
})

interface StoredMail {
  readonly subject: string
  readonly destination: { readonly to: readonly string[] }
  readonly body: { readonly text: string }
}
async function mails(): Promise<StoredMail[]> {
  const { emails } = (await (await fetch(`${hub.endpoints.ses}/store`)).json()) as { emails: StoredMail[] }
  return emails.filter(({ subject }) => subject.startsWith('审计'))
}
const told = (name: string) =>
  present(
    Object.values(hub.functions).find((variables) => variables[name]),
    name,
  )[name] ?? ''

test('ends are deposited every six hours, the auditor is told once a day, and the chain is checked', async () => {
  await hub.runSchedules('2018-06-06T22:00:00Z', 'audit')
  await hub.idle()
  await stores.audit.write(event(15))
  await hub.runSchedules('2018-06-07T04:00:00Z', 'audit')
  await hub.idle()
  const heads = (await stores.auditHeads.all()).filter(({ division }) => division === COUNTY)
  expect(heads.map(({ seq, time }) => [seq, time])).toEqual([
    [5, '2018-06-06T22:00:00Z'],
    [6, '2018-06-07T04:00:00Z'],
  ])
  const state = await stores.auditStates.get(COUNTY)
  expect(state).toMatchObject({ head: heads[1], toldOn: '2018-06-07', check: { first: 1, entries: 5 } })
  const letters = await mails()
  expect(letters.map(({ destination }) => destination.to)).toEqual([['auditor@example.org']])
  expect(letters[0]?.body.text).toContain(`440222 2018-06-07 5 ${heads[0]?.hash}\n`)
})

test('a changed entry is told to the auditor by its place, and stands in the chain’s state', async () => {
  const clients = makeClients({ environment: hub.env })
  const work = workTable(clients, told('WORK_TABLE'))
  await work.update({ pk: `AUDIT#${COUNTY}`, sk: entryKey(3) }, { set: { address: '10.0.0.1' } })
  await auditQueue(clients, told('AUDIT_QUEUE_URL')).send({
    type: 'check',
    division: COUNTY,
    time: '2018-06-07T05:00:00Z',
  })
  await hub.idle()
  expect((await stores.auditStates.get(COUNTY)).check).toMatchObject({ broken: { seq: 3, why: 'changed' }, entries: 2 })
  const letter = (await mails()).at(-1)
  expect(letter?.subject).toContain('核对不符')
  expect(letter?.body.text).toContain('第3条内容被修改')
})
