/** A bank's return of a county's batch, from its upload until everybody in it is decided again, and the same once more. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { thaw } from '../functions/shared/work/frozen.ts'
import { type Hub, startHub } from '../local/host/hub.ts'
import { hubClient } from '../local/hub/hub-client.ts'
import { hubStores } from '../local/hub/hub-stores.ts'
import { type StageUse, stageUse } from '../local/hub/stage-use.ts'
import { yuan } from '../rules/payments/amount.ts'
import { FORMS } from '../schemas/columns.ts'
import { present } from '../schemas/present.ts'
import { BatchRow } from '../schemas/records/batch.ts'
import { type Figure, figure, printFigure } from './figure.ts'
import { childrenPeak, runMonthCommand } from './month-command.ts'
import { cityInboxes } from './sample-files.ts'

const PERSONS = 330_000
const WARM = [['intake'], ['match']]

export async function returnFigures(): Promise<Figure[]> {
  const [month] = await cityInboxes({ counties: 1, listedPerCounty: PERSONS, registeredPerCounty: PERSONS })
  const { today, period } = present(month, 'the month of a city')
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-return-'))
  try {
    await runMonthCommand(present(month, 'the month of a city'), { data: dataDir })
    const use = stageUse()
    const hub = await startHub({ dataDir, port: 0, log: use.log, warm: WARM })
    try {
      const { path, rows, county } = await returnOf(hub, dataDir, today)
      const first = await sent(hub, use, { county, path, period, today })
      const again = await sent(hub, use, { county, path, period, today })
      const name = `a bank return of ${rows.toLocaleString('en')} rows`
      return [
        figure(`${name}, until all are decided`, 'ms', first.milliseconds, 'limit', rows / 5),
        figure(`${name}: the largest stage's process`, 'MB', first.megabytes, 'limit', 256),
        figure(`${name}: a row`, 'write units', first.write / rows, 'limit', 3),
        figure(`${name}: a row`, 'read units', first.read / rows, 'limit', 3),
        figure(`${name}, the same again`, 'ms', again.milliseconds, 'limit', rows / 20),
        figure(`${name}, the same again: a row`, 'write units', again.write / rows, 'limit', 0.001),
      ]
    } finally {
      await hub.stop()
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** One in a hundred fails. */
async function returnOf(hub: Hub, folder: string, day: string) {
  const { batches, outbox, policies } = hubStores(hub)
  const [county] = (await policies.inForce()).counties.map(({ code }) => code)
  for (const { code } of (await policies.inForce()).counties) {
    for (const { id, frozen } of await batches.list(code)) {
      if (!frozen) continue
      const rows = await thaw(outbox, frozen, BatchRow)
      const headings = FORMS['bank-return'].columns.map(({ heading }) => heading)
      const cells = (at: number, { name, id: number, fen }: BatchRow): Record<string, string> => ({
        ...{ 批次号: id, 序号: String(at + 1), 姓名: name, 身份证号码: number, 金额: yuan(fen) },
        ...{ 处理结果代码: at % 100 === 99 ? '02' : '00', 处理日期: day },
      })
      const sum = { 批次号: '合计', 序号: String(rows.length), 金额: yuan(frozen.fen) }
      const lines = [...rows.map((row, at) => cells(at, row)), sum]
      const text = lines.map((one: Record<string, string>) => headings.map((heading) => one[heading] ?? '').join(','))
      const path = join(folder, 'return.csv')
      writeFileSync(path, `${[headings.join(','), ...text].join('\r\n')}\r\n`)
      return { path, rows: rows.length, county: code }
    }
  }
  throw new Error(`no batch is approved in ${county}`)
}

interface Sent {
  readonly county: string
  readonly path: string
  readonly period: string
  readonly today: string
}

async function sent(hub: Hub, use: StageUse, { county, path, period, today }: Sent) {
  const client = hubClient(hub, hubStores(hub), today)
  const before = use.totals().units
  const [read, write] = [before.read, before.write]
  const begun = performance.now()
  const fileName = `${begun}.csv`
  const ticket = await client.ask({ division: county, office: 'bank', form: 'bank-return', period, fileName }, path)
  await client.put(ticket, path)
  await hub.idle()
  const milliseconds = performance.now() - begun
  const { state } = await client.upload(county, ticket.id)
  if (state !== 'accepted') throw new Error(`the return is ${state}`)
  const { units } = use.totals()
  return { milliseconds, read: units.read - read, write: units.write - write, megabytes: childrenPeak() }
}

if (import.meta.main) (await returnFigures()).forEach(printFigure)
