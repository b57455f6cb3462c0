/**
 * Every kind of object that the hub writes and reads again, damaged in its file: its own reader fails and names it, so
 * that the message is tried again and ends as a dead letter, and with the object sound again it goes on.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerTables } from '../../functions/shared/registers/register-tables.ts'
import { tableKey } from '../../functions/shared/registers/take-registers.ts'
import { app } from '../../functions/web/app.ts'
import type { WebDeps } from '../../functions/web/deps.ts'
import { endingsOf } from '../../functions/web/uploads/endings.ts'
import { countyFaults, repairAdvice } from '../../local/hub/county-faults.ts'
import { unreadObjects } from '../../local/hub/unread-objects.ts'
import { type ReadObject, writeRejections } from '../../local/month/month-files.ts'
import { inboxKey } from '../../schemas/records/upload.ts'
import { audit } from '../../stores/access/audit.ts'
import { downloads } from '../../stores/access/downloads.ts'
import { workTable } from '../../stores/aws/work.ts'
import { DAMAGES, eachDamage } from '../faults/damage.ts'
import { type Engines, INBOX, OUTBOX, startEngines } from '../faults/engines.ts'
import { COUNTY, csvOf, listed, registered } from '../faults/lists.ts'
import { uploadsOf } from '../faults/state.ts'
import { textsOf } from '../forms/bytes-of.ts'
import { signedIn } from '../signed-in.ts'
import { outputsOf } from './delivered.ts'
import { closeAll, type DeliveryWorld, type Message } from './delivery-world.ts'
import { smallCity } from './small-city.ts'

let engines: Engines
let city: DeliveryWorld
beforeAll(async () => {
  engines = await startEngines()
  city = await smallCity(engines)
})
afterAll(() => engines.stop())

const CLERK = { duty: 'clerk', division: COUNTY, office: 'social-insurance' } as const
const SOME = ['a bit of its first half', 'six bits', 'its end cut off'] as const
const some = Object.fromEntries(SOME.map((name) => [name, DAMAGES[name]!]))
const noticed = {
  ...Object.fromEntries(SOME.map((name) => [name, 'object-damaged'])),
  'its seal lost': 'object-damaged',
}

const damage = (key: string, work: () => Promise<unknown>) => eachDamage(engines, OUTBOX, key, work, some)

/** The message cannot be done while the object is damaged, and can be afterwards. */
async function expectNoticed({ handle }: Pick<DeliveryWorld, 'handle'>, key: string, message: Message): Promise<void> {
  expect(await damage(key, () => handle(message))).toEqual(noticed)
  await handle(message)
}

const rosterOf = async ({ world }: DeliveryWorld, name: string) =>
  (await world.intake.heads.get(`${COUNTY}#${name}`)).roster!
const ofStage = (messages: readonly Message[], stage: Message['stage']) =>
  messages.find((message) => message.stage === stage)!

test('rosters, registers by person, unit lines', async () => {
  const delivery = await city.copy()
  const { world } = delivery
  const office = { handle: (message: Message) => delivery.handle(message) }
  const content = csvOf(
    'dibao',
    [8, 20].map((n) => listed(n)),
  )
  const list = await world.send({ form: 'dibao-new', content })
  await expectNoticed(office, await rosterOf(delivery, 'dibao'), list)
  const later = await world.send({ form: 'registered-poor-new', content: csvOf('registered-poor', [listed(2)]) })
  // A list goes on without a table that it cannot read (one-county.test.ts).
  const table = tableKey(await rosterOf(delivery, 'register'))
  expect(await damage(table, () => registerTables(world.intake.outbox).rowsOf(table, []))).toEqual(noticed)
  await office.handle(later)
  const units = ofStage(await world.take(), 'match')
  const { key, taken } = units.body as { key: string; taken: { key: string } }
  await expectNoticed(office, key, units)
  await expectNoticed(office, taken.key, units)
})

test('a register that keeps rows of the one before: its table and its roster', async () => {
  for (const keyOf of [tableKey, (roster: string) => roster]) {
    const delivery = await city.copy()
    const rows = [1, 2, 3, 8].map((n) => registered(n, n === 8 ? { 险种: '' } : {}))
    const register = await delivery.world.send({ form: 'register', content: csvOf('register', rows) })
    const key = keyOf(await rosterOf(delivery, 'register'))
    await expectNoticed({ handle: (message) => delivery.handle(message) }, key, register)
  }
})

test('whom a list ends, which its second person is shown', async () => {
  const [upload] = (await uploadsOf(city.world)).filter(({ form }) => form === 'dibao-full')
  const shown = () =>
    endingsOf({ ...city.world.intake, people: city.world.match.people }, upload!, { most: 500, account: '' })
  expect(await damage(upload!.endingsKey!, shown)).toEqual(noticed)
  expect((await shown())!.began).not.toEqual([])
})

test('the sender’s own file, read again when its list is confirmed', async () => {
  const { world } = await city.copy()
  await world.deliver(await world.send({ form: 'dibao-full', content: csvOf('dibao', [listed(1)]) }))
  const held = (await uploadsOf(world)).find(({ state }) => state === 'held')!
  const confirmation = await world.confirm(held)
  const key = inboxKey(held)
  const original = csvOf('dibao', [listed(1)])
  // Whoever puts another file in its place leaves the store nothing to notice.
  await world.intake.inbox.put(key, csvOf('dibao', [listed(2)]))
  await expect(world.handle(confirmation)).rejects.toMatchObject({ code: 'object-damaged', object: key })
  await world.intake.inbox.put(key, original)
  // What a sender has put has no seal.
  expect(await eachDamage(engines, INBOX, key, () => world.handle(confirmation), some)).toEqual({
    ...noticed,
    'its seal lost': 'served',
  })
})

test('what is frozen, from the close to the bank, and what is made of it', async () => {
  const delivery = await city.copy()
  const office = { handle: (message: Message) => delivery.handle(message) }
  const [close] = await closeAll(delivery)
  await expectNoticed(office, await rosterOf(delivery, 'registered-poor'), close!)
  const ready = await delivery.take()
  const [run] = await delivery.batch.runs.closes(COUNTY)
  for (const stage of ['township', 'report'] as const)
    await expectNoticed(office, run!.snapshot!.key, ofStage(ready, stage))
  const prepare = await delivery.prepare(COUNTY, run!.id)
  await expectNoticed(office, run!.cases!.key, prepare)
  const { batch: id } = prepare.body as { batch: string }
  const batch = async () => (await delivery.batch.batches.get(COUNTY, id))!
  await expectNoticed(office, (await batch()).prepared!.key, await delivery.approve(COUNTY, id))
  const frozen = await delivery.take()
  for (const stage of ['bank', 'finance'] as const)
    await expectNoticed(office, (await batch()).frozen!.key, ofStage(frozen, stage))

  const { sessions, asking } = signedIn()
  const deps = {
    ...delivery.report,
    sessions,
    ...accessStores(delivery.world.work),
    now: () => new Date(),
    policies: delivery.batch.policies,
    uploads: delivery.world.intake.uploads,
  }
  const web = delivery.world.web(app(deps as unknown as WebDeps))
  const { division, period, folder, name, key } = (await outputsOf(delivery)).find((one) => one.folder === 'ledger')!
  const path = `/api/outputs/${division}/${period}/${folder}/${name}`
  const ask = handedOut(asking(web, CLERK))
  const got: Response[] = []
  await damage(key, async () => got.push(await ask(path)))
  expect(got.map(({ status }) => status)).toEqual(Array(SOME.length + 1).fill(500))
  expect(await got[0]!.json()).toMatchObject({ message: expect.stringContaining('文件已损坏') })
  const sound = await fetch((await ask(path)).headers.get('Location')!)
  expect(await textsOf(Buffer.from(await sound.arrayBuffer()))).toEqual(
    await textsOf(readFileSync(engines.filesOf(OUTBOX, key).object)),
  )
})

test('what is returned, on the page and in a month’s folder', async () => {
  const { world, report } = await city.copy()
  const content = csvOf('dibao', [listed(21), listed(22, COUNTY, { 姓名: '' })])
  await world.deliver(await world.send({ form: 'dibao-new', content }))
  const upload = (await uploadsOf(world)).find((one) => one.returnedKey)!
  const { sessions, asking } = signedIn()
  const deps = {
    ...report,
    sessions,
    ...accessStores(world.work),
    policies: world.intake.policies,
    now: () => new Date(),
    uploads: world.intake.uploads,
  }
  const ask = handedOut(asking(world.web(app(deps as unknown as WebDeps)), CLERK))
  const get = async () => (await ask(`/api/uploads/${COUNTY}/${upload.id}/returned`)).status
  const answers: number[] = []
  await damage(upload.returnedKey!, async () => answers.push(await get()))
  expect(answers).toEqual(Array(SOME.length + 1).fill(500))
  expect(await get()).toBe(302)
  const out = mkdtempSync(join(tmpdir(), 'damaged-'))
  const sent = [{ file: { division: COUNTY, office: 'civil-affairs', name: 'a' } as never, upload }]
  try {
    const faults = countyFaults({ onDeadLetter: () => {} }, unreadObjects())
    const read: ReadObject = (division, key) => faults.of(division, report.outbox.get(key))
    const write = async () => {
      await writeRejections(out, read, sent)
      return readFileSync(join(out, 'rejections.csv'), 'utf8').split('\n').length
    }
    const lines: number[] = []
    await damage(upload.rejectionsKey!, async () => lines.push(await write()))
    expect(lines).toEqual(Array(SOME.length + 1).fill(2))
    const said = `${COUNTY}）：平台保存的文件已损坏（${upload.rejectionsKey}）。请检查磁盘`
    expect(faults.sentences(world.policy, repairAdvice(undefined))).toEqual([expect.stringContaining(said)])
    expect(await write()).toBe(3)
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
})

const accessStores = (work: string) => {
  const table = workTable(engines.clients, work)
  return { audit: audit(table), downloads: downloads(table) }
}

/** The file that was asked for, or what is answered in its place. */
const handedOut = (ask: ReturnType<ReturnType<typeof signedIn>['asking']>) => async (path: string) => {
  const headers = { 'content-type': 'application/json' }
  const asked = await ask(path, { method: 'POST', headers, body: JSON.stringify({ purpose: 'returned' }) })
  return ask(((await asked.json()) as { path: string }).path)
}
