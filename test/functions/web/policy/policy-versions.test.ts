/** A change of the policy: seen before it is in force, refused where it would strand somebody, kept, and put back. */

import { readFile, rm, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PolicyWorkbook } from '../../../../forms/policy/policy-sheets.ts'
import { writePolicyWorkbook } from '../../../../forms/policy/policy-workbook.ts'
import { eachEntry } from '../../../../functions/shared/registers/facts-of-persons.ts'
import { previewPolicy } from '../../../../functions/snapshot/preview-policy.ts'
import { giveUp, run as runSnapshot } from '../../../../functions/snapshot/run.ts'
import type { PolicyDeps } from '../../../../functions/web/policy/policy-preview.ts'
import { applyVersion, versionsOf, versionView } from '../../../../functions/web/policy/policy-versions.ts'
import { countAgain, previewOf } from '../../../../functions/web/policy/preview-run.ts'
import {
  confirmPolicy,
  draftOfVersion,
  draftPolicy,
  policyFile,
  shownDraft,
} from '../../../../functions/web/policy/put-policy.ts'
import type { ToSnapshot } from '../../../../schemas/messages/to-snapshot.ts'
import { DEFAULT_DEADLINES } from '../../../../schemas/records/deadline-policy.ts'
import type { Policy } from '../../../../schemas/records/policy.ts'
import { workTable } from '../../../../stores/aws/work.ts'
import { deadlines } from '../../../../stores/deadlines/deadlines.ts'
import { contacts } from '../../../../stores/policy/contacts.ts'
import { DAY, type DeliveryWorld } from '../../../delivery/delivery-world.ts'
import { smallCity } from '../../../delivery/small-city.ts'
import { type Engines, OUTBOX, startEngines } from '../../../faults/engines.ts'
import { COUNTY, csvOf, listed, OTHER_COUNTY } from '../../../faults/lists.ts'
import type { World } from '../../../faults/world.ts'
import { bytesOf } from '../../../forms/bytes-of.ts'
import { signature } from '../../../signature.ts'

const FINANCE = { division: COUNTY, office: 'finance', email: 'a@x.example' } as const
const BANK = { division: COUNTY, office: 'bank', email: 'b@x.example' } as const

let engines: Engines
let city: DeliveryWorld
beforeAll(async () => {
  engines = await startEngines()
  city = await smallCity(engines)
})
afterAll(() => engines.stop())

async function hub() {
  const { world, batch } = await city.copy()
  const work = workTable(engines.clients, world.work)
  const deps: PolicyDeps = {
    policies: batch.policies,
    contacts: contacts(work),
    deadlines: deadlines(work),
    heads: world.intake.heads,
    outbox: world.intake.outbox,
    previews: world.snapshot.previews,
    // Everybody is looked at before the draft is answered.
    snapshotQueue: { send: (message) => runSnapshot(world.snapshot, message) },
    now: () => new Date(`${DAY}T03:00:00Z`),
    dayOf: () => DAY,
  }
  await deps.contacts.put([FINANCE, BANK])
  await deps.deadlines.putPolicy(DEFAULT_DEADLINES)
  const policy = await deps.policies.inForce()
  const draft = async (change: Partial<Policy>, rest: Partial<PolicyWorkbook> = {}) => {
    const held = { policy: { ...policy, ...change }, contacts: await deps.contacts.all(), calendar: [], ...rest }
    return draftPolicy(deps, await bytesOf((out) => writePolicyWorkbook(out, held)))
  }
  return { deps, policy, draft, heads: world.intake.heads, world }
}

type Put = Awaited<ReturnType<typeof draftPolicy>>

const linesOf = (put: Put) =>
  put.ok ? put.changes.map((c) => [c.sheet, c.item, c.text, c.note].filter(Boolean).join('|')) : put.faults
const draftIn = (put: Put): string => (put.ok && put.draft) || expect.fail(JSON.stringify(put))

test('what changes, and for how many, is shown line by line before anything is in force', async () => {
  const { deps, policy, draft } = await hub()
  const [dibao, poor] = policy.categories
  const put = await draft(
    {
      categories: [
        { ...poor!, name: '建档立卡' },
        { ...dibao!, until: '2018-12-31' },
      ],
      amounts: [...policy.amounts, { fromYear: 2018, county: COUNTY, category: 'dibao', fen: 18_500 }],
      payees: [{ county: COUNTY, name: '社保基金', bank: '支行', account: '123456' }],
    },
    { contacts: [{ ...FINANCE, email: 'c@x.example' }], deadlines: { listDay: 8 } },
  )
  const county = policy.counties.find(({ code }) => code === COUNTY)!.name
  expect(linesOf(put)).toEqual([
    `代缴标准|2018 ${county} dibao|新增，代缴金额（元）：185.00|涉及名单8人次。已生成、尚未审批的批次，要退回后重新生成。`,
    expect.stringMatching(/^人员类别\|\S+ 建档立卡\|类别名称：.+ → 建档立卡\|名单上现有3人。$/),
    `人员类别|dibao 低保对象|截止日期：（空） → 2018-12-31|名单上现有13人：起止日期以外的日子不再列入，不再代缴。请核对。`,
    expect.stringMatching(/^人员类别\|各类别\|优先顺序：/),
    `单位联系|${COUNTY} ${county} 财政局|电子邮箱：a@x.example → c@x.example`,
    `单位联系|${COUNTY} ${county} 邮政储蓄银行|电子邮箱：b@x.example → （空）|该单位将收不到提醒和通知。`,
    '期限|名单报送日|值：5 → 8',
    expect.stringMatching(/^收款账户\|.+\|新增，收款单位：社保基金；开户银行：支行；账号：123456$/),
  ])
  expect(await deps.policies.current()).toEqual(policy)
  expect(await deps.contacts.all()).toEqual([FINANCE, BANK])
  expect((await deps.deadlines.policy())?.listDay).toBe(5)
})

test('a county whose lists are cut off or gone is named, and the others are counted', async () => {
  const { policy, draft, heads } = await hub()
  const until = () => draft({ categories: policy.categories.map((c) => ({ ...c, until: '2018-12-31' })) })
  const whole = linesOf(await until())
  const keys = await Promise.all(['dibao', 'registered-poor'].map((name) => heads.get(`${COUNTY}#${name}`)))
  const files = keys.map(({ roster }) => engines.filesOf(OUTBOX, roster!).object)
  const sound = await Promise.all(files.map((file) => readFile(file)))
  const name = policy.counties.find(({ code }) => code === COUNTY)!.name
  const harms = [(file: string, bytes: Buffer) => writeFile(file, bytes.subarray(0, -1)), (file: string) => rm(file)]
  for (const harm of harms) {
    await Promise.all(files.map((file, i) => harm(file, sound[i]!)))
    const lines = linesOf(await until()) as string[]
    await Promise.all(files.map((file, i) => writeFile(file, sound[i]!)))
    const said = (persons: number) =>
      `名单上现有${persons}人：起止日期以外的日子不再列入，不再代缴。请核对。${name}的名单文件已损坏或丢失，人数没有计入。`
    expect(lines.filter((line) => line.includes('截止日期')).toSorted()).toEqual([
      expect.stringContaining(said(5)),
      expect.stringContaining(said(0)),
    ])
  }
  expect(linesOf(await until())).toEqual(whole)
})

test('a category or a place with lists is not dropped: an end day is asked for instead', async () => {
  const { policy, draft, deps, heads } = await hub()
  const [dibao, poor] = policy.categories
  expect(linesOf(await draft({ categories: [poor!] }))).toEqual([
    {
      sheet: '人员类别',
      row: 0,
      message: `类别“低保对象”（dibao）已经报送过名单，名单上现有13人，不能删除。不再使用的，请保留这一行并填写“截止日期”。`,
    },
  ])
  const fewer = policy.counties.map((c) => (c.code === COUNTY ? { ...c, townships: c.townships.slice(1) } : c))
  const other = policy.counties.filter(({ code }) => code !== OTHER_COUNTY)
  for (const counties of [fewer, other]) {
    const faults = linesOf(await draft({ counties })) as readonly { message: string }[]
    expect(faults[0]?.message).toMatch(/所在的县（市、区）已经报送过名单，不能删除/)
  }
  const unused = policy.counties.filter(({ code }) => code === COUNTY || code === OTHER_COUNTY)
  expect(unused.length).toBeLessThan(policy.counties.length)
  draftIn(await draft({ counties: unused }))
  // A category that was never used goes; one that is used between looking and confirming does not.
  const added = { ...dibao!, code: 'lately', name: '新类别' }
  await confirmPolicy(deps, draftIn(await draft({ categories: [...policy.categories, added] })), signature('甲'))
  const gone = draftIn(await draft({}))
  await heads.issue(`${COUNTY}#lately`)
  await expect(confirmPolicy(deps, gone, signature('甲'))).rejects.toThrow('“新类别”（lately）已经报送过名单')
})

test('a policy without an amount of this year is refused: nobody could be decided', async () => {
  const { draft } = await hub()
  const faults = linesOf(await draft({ amounts: [{ fromYear: 2020, fen: 18_000 }] }))
  expect(faults).toEqual([{ sheet: '代缴标准', row: 0, message: expect.stringContaining('没有2018年适用的通用标准') }])
})

test('every version is kept with who and when, and put back as a new one, contacts too', async () => {
  const { deps, policy, draft } = await hub()
  const { version } = policy
  const dearer = [{ fromYear: 2000, fen: 20_000 }]
  const changed = draftIn(await draft({ amounts: dearer }, { contacts: [], deadlines: { listDay: 9 } }))
  expect(await confirmPolicy(deps, changed, signature('甲'))).toEqual({ version: version + 1 })
  expect(await confirmPolicy(deps, changed, signature('甲'))).toEqual({ version: version + 1 })
  expect([(await deps.policies.inForce()).amounts, await deps.contacts.all()]).toEqual([dearer, []])
  expect((await deps.deadlines.policy())!.listDay).toBe(9)

  const back = draftIn(await draftOfVersion(deps, version))
  expect((await deps.policies.inForce()).version).toBe(version + 1)
  expect(await confirmPolicy(deps, back, signature('乙'))).toEqual({ version: version + 2 })
  expect(await deps.policies.current()).toEqual({ ...policy, version: version + 2 })
  expect(await deps.contacts.all()).toEqual(expect.arrayContaining([FINANCE, BANK]))
  expect((await deps.deadlines.policy())!.listDay).toBe(5)
  // A page from before says which version its draft became, and nothing comes into force twice.
  expect(await shownDraft(deps, changed)).toEqual({ version: version + 1 })
  expect(await confirmPolicy(deps, changed, signature('甲'))).toEqual({ version: version + 1 })
  expect((await deps.policies.inForce()).version).toBe(version + 2)

  const at = `${DAY}T03:00:00.000Z`
  expect((await versionsOf(deps, version + 2)).slice(0, 2)).toEqual([
    { version: version + 2, signed: { by: signature('乙'), at, restored: version } },
    { version: version + 1, signed: { by: signature('甲'), at } },
  ])
  const { changes } = await versionView(deps, version + 1)
  expect(changes!.map(({ text }) => text)).toContain('代缴金额（元）：120.00 → 200.00')
  expect(linesOf(await draftOfVersion(deps, version + 2))).toEqual([])
  const again = await draftPolicy(deps, await policyFile(deps, version + 1))
  expect(linesOf(again)).toContainEqual(expect.stringContaining('120.00 → 200.00'))
})

test('of two who changed it at once the second is told, and changes nothing', async () => {
  const { deps, draft } = await hub()
  const first = draftIn(await draft({ amounts: [{ fromYear: 2000, fen: 20_000 }] }))
  const second = draftIn(await draft({}, { contacts: [FINANCE] }))
  const both = await Promise.allSettled([
    confirmPolicy(deps, first, signature('甲')),
    confirmPolicy(deps, second, signature('乙')),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const lost = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult
  expect(lost.reason.message).toContain('别人修改了参数')
  const isFirst = both[0]!.status === 'fulfilled'
  expect((await deps.policies.inForce()).amounts[0]!.fen).toBe(isFirst ? 20_000 : 12_000)
  expect(await deps.contacts.all()).toHaveLength(isFirst ? 2 : 1)
})

test('contacts and deadlines that a fault left behind are taken by whoever looks next', async () => {
  const { deps, draft } = await hub()
  const changed = draftIn(await draft({}, { contacts: [FINANCE], deadlines: { listDay: 9 } }))
  const dying = {
    ...deps,
    contacts: {
      ...deps.contacts,
      replace: async () => {
        throw new Error('died')
      },
    },
  }
  await expect(confirmPolicy(dying, changed, signature('甲'))).rejects.toThrow('died')
  expect(await deps.contacts.all()).toHaveLength(2)
  await applyVersion(deps)
  expect(await deps.contacts.all()).toEqual([FINANCE])
  expect((await deps.deadlines.policy())!.listDay).toBe(9)
  // What a command enters beside the workbook stays.
  await deps.contacts.put([BANK])
  await applyVersion(deps)
  expect(await deps.contacts.all()).toEqual([BANK])
})

const ENDED = '2018-05-31'
const ended = (policy: Policy, category: string) => ({
  categories: policy.categories.map((one) => (one.code === category ? { ...one, until: ENDED } : one)),
})

/** Persons of each county by what they were and are decided as, where that is not the same. */
async function changedBy(world: World, counties: readonly string[], act: () => Promise<void>) {
  const keys = new Set<string>()
  for (const { roster } of await world.intake.heads.all(
    counties.flatMap((county) => ['dibao', 'registered-poor'].map((category) => `${county}#${category}`)),
  ))
    if (roster) eachEntry(await world.intake.outbox.get(roster), (key) => keys.add(key))
  const before = await world.snapshot.people.get([...keys], 'strong')
  await act()
  const after = await world.snapshot.people.get([...keys], 'strong')
  return counties.map((county) =>
    countsOf(
      [...after].flatMap(([key, { decisions }]) => {
        const [was, now] = [before.get(key)?.decisions[county], decisions[county]]
        return was?.outcome === now?.outcome && was?.reason === now?.reason
          ? []
          : [[`${was?.outcome} ${now?.outcome}`, 1]]
      }),
    ),
  )
}

function countsOf(shifts: Iterable<readonly [string, number]>) {
  const counts: Record<string, number> = {}
  for (const [shift, persons] of shifts) counts[shift] = (counts[shift] ?? 0) + persons
  return counts
}

const previewed = async ({ previews }: PolicyDeps, draft: string, county: string) => {
  const own = (await previews.get(draft))?.of.find((one) => one.county === county)
  return countsOf((own?.shifts ?? []).map(({ from, to, persons }) => [`${from} ${to}`, persons]))
}

/** The preview's messages are kept, to be run when a test says so. */
function held(deps: PolicyDeps, world: World) {
  const sent: ToSnapshot[] = []
  const snapshotQueue = { send: async (message: ToSnapshot) => void sent.push(message) }
  const countAll = async () => {
    for (const message of sent.splice(0)) await runSnapshot(world.snapshot, message)
  }
  return { deps: { ...deps, snapshotQueue }, sent, countAll }
}

test('how many a draft would decide otherwise is what the next determination then changes', async () => {
  const { deps, policy, draft, world } = await hub()
  // Person 1 is on lists of two counties: one of them ends.
  const elsewhere = csvOf('registered-poor', [listed(1, OTHER_COUNTY), listed(17, OTHER_COUNTY)])
  await world.deliver(await world.send({ form: 'registered-poor-full', content: elsewhere, division: OTHER_COUNTY }))
  await world.settle()
  const id = draftIn(await draft(ended(policy, 'registered-poor')))
  const shown = await previewOf(deps, id)
  expect(shown).toMatchObject({ state: 'counted', persons: 17, looked: 17, otherwise: 5 })
  await confirmPolicy(deps, id, signature('甲'))
  const counties = [COUNTY, OTHER_COUNTY]
  const changed = await changedBy(world, counties, async () => {
    for (const county of counties) await world.deliver(await world.run(county, DAY))
    await world.settle()
  })
  expect(await Promise.all(counties.map((county) => previewed(deps, id, county)))).toEqual(changed)
  expect(await previewed(deps, id, COUNTY)).toEqual({ 'review pay': 1, 'pay undefined': 1, 'enrol undefined': 1 })
})

test('a draft is counted once, however often its stage dies, and comes into force only then', async () => {
  const { deps: own, policy, world } = await hub()
  const { deps, sent } = held(own, world)
  const workbook = {
    policy: { ...policy, ...ended(policy, 'dibao') },
    contacts: await deps.contacts.all(),
    calendar: [],
  }
  const id = draftIn(await draftPolicy(deps, await bytesOf((out) => writePolicyWorkbook(out, workbook))))
  await expect(confirmPolicy(deps, id, signature('甲'))).rejects.toThrow('还没有按新参数逐人判定完')
  expect(await previewOf(deps, id)).toMatchObject({ state: 'counting', looked: 0 })
  const looked: string[] = []
  let left = 2
  const people = {
    ...world.snapshot.people,
    get: async (keys: readonly string[]) => {
      if (left-- === 0) throw new Error('died')
      looked.push(...keys)
      return world.snapshot.people.get(keys, 'eventual')
    },
  }
  const message = { preview: id, county: COUNTY }
  const count = () => previewPolicy({ ...world.snapshot, people }, message, 3)
  await expect(count()).rejects.toThrow('died')
  expect(await previewOf(deps, id)).toMatchObject({ state: 'counting', persons: 10, looked: 6 })
  // Asked for again, it goes on where it was, with two at once as well.
  sent.length = 0
  expect(await countAgain(deps, id)).toMatchObject({ looked: 6 })
  expect(sent).toEqual([message, { preview: id, county: OTHER_COUNTY }])
  await Promise.all([count(), runSnapshot(world.snapshot, message), runSnapshot(world.snapshot, message)])
  const otherwise = { 'pay undefined': 2, 'enrol undefined': 1, 'claim undefined': 1 }
  expect(await previewed(deps, id, COUNTY)).toMatchObject(otherwise)
  expect((await deps.previews.get(id))?.of[0]).toMatchObject({ state: 'counted', persons: 10, looked: 10 })
  expect(new Set(looked.slice(0, 6)).size).toBe(6)
  await expect(confirmPolicy(deps, id, signature('甲'))).rejects.toThrow('还没有按新参数逐人判定完')
  for (const one of sent.splice(0)) await runSnapshot(world.snapshot, one)
  await confirmPolicy(deps, id, signature('甲'))
})

test('another draft ends the counting of the one before, which goes on when it is asked for', async () => {
  const { deps: own, policy, world } = await hub()
  const { deps, sent, countAll } = held(own, world)
  const drafted = async (change: Partial<Policy>, rest: Partial<PolicyWorkbook> = {}) => {
    const book = { policy: { ...policy, ...change }, contacts: await deps.contacts.all(), calendar: [], ...rest }
    return draftIn(await draftPolicy(deps, await bytesOf((out) => writePolicyWorkbook(out, book))))
  }
  const first = await drafted(ended(policy, 'dibao'))
  const ofFirst = sent.splice(0)
  // Who is told of what decides nothing: nobody is looked at.
  const second = await drafted({}, { contacts: [FINANCE] })
  expect([sent, await previewOf(deps, second)]).toEqual([
    [],
    expect.objectContaining({ state: 'counted', otherwise: 0 }),
  ])
  for (const message of ofFirst) await runSnapshot(world.snapshot, message)
  expect(await previewOf(deps, first)).toMatchObject({ state: 'replaced', looked: 0 })
  await expect(confirmPolicy(deps, first, signature('甲'))).rejects.toThrow('还没有按新参数逐人判定完')
  await countAgain(deps, first)
  await countAll()
  expect(await previewOf(deps, first)).toMatchObject({ state: 'counted', persons: 15, looked: 15 })
  // What the stage gave up is said, and is in nobody's way.
  const third = await drafted(ended(policy, 'registered-poor'))
  const [one, ...others] = sent.splice(0)
  await giveUp(world.snapshot, one!)
  for (const message of others) await runSnapshot(world.snapshot, message)
  const { state, counties } = (await previewOf(deps, third))!
  expect([state, counties.map((county) => county.state)]).toEqual(['counted', ['uncounted', 'counted']])
  await confirmPolicy(deps, second, signature('甲'))
  await expect(countAgain(deps, first)).rejects.toThrow('别人修改了参数')
  for (const message of ofFirst) await runSnapshot(world.snapshot, message)
})
