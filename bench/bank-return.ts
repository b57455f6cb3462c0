/** A bank's return of a county's batch, from its upload until everybody in it is decided again, and the same once more. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freeze } from '../functions/shared/work/frozen.ts'
import { type Hub, type HubOptions, startHub } from '../local/host/hub.ts'
import { NARROW_HEAP } from '../local/host/machine/roomy-heap.ts'
import { defaultPolicy } from '../local/hub/default-policy.ts'
import { hubClient } from '../local/hub/hub-client.ts'
import { hubStores } from '../local/hub/hub-stores.ts'
import { type StageUse, stageUse } from '../local/hub/stage-use.ts'
import { determine } from '../rules/determination/determine.ts'
import { yuan } from '../rules/payments/amount.ts'
import { idNumber } from '../samples/id-number.ts'
import { FORMS } from '../schemas/columns.ts'
import type { BatchRow } from '../schemas/records/batch.ts'
import type { Person } from '../schemas/records/person.ts'
import { csvOf, registered } from '../test/faults/lists.ts'
import { DAY, HERE, person, registersOf } from '../test/rules/determination/perfect-person.ts'
import { signature } from '../test/signature.ts'
import { type Figure, figure, printFigure } from './figure.ts'
import { stagesPeak } from './month-command.ts'

const ROWS = 100_000
const PERIOD = '2018-05'
const NUMBER = `${HERE}-2018-001`
/** Milliseconds and MB, of issue 19. */
const LIMITS = { first: 20_000, again: 5000, megabytes: 256 }

export async function returnFigures(): Promise<Figure[]> {
  // As on AWS, where a stage has its memory for itself.
  const narrow = await returned({ heap: NARROW_HEAP, sharing: 'none' })
  // The host's own heaps let garbage wait, which a month's time is worth.
  const { first, again } = await returned()
  const name = `a bank return of ${ROWS.toLocaleString('en')} rows`
  return [
    figure(`${name}, until all are decided`, 'ms', first.milliseconds, 'limit', LIMITS.first),
    figure(
      `${name}: the largest process of a stage, with narrow heaps`,
      'MB',
      narrow.first.megabytes,
      'limit',
      LIMITS.megabytes,
    ),
    figure(
      `${name}: the largest process of a stage, with the host’s own heaps`,
      'MB',
      first.megabytes,
      'limit',
      LIMITS.megabytes,
      '-',
    ),
    figure(`${name}, with narrow heaps`, 'ms', narrow.first.milliseconds, 'limit', LIMITS.first, '-'),
    figure(`${name}: a row`, 'write units', first.write / ROWS, 'limit', 3),
    figure(`${name}: a row`, 'read units', first.read / ROWS, 'limit', 3),
    figure(`${name}, the same again`, 'ms', again.milliseconds, 'limit', LIMITS.again),
    figure(`${name}, the same again: a row`, 'write units', again.write / ROWS, 'limit', 0.001),
  ]
}

/** What the return takes, and the same once more. */
async function returned(options: Pick<HubOptions, 'heap' | 'sharing'> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-return-'))
  const use = stageUse()
  const hub = await startHub({ ...options, dataDir, port: 0, log: use.log, warm: [['intake'], ['match']] })
  try {
    await hubStores(hub).policies.put(defaultPolicy())
    const path = join(dataDir, 'file.csv')
    writeFileSync(path, csvOf('register', [registered(1)]))
    await sent(hub, use, path, 'register')
    writeFileSync(path, await batchAndReturn(hub))
    const first = await sent(hub, use, path, 'bank-return')
    return { first, again: await sent(hub, use, path, 'bank-return') }
  } finally {
    await hub.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** An approved batch of so many persons, and its return, in which one in a hundred fails. */
async function batchAndReturn(hub: Hub): Promise<string> {
  const { people, payments, batches, outbox } = hubStores(hub)
  const policy = defaultPolicy()
  const persons = Array.from({ length: ROWS }, (_, i): Person => {
    const id = idNumber(HERE, new Date(Date.UTC(1970, 0, 1 + (i % 9000))).toISOString().slice(0, 10), i % 1000)
    const made = { ...person({}), id, key: createHash('sha256').update(String(i)).digest('hex').slice(0, 30) }
    return { ...made, decisions: determine(made, { day: DAY, policy, ...registersOf({}) }) }
  })
  await people.put(persons)
  const rows = persons.map(
    ({ key, id }, i): BatchRow => ({
      ...{ key, id, name: '张三', township: '440222100', category: 'dibao', year: 2018, fen: 12_000 },
      ...{ case: `${HERE}-2018-${String(i + 1).padStart(5, '0')}`, business: 'renewal' },
    }),
  )
  const by = { county: HERE, batch: NUMBER }
  await payments.claimAll(
    rows.map(({ key }) => key),
    2018,
    by,
  )
  const table = await freeze(outbox, `batches/${HERE}/${NUMBER}/frozen`, rows)
  await batches.create({
    ...{ id: NUMBER, county: HERE, period: PERIOD, run: 'r', year: 2018, day: DAY, at: `${DAY}T02:00:00.000Z` },
    ...{
      state: 'published',
      preparedBy: signature('甲'),
      approvedBy: signature('乙'),
      approvedAt: `${DAY}T03:00:00.000Z`,
    },
    frozen: { ...table, fen: ROWS * 12_000 },
  })
  const headings = FORMS['bank-return'].columns.map(({ heading }) => heading)
  const lines = rows.map(
    ({ id, name, fen }, at): Record<string, string> => ({
      ...{ 批次号: NUMBER, 序号: String(at + 1), 姓名: name, 身份证号码: id, 金额: yuan(fen) },
      ...{ 处理结果代码: at % 100 === 99 ? '02' : '00', 处理日期: DAY },
    }),
  )
  lines.push({ 批次号: '合计', 序号: String(ROWS), 金额: yuan(ROWS * 12_000) })
  const text = lines.map((line) => headings.map((heading) => line[heading] ?? '').join(','))
  return `${[headings.join(','), ...text].join('\r\n')}\r\n`
}

async function sent(hub: Hub, use: StageUse, path: string, form: 'register' | 'bank-return') {
  const client = hubClient(hub, hubStores(hub), DAY)
  const { read, write } = { ...use.totals().units }
  const begun = performance.now()
  const office = form === 'register' ? 'social-insurance' : 'bank'
  const ticket = await client.ask({ division: HERE, office, form, period: PERIOD, fileName: `${begun}.csv` }, path)
  await client.put(ticket, path)
  await hub.idle()
  const milliseconds = performance.now() - begun
  const { state } = await client.upload(HERE, ticket.id)
  if (state !== 'accepted') throw new Error(`the file is ${state}`)
  const { units } = use.totals()
  return { milliseconds, read: units.read - read, write: units.write - write, megabytes: stagesPeak() }
}

if (import.meta.main) (await returnFigures()).forEach(printFigure)
