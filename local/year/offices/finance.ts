/** The finance bureau pays what it is asked, in its own way. */
import { type Random, random } from '../../../samples/random.ts'
import type { PlantedRow } from '../office-file.ts'
import type { KnownRequest } from '../payments-known.ts'
import { yuanOf } from '../read-files.ts'
import { dayBefore, type Office } from './office.ts'

interface Paid {
  readonly request: KnownRequest
  readonly fen: number
  readonly on: string
  readonly voucher: string
  /** Number of the month. */
  readonly sent: number
}
interface Due {
  readonly request: KnownRequest
  readonly fen: number
  readonly month: number
}

export class Finance {
  readonly requests: KnownRequest[] = []
  #due: Due[] = []
  readonly #paid: Paid[] = []
  #vouchers = 0

  take(request: KnownRequest, { seed, met }: Pick<Office, 'seed' | 'met'>): void {
    this.requests.push(request)
    const draw = random(seed, 'finance', request.id)
    if (request.fen === 0) return
    const [name, parts] = habitOf(request.fen, draw)
    met.count(`finance: ${name}`)
    let month = request.month + 1 + (draw.chance(0.2) ? draw.int(4) : 0)
    for (const fen of parts) {
      this.#due.push({ request, fen, month })
      month += draw.int(2)
    }
  }

  send(office: Office, county: string): void {
    const { seed, met, month, inbox } = office
    const draw = random(seed, 'finance', county, month.number)
    const isOwn = ({ request }: { request: KnownRequest }) => request.county === county
    const due = this.#due.filter((one) => isOwn(one) && one.month <= month.number)
    const rows: PlantedRow[] = []
    for (const one of due) {
      const on = [one.request.day, dayBefore(month.today, draw.int(8))].sort()[1]!
      const paid = { request: one.request, fen: one.fen, on, voucher: `00${++this.#vouchers}`, sent: month.number }
      if (one.fen > 0 && draw.chance(0.1)) {
        const { name, code, change } = draw.pick(SLIPS)
        met.count(`allocation row: ${name}`)
        rows.push({ cells: change(cellsOf(paid)), codes: [code] })
        continue
      }
      if (this.#sumOf(one.request) + one.fen < 0) {
        met.count('allocation row: below-zero')
        rows.push({ cells: cellsOf(paid), codes: ['below-zero'] })
      } else {
        this.#paid.push(paid)
        rows.push({ cells: cellsOf(paid) })
      }
      this.#due = this.#due.filter((other) => other !== one)
    }
    const [first] = rows
    if (first && !first.codes && draw.chance(0.08)) {
      met.count('allocation row: duplicate-row')
      rows.push({ ...first, codes: ['duplicate-row'] })
    }
    rows.push(...this.#repeats(county, draw, office))
    if (rows.length === 0) return
    inbox.put({ division: county, office: 'finance', form: 'allocation', headings: HEADINGS, rows })
    met.count('finance: files')
  }

  /** A row of an earlier file once more, or with another amount. */
  #repeats(county: string, draw: Random, { met, month }: Office): PlantedRow[] {
    const earlier = this.#paid.filter(
      ({ request, sent, fen }) => request.county === county && sent < month.number && fen > 0,
    )
    if (earlier.length === 0 || !draw.chance(0.2)) return []
    const one = draw.pick(earlier)
    const isOther = draw.chance(0.4)
    met.count(isOther ? 'allocation row: voucher-conflict' : 'allocation row: sent again')
    return isOther
      ? [{ cells: cellsOf({ ...one, fen: one.fen + 100 }), codes: ['voucher-conflict'] }]
      : [{ cells: cellsOf(one) }]
  }

  #sumOf(request: KnownRequest): number {
    return this.#paid.filter((one) => one.request === request).reduce((sum, { fen }) => sum + fen, 0)
  }
}

const HEADINGS = ['申请编号*', '申请金额*', '拨付金额*', '拨付日期*', '凭证号*']

const cellsOf = ({ request, fen, on, voucher }: Paid) => [request.id, yuanOf(request.fen), yuanOf(fen), on, voucher]

function habitOf(fen: number, draw: Random): [string, number[]] {
  const dealt = draw.int(100)
  const part = 1 + draw.int(Math.max(1, fen - 1))
  if (dealt < 55) return ['in full', [fen]]
  if (dealt < 75) return ['in parts', [part, fen - part].filter((one) => one !== 0)]
  if (dealt < 80) return ['a part only', [part]]
  if (dealt < 86) return ['more than was asked', [fen + 100 * (1 + draw.int(500))]]
  if (dealt < 91) return ['in full, then partly taken back', [fen, -part]]
  if (dealt < 94) return ['more taken back than given', [part, -part - 100, fen - part].filter((one) => one !== 0)]
  if (dealt < 96) return ['in full twice', [fen, fen]]
  return ['lost', []]
}

type Cells = (string | undefined)[]

const changed = (at: number, cell: string) => (cells: Cells) => cells.map((one, index) => (index === at ? cell : one))

const SLIPS: readonly { name: string; code: string; change: (cells: Cells) => Cells }[] = [
  { name: 'request-unknown', code: 'request-unknown', change: changed(0, '440203-2018-999') },
  { name: 'amount-mismatch', code: 'amount-mismatch', change: changed(1, '1.00') },
  { name: 'amount no number', code: 'code-unknown', change: changed(2, '壹佰元') },
  { name: 'amount nought', code: 'code-unknown', change: changed(2, '0') },
  { name: 'date-unfit, to come', code: 'date-unfit', change: changed(3, '2099-01-01') },
  { name: 'date-unfit, before the request', code: 'date-unfit', change: changed(3, '2015-01-01') },
  { name: 'voucher-missing', code: 'voucher-missing', change: changed(4, '') },
]
