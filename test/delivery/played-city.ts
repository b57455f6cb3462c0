/** A small city that goes on for months: each act has its own time, and every stage hears of what the acts send. */
import { casesOf } from '../../functions/shared/cases/case-facts.ts'
import { thaw } from '../../functions/shared/work/frozen.ts'
import { nextNumber } from '../../rules/payments/batch-number.ts'
import { BatchRow, isUnderWay } from '../../schemas/records/batch.ts'
import type { CaseRow } from '../../schemas/records/case.ts'
import type { Person } from '../../schemas/records/person.ts'
import type { Engines } from '../faults/engines.ts'
import { type Cells, COUNTY, csvOf, OTHER_COUNTY } from '../faults/lists.ts'
import type { Sent } from '../faults/world.ts'
import { signature } from '../signature.ts'
import type { DeliveryWorld, Message } from './delivery-world.ts'
import { smallCity } from './small-city.ts'

/** As the inbox names it. */
const idOf = ({ body }: Message): string => JSON.stringify(body).match(/([^/]+)\/original/)?.[1] ?? ''

type Answered = 'materials' | 'settlement' | 'bank-return'
const OFFICES = { materials: 'township', settlement: 'social-insurance', 'bank-return': 'bank' } as const

export class PlayedCity {
  readonly delivery: DeliveryWorld
  #minutes = 0
  day = '2018-06-06'

  private constructor(delivery: DeliveryWorld) {
    this.delivery = delivery
    const { intake, match, snapshot } = delivery.world
    for (const deps of [intake, match, snapshot, delivery.batch]) Object.assign(deps, { now: () => this.now() })
  }

  static async begin(engines: Engines): Promise<PlayedCity> {
    const city = new PlayedCity(await smallCity(engines))
    for (const county of [COUNTY, OTHER_COUNTY]) await city.close(county)
    return city
  }

  /** The same city in tables of its own. */
  async copy(): Promise<PlayedCity> {
    const other = new PlayedCity(await this.delivery.copy())
    other.day = this.day
    other.#minutes = this.#minutes
    return other
  }

  now = (): Date => new Date(Date.parse(`${this.day}T10:00:00Z`) + 60_000 * this.#minutes)

  /** Days that pass. */
  wait(days: number): void {
    this.day = new Date(Date.parse(this.day) + 86_400_000 * days).toISOString().slice(0, 10)
    this.#minutes = 0
  }

  async send(sent: Omit<Sent, 'day'>): Promise<string> {
    this.#minutes++
    const { world } = this.delivery
    const message = await world.send({ ...sent, day: this.day })
    await this.delivery.settle([message])
    const id = idOf(message)
    const upload = await world.intake.uploads.get(sent.division ?? COUNTY, id)
    if (upload?.state === 'held') await this.delivery.settle([await world.confirm(upload)])
    return id
  }

  list(county: string, form: 'dibao-full' | 'dibao-new', rows: readonly Cells[]): Promise<string> {
    return this.send({ form, division: county, content: csvOf('dibao', rows) })
  }

  register(county: string, rows: readonly Cells[]): Promise<string> {
    return this.send({ form: 'register', division: county, content: csvOf('register', rows) })
  }

  answer(form: Answered, division: string, rows: readonly Cells[], above = ''): Promise<string> {
    const content = Buffer.from(above + csvOf(form, rows).toString())
    return this.send({ form, division, office: OFFICES[form], content })
  }

  async takeBack(county: string, id: string): Promise<void> {
    this.#minutes++
    const { world } = this.delivery
    const upload = await world.intake.uploads.get(county, id)
    const withdrawn = { by: signature('经办人'), at: this.now().toISOString(), sentBack: false }
    if (!upload || !(await world.intake.uploads.withdraw(county, id, withdrawn, ['accepted', 'held']))) return
    await this.delivery.settle([{ stage: 'intake', body: { type: 'list.withdrawn', division: county, upload: id } }])
  }

  async close(county: string): Promise<void> {
    this.#minutes++
    const period = new Date(Date.parse(`${this.day.slice(0, 7)}-01`) - 86_400_000).toISOString().slice(0, 7)
    const at = this.now().toISOString()
    await this.delivery.settle([await this.delivery.close(county, { at, day: this.day, period })])
  }

  async prepare(county: string): Promise<void> {
    this.#minutes++
    const { batch, world } = this.delivery
    const all = await batch.batches.list(county)
    const [run] = (await world.snapshot.runs.closes(county)).sort((a, b) => (a.at < b.at ? 1 : -1))
    if (!run || all.some(isUnderWay)) return
    const year = Number(this.day.slice(0, 4))
    const named = { id: nextNumber(all, county, year), year, day: this.day, at: this.now().toISOString() }
    await this.delivery.settle([await this.delivery.prepare(county, run.id, named)])
  }

  /** What waits for its approver is approved, or sent back. */
  async decide(county: string, isApproved: boolean): Promise<void> {
    this.#minutes++
    const { batches } = this.delivery.batch
    const waiting = (await batches.list(county)).find(({ state }) => state === 'prepared')
    if (!waiting) return
    if (!isApproved) {
      const returned = { by: signature('审批人'), reason: '重新核对', day: this.day }
      await batches.advance(waiting, 'prepared', { state: 'returned', returned })
      return
    }
    await batches.advance(waiting, 'prepared', {
      ...{ state: 'approving', approvedBy: signature('审批人'), day: this.day },
    })
    await this.delivery.settle([{ stage: 'batch', body: { type: 'approve', county, batch: waiting.id } }])
  }

  /** The bank answers each row of the county's last batch, or some. */
  async bank(county: string, resultOf: (row: number) => string | undefined): Promise<void> {
    const batch = (await this.delivery.batch.batches.list(county)).findLast(({ frozen }) => frozen)
    if (!batch?.frozen) return
    const rows = await thaw(this.delivery.batch.outbox, batch.frozen, BatchRow)
    const answered = rows.flatMap((row, at): Cells[] => {
      const result = resultOf(at + 1)
      if (result === undefined) return []
      const [number, yuan] = [String(at + 1), (row.fen / 100).toFixed(2)]
      const said = { 批次号: batch.id, 序号: number, 姓名: row.name, 身份证号码: row.id, 金额: yuan }
      return [{ ...said, 处理结果代码: result, 处理日期: this.day }]
    })
    const sum = answered.reduce((all, { 金额 = '0' }) => all + Number(金额), 0)
    const control = `笔数,${answered.length},总金额,${sum.toFixed(2)}\r\n`
    if (answered.length > 0) await this.answer('bank-return', county, answered, control)
  }

  async cases(county: string): Promise<{ readonly row: CaseRow; readonly person: Person }[]> {
    const { rows } = await casesOf(this.delivery.world.snapshot, county)
    const keys = [...new Set(rows.map(({ key }) => key))]
    const persons = await this.delivery.world.match.people.get(keys, 'strong')
    return rows.map((row) => ({ row, person: persons.get(row.key)! }))
  }

  /** The person's case, as rows of answers name it. */
  async named(county: string, id: string): Promise<Cells | undefined> {
    const own = (await this.cases(county)).findLast(({ person }) => person.id === id)
    return (
      own && {
        案件编号: own.row.number,
        姓名: Object.values(own.person.lists).find((l) => l.row)?.row?.name ?? '',
        身份证号码: id,
      }
    )
  }
}
