/** A bank with every habit: late, in parts, twice, under another number, wrong, unclear, and taken back. */
import { type Random, random } from '../../../samples/random.ts'
import type { OfficeFile, PlantedRow } from '../office-file.ts'
import type { KnownBatch, KnownRow } from '../payments-known.ts'
import { yuanOf } from '../read-files.ts'
import { dayBefore, type Office } from './office.ts'

interface Said {
  readonly row: KnownRow
  readonly code: string
}
interface Due extends Said {
  readonly month: number
}

/** One bank for all counties. */
export class Bank {
  readonly batches: KnownBatch[] = []
  readonly #due = new Map<KnownBatch, Due[]>()
  readonly #sent = new Map<KnownBatch, Said[]>()

  /** Makes up what will become of each row, and when the bank says so. */
  take(batch: KnownBatch, { seed, met }: Pick<Office, 'seed' | 'met'>): void {
    this.batches.push(batch)
    const draw = random(seed, 'bank', batch.id)
    const [habit, late] = draw.chance(0.06)
      ? ['lost', 99]
      : draw.chance(0.2)
        ? ['late', 2 + draw.int(3)]
        : ['in time', 1]
    met.count(`bank: ${habit}`)
    const inParts = draw.chance(0.25)
    if (inParts) met.count('bank: in parts')
    this.#due.set(
      batch,
      batch.rows.flatMap((row) => {
        const [name, codes] = courseOf(draw)
        met.count(`bank row: ${name}`)
        let month = batch.month + late + (inParts ? draw.int(2) : 0)
        return codes.map((code) => {
          const due = { row, code, month }
          month += 1 + draw.int(2)
          return due
        })
      }),
    )
  }

  send(office: Office): void {
    for (const batch of this.batches) {
      const draw = random(office.seed, 'bank', batch.id, office.month.number)
      const all = this.#due.get(batch) ?? []
      const due = all.filter(({ month }) => month <= office.month.number)
      const again = this.#sent.get(batch)
      if (again && draw.chance(0.12)) {
        office.met.count('bank: an earlier return sent again')
        this.#put(batch, again, office, draw, 'as it is')
      }
      // Of two results of a row the later waits, as one file has a row once.
      const once = due.filter(({ row }, at) => due.findIndex((other) => other.row === row) === at)
      if (once.length === 0) continue
      const parts = once.length > 1 && draw.chance(0.2) ? [once.slice(1), once.slice(0, 1)] : [once]
      for (const part of parts) {
        const said = draw.chance(0.2) ? draw.shuffle(part) : part
        const taken = this.#put(batch, said, office, draw, draw.chance(0.12) ? 'refused' : 'with slips')
        this.#due.set(
          batch,
          this.#due.get(batch)!.filter((one) => !taken.has(one)),
        )
        if (draw.chance(0.08)) {
          office.met.count('bank: the same return twice at once')
          this.#put(batch, said, office, draw, 'as it is')
        }
      }
    }
  }

  /** @returns what need not be said again */
  #put(
    batch: KnownBatch,
    said: readonly Said[],
    office: Office,
    draw: Random,
    how: 'as it is' | 'with slips' | 'refused',
  ): Set<Said> {
    const on = [batch.day, dayBefore(office.month.today, draw.int(10))].sort()[1]!
    const rows: (PlantedRow & { said: Said })[] = []
    const seen = new Set<number>()
    for (const one of said) {
      const slip = how === 'with slips' && draw.chance(0.06) ? draw.pick(SLIPS) : undefined
      if (slip) office.met.count(`bank row: ${slip.code}`)
      const fields: Fields = fieldsOf(one, batch, on)
      const written = slip ? { ...fields, ...slip.change(fields) } : fields
      const isKnown = slip?.code !== 'row-unknown'
      const tested = isKnown && slip?.code !== 'code-unknown'
      const codes = [
        ...(slip ? [slip.code] : []),
        ...(tested && this.#contradicts(one, batch) ? ['result-conflict'] : []),
        ...(seen.has(Number(written.number)) ? ['duplicate-row'] : []),
      ]
      seen.add(Number(written.number))
      if (codes.includes('result-conflict')) office.met.count('bank row: result-conflict')
      rows.push({ said: one, cells: FIELDS.map((field) => written[field]), codes })
    }
    const [first] = rows
    if (first && how === 'with slips' && draw.chance(0.05)) {
      office.met.count('bank row: duplicate-row')
      const { codes, said: same, cells } = first
      const kept = codes?.includes('result-conflict') || this.#contradicts(same, batch)
      const own = (codes ?? []).filter((code) => code !== 'result-conflict')
      rows.push({
        said: same,
        cells,
        codes: [
          ...own,
          ...(kept && !own.includes('code-unknown') && !own.includes('row-unknown') ? ['result-conflict'] : []),
          'duplicate-row',
        ],
      })
    }
    const refusal = how === 'refused' ? draw.pick(rows.length > 1 ? [MIXED, ...REFUSALS] : REFUSALS) : undefined
    if (refusal) office.met.count(`bank: ${refusal.code}`)
    const file = returnOf(batch.county, rows)
    office.inbox.put(refusal ? { ...refusal.change(file), refused: ['return-refused', refusal.code] } : file)
    office.met.count('bank: returns')
    if (refusal) return new Set()
    const good = rows.filter(({ codes = [] }) => codes.length === 0).map((row) => row.said)
    for (const { row, code } of good) row.code = meaningOf(code)
    this.#sent.set(batch, [...said])
    // What contradicts is not said again.
    return new Set(
      rows.filter(({ codes = [] }) => codes.every((code) => code === 'result-conflict')).map((row) => row.said),
    )
  }

  #contradicts({ row, code }: Said, batch: KnownBatch): boolean {
    const [before, now] = [row.code, meaningOf(code)]
    if (before === now) return false
    if (now === '05') return before !== '00'
    if (before === undefined || before === '90') return false
    if (before === '00' || now === '90') return true
    const at = this.batches.indexOf(batch)
    return this.batches.some(
      (other, index) =>
        (index > at || other.month > batch.month || (other.month === batch.month && other !== batch)) &&
        other.rows.some(
          (one) => one.id === row.id && one.isClaim === row.isClaim && (row.isClaim || one.year === row.year),
        ),
    )
  }
}

const KNOWN = ['00', '01', '02', '03', '04', '05', '90', '99']
const meaningOf = (code: string) => (KNOWN.includes(code) ? code : '90')

interface Fields extends Record<string, string> {
  batch: string
  number: string
  name: string
  id: string
  amount: string
  code: string
  on: string
}

const FIELDS = ['batch', 'number', 'name', 'id', 'amount', 'code', 'on'] as const

const fieldsOf = ({ row, code }: Said, batch: KnownBatch, on: string): Fields => ({
  ...{ batch: batch.id, number: String(row.number), name: row.name, id: row.id },
  ...{ amount: yuanOf(row.fen), code, on },
})

const HEADINGS = ['批次号*', '序号*', '姓名*', '身份证号码*', '金额*', '处理结果代码*', '处理日期*']

function courseOf(draw: Random): [string, string[]] {
  const failure = draw.pick(['01', '02', '03', '04', '99'])
  const other = draw.pick(['01', '02', '03', '99'])
  const dealt = draw.int(100)
  if (dealt < 60) return ['00', ['00']]
  if (dealt < 72) return [failure, [failure]]
  if (dealt < 78) return ['90, later 00', ['90', '00']]
  if (dealt < 81) return ['90, later a failure', ['90', failure]]
  if (dealt < 84) return ['an unknown code, later 00', ['77', '00']]
  if (dealt < 85) return ['an unknown code for good', ['8A']]
  if (dealt < 89) return ['00, later reversed', ['00', '05']]
  if (dealt < 92) return ['a failure, later corrected to 00', [failure, '00']]
  if (dealt < 94) return ['a failure, later another', [failure, other]]
  if (dealt < 95) return ['00, later a failure', ['00', failure]]
  if (dealt < 96) return ['05 at once', ['05', '00']]
  if (dealt < 97) return ['00, later 90', ['00', '90']]
  if (dealt < 98) return ['reversed, later booked again', ['00', '05', '00']]
  return ['never', []]
}

const SLIPS: readonly { code: string; change: (fields: Fields) => Partial<Fields> }[] = [
  { code: 'row-unknown', change: () => ({ number: '99999' }) },
  { code: 'row-mismatch', change: () => ({ name: '某某某' }) },
  { code: 'row-mismatch', change: ({ id }) => ({ id: `${id.slice(0, 17)}${id.endsWith('1') ? '2' : '1'}` }) },
  { code: 'row-mismatch', change: ({ amount }) => ({ amount: String(Number(amount) + 1) }) },
  { code: 'code-unknown', change: () => ({ code: '' }) },
  { code: 'date-unfit', change: () => ({ on: '2099-01-01' }) },
  { code: 'date-unfit', change: () => ({ on: '2015-01-01' }) },
]

const REFUSALS: readonly { code: string; change: (file: OfficeFile) => OfficeFile }[] = [
  { code: 'total-mismatch', change: (file) => ({ ...file, above: [['笔数', file.rows.length, '总金额', '1.23']] }) },
  { code: 'control-missing', change: (file) => ({ ...file, above: [] }) },
  {
    code: 'batch-unknown',
    change: (file) => ({
      ...file,
      rows: file.rows.map(({ cells: [, ...cells] }) => ({ cells: ['440203-2018-999', ...cells] })),
    }),
  },
]

/** A later row is of another batch. */
const MIXED: (typeof REFUSALS)[number] = {
  code: 'batch-mixed',
  change: (file) => ({
    ...file,
    rows: file.rows.map(({ cells: [batch, ...cells] }, at) => ({
      cells: [at === file.rows.length - 1 ? '440203-2018-999' : batch, ...cells],
    })),
  }),
}

function returnOf(division: string, rows: readonly PlantedRow[]): OfficeFile {
  const sum = rows.reduce((total, { cells }) => total + Number(cells[4]), 0)
  const above = [['笔数', rows.length, '总金额', sum.toFixed(2)]]
  return { division, office: 'bank', form: 'bank-return', above, headings: HEADINGS, rows }
}
