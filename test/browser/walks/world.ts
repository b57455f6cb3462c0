/** A small city as it stands on 4 June 2018: April is closed, paid for and submitted, and May is under way. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countCounty } from '../../../functions/deadlines/case-turns.ts'
import { casesOf } from '../../../functions/shared/cases/case-facts.ts'
import { type Hub, startHub } from '../../../local/host/hub.ts'
import { deadLetter, orFail } from '../../../local/hub/dead-letter.ts'
import { defaultPolicy } from '../../../local/hub/default-policy.ts'
import { hubClient } from '../../../local/hub/hub-client.ts'
import { type HubStores, hubStores } from '../../../local/hub/hub-stores.ts'
import { type Identity, identities } from '../../../local/hub/identities.ts'
import type { InboxFile } from '../../../local/hub/inbox.ts'
import { payReady } from '../../../local/hub/pay.ts'
import { sendFiles } from '../../../local/hub/send-files.ts'
import type { Office } from '../../../schemas/codes.ts'
import type { FormCode } from '../../../schemas/columns.ts'
import type { Account } from '../../../schemas/records/account.ts'
import { DEFAULT_DEADLINES } from '../../../schemas/records/deadline-policy.ts'
import {
  type Cells,
  CITY,
  COUNTY,
  csvOf,
  listed,
  OTHER_COUNTY,
  person,
  registered,
  TOWNSHIPS,
} from '../../faults/lists.ts'

export const APRIL = '2018-04'
export const MAY = '2018-05'
export const TODAY = '2018-06-04'
/** A county has not answered another by then. */
export const ANSWER_LATE = '2018-06-20'
/** Paid in April, at the bank now. */
export const PAID = [1, 2, 3, 4]
/** Whose papers a township collects. */
export const TO_VISIT = [5, 6, 8, 9]
/** Listed under another name by another department. */
export const TWO_NAMES = 12
export const ALSO_TWO_NAMES = 11
/** Listed in two counties. */
export const IN_TWO = 10
/** So too; the first county has said that it is responsible, and the other does not answer. */
export const UNANSWERED = 14
/** An account that somebody works with. */
export const IN_USE: Account & { readonly name: string } = {
  ...{ id: 'a'.repeat(16), name: '邓云', division: COUNTY, office: 'civil-affairs', duties: ['clerk'] },
  ...{ invitedAt: '2018-05-02T01:00:00.000Z', activeAt: '2018-05-03T01:00:00.000Z' },
}
/** On a list that will be held. */
export const TEKUN = [15, 16, 17, 18, 19, 22, 23, 24, 25, 26]

export interface World {
  readonly hub: Hub
  readonly stores: HubStores
  as(identity: Identity): Promise<Record<string, string>>
  send(day: string, period: string, files: readonly Sent[]): Promise<void>
  /** Closes counties' months, prepares and approves their batches, submits them. */
  close(day: string, period: string, counties: readonly string[], paid?: boolean): Promise<void>
  /** As the next morning would. */
  morning(day: string): Promise<void>
  stop(): Promise<void>
}

interface Sent {
  readonly division: string
  readonly office: Office
  readonly form: string
  readonly columns: FormCode
  readonly rows: readonly Cells[]
}

export const dibao = (division: string, rows: readonly Cells[]): Sent => ({
  ...{ division, office: 'civil-affairs', form: 'dibao-full', columns: 'dibao', rows },
})
export const tekunRow = (n: number): Cells => ({
  ...listed(n, COUNTY, { '乡镇（街道）': TOWNSHIPS[COUNTY]![1], '村（居）委会': '石桥村' }),
  ...{ 特困供养证号: `T${n}`, 供养方式: '分散供养' },
})
export const register = (division: string, numbers: readonly number[]): Sent => ({
  ...{ division, office: 'social-insurance', form: 'register', columns: 'register' },
  rows: numbers.map((n) => registered(n)),
})
export const villager = (n: number): Cells => listed(n, COUNTY, { '村（居）委会': n % 2 ? '东坪村' : '西岭村' })

export async function openWorld(): Promise<World> {
  const dir = mkdtempSync(join(tmpdir(), 'yingbao-walks-'))
  const hub = await startHub({ dataDir: join(dir, 'data'), port: 0, letters: true, log: () => {} })
  const stores = hubStores(hub)
  await stores.deadlines.putPolicy(DEFAULT_DEADLINES)
  await stores.policies.put(defaultPolicy())
  const failure = deadLetter(hub)
  const idle = (stages?: readonly string[]) => orFail(failure, hub.idle(stages))
  let sent = 0
  const world: World = {
    hub,
    stores,
    as: identities(stores),
    async send(day, period, files) {
      const written = files.map(({ division, office, form, columns, rows }): InboxFile => {
        const folder = join(dir, String(++sent))
        mkdirSync(folder)
        const path = join(folder, `${form}.csv`)
        const bytes = csvOf(columns, rows)
        writeFileSync(path, bytes)
        return { path, division, office, form, name: form, size: bytes.length }
      })
      const client = hubClient(hub, stores, day)
      await sendFiles(
        client,
        written.map((file) => [file]),
        { period, idle },
      )
    },
    async close(day, period, counties, paid = true) {
      const client = hubClient(hub, stores, day)
      const runs = []
      for (const county of counties) runs.push(await client.close(county, period))
      await idle()
      if (paid) {
        const closed = await Promise.all(
          counties.map(async (county) => (await stores.runs.closes(county)).find((run) => run.period === period)!),
        )
        await payReady(client, closed, idle)
      }
      for (const county of counties) await client.submit(county, period, '人数已经核对')
      await idle()
    },
    async morning(day) {
      const policy = await stores.policies.inForce()
      const deps = { ...stores, now: () => new Date() }
      for (const county of [COUNTY, OTHER_COUNTY]) await countCounty(deps, policy, county, day)
    },
    async stop() {
      await hub.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
  await play(world)
  return world
}

async function play(world: World): Promise<void> {
  const own = [...PAID, ...TO_VISIT, IN_TWO, UNANSWERED].map(villager)
  const otherNames = [TWO_NAMES, ALSO_TWO_NAMES].map((n) => ({
    ...tekunRow(n),
    姓名: n === TWO_NAMES ? '周小明' : '周小红',
  }))
  await world.send('2018-05-18', APRIL, [
    register(COUNTY, [...PAID, TWO_NAMES, ALSO_TWO_NAMES, IN_TWO, UNANSWERED]),
    register(OTHER_COUNTY, [20, 30]),
    dibao(COUNTY, [...own, villager(TWO_NAMES), villager(ALSO_TWO_NAMES)]),
    dibao(
      OTHER_COUNTY,
      [20, 30, IN_TWO, UNANSWERED].map((n) => listed(n, OTHER_COUNTY)),
    ),
    {
      division: COUNTY,
      office: 'civil-affairs',
      form: 'tekun-full',
      columns: 'tekun',
      rows: [...TEKUN.map(tekunRow), ...otherNames],
    },
    {
      division: CITY,
      office: 'civil-affairs',
      form: 'dibao-full',
      columns: 'dibao',
      rows: [...own.slice(2), listed(40, COUNTY)].map((row) => ({ '县（市、区）': '始兴县', ...row })),
    },
  ])
  await world.close('2018-05-18', APRIL, [COUNTY, OTHER_COUNTY])
  // A list that is held, because it ends nearly everybody.
  await world.send('2018-06-01', MAY, [
    {
      division: COUNTY,
      office: 'civil-affairs',
      form: 'tekun-full',
      columns: 'tekun',
      rows: [tekunRow(TEKUN[0]!), ...otherNames],
    },
  ])
  await world.close(TODAY, MAY, [OTHER_COUNTY], false)
  await claim(world)
  await world.stores.accounts.create(IN_USE)
  await world.morning(TODAY)
  world.hub.livesOn(TODAY)
}

/** The first county's agency has said so on the page of the case. */
async function claim({ hub, stores, as }: World): Promise<void> {
  const { rows } = await casesOf(stores, COUNTY)
  const { id } = person(UNANSWERED)
  const people = await stores.people.get([...new Set(rows.map(({ key }) => key))], 'strong')
  const number = rows.find(({ key }) => people.get(key)?.id === id)?.number
  const preparer = await as({ duty: 'preparer', division: COUNTY, office: 'social-insurance', person: '黄磊' })
  const { status } = await fetch(`${hub.url}/cases/${COUNTY}/${number}/settlements`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...preparer, ...hub.playedOn(TODAY), origin: hub.url },
    body: new URLSearchParams({ choice: 'responsible', grounds: '户籍在本县' }),
  })
  if (status !== 303) throw new Error(`the claim of a case: ${status}`)
  await hub.idle()
}
