/** Name lists and registers of a month, with their slips of the pen. */
import type { CityPlaces, County } from '../../../divisions/divisions-of.ts'
import { addMonths } from '../../../samples/calendar.ts'
import { CATEGORIES, type Category } from '../../../samples/categories.ts'
import { type Column, LIST_COLUMNS, REGISTER_COLUMNS } from '../../../samples/columns.ts'
import type { ListRow } from '../../../samples/listing.ts'
import { random } from '../../../samples/random.ts'
import type { RegisterRow } from '../../../samples/register-row.ts'
import { spoilListRow, spoilRegisterRow } from '../../../samples/spoil.ts'
import type { SimulatedMonth } from '../calendar.ts'
import type { Citizen, Living } from '../citizens.ts'
import type { Inbox, PlantedRow } from '../office-file.ts'

const SENDERS: Record<Category, string> = {
  'registered-poor': 'poverty-alleviation',
  dibao: 'civil-affairs',
  tekun: 'civil-affairs',
  disabled: 'disabled-federation',
}
const SPOILED = 0.06

export interface ListingOffices {
  readonly living: Living
  readonly places: CityPlaces
  /** What was last sent of a person to a list, so that only changes are sent again. */
  readonly sent: Map<string, string>
}

export function sendLists(offices: ListingOffices, month: SimulatedMonth, inbox: Inbox): void {
  for (const county of offices.living.counties)
    for (const category of CATEGORIES) sendList(offices, county, category, month, inbox)
}

function sendList(offices: ListingOffices, county: County, category: Category, month: SimulatedMonth, inbox: Inbox) {
  const { living, places, sent } = offices
  const { seed, met } = living
  const draw = random(seed, 'list', county.code, category, month.number)
  const listed = living.people.filter((citizen) => isListed(citizen, county.code, category))
  const isFull = month.number === 0 || draw.chance(0.2)
  const rows: PlantedRow[] = []
  for (const citizen of listed) {
    const key = `${county.code}/${category}/${citizen.id}`
    const row = listRow(citizen, county, category, month)
    const says = JSON.stringify([row.name, row.township])
    if (!isFull && (sent.get(key) === says || draw.chance(0.2))) continue
    const spoiled = spoilListRow(row, category, SPOILED, nextName(places, county), [seed, key, month.number])
    for (const one of spoiled) {
      const { returned } = one
      if (returned) met.count(`list row: ${returned}`)
      rows.push({
        cells: cellsOf(LIST_COLUMNS[category], one, rows.length + 1),
        ...(returned && { codes: [returned] }),
      })
    }
    if (spoiled.some(({ returned }) => !returned)) sent.set(key, says)
  }
  if (isFull)
    for (const key of sent.keys())
      if (key.startsWith(`${county.code}/${category}/`) && !listed.some(({ id }) => key.endsWith(id))) sent.delete(key)
  const own = { division: county.code, office: SENDERS[category] }
  if (draw.chance(rows.length === 0 ? 0.7 : 0.1)) inbox.sayNil({ ...own, form: `${category}-new` })
  if (rows.length === 0) return
  if (isFull && month.number > 0 && rows.length > 3 && draw.chance(0.25)) {
    met.count('list: full, most of it missing')
    rows.length = 2
  }
  met.count(isFull ? 'list: full' : 'list: new')
  const [year, number] = month.period.split('-').map(Number)
  inbox.put({
    ...{ ...own, form: `${category}-${isFull ? 'full' : 'new'}` },
    above: [[`填报单位：${county.name}  所属期：${year}年${number}月  名单类型：${isFull ? '全部' : '新增'}`]],
    headings: LIST_COLUMNS[category].map(({ heading }) => heading),
    rows,
  })
}

const isListed = ({ county, alsoIn, categories }: Citizen, code: string, category: Category) =>
  (county === code && categories.includes(category)) || (alsoIn === code && categories[0] === category)

const nextName = ({ counties }: CityPlaces, { code }: County) =>
  counties[(counties.findIndex((one) => one.code === code) + 1) % counties.length]!.name

const cellsOf = <Row>(columns: readonly Column<Row>[], row: Row, number: number) =>
  columns.map((column) => column.of(row, number))

function listRow(citizen: Citizen, county: County, category: Category, { period }: SimulatedMonth): ListRow {
  const township = citizen.county === county.code ? citizen.township : county.townships[citizen.number % 3]!
  const certificate = { 'registered-poor': 'P', dibao: 'DB', tekun: 'TK', disabled: '' }[category]
  return {
    county: county.name,
    township: township.name,
    village: `${'东西南北'[citizen.number % 4]}坑村委会`,
    name: citizen.misheardBy === category ? citizen.misheardAs : citizen.name,
    sex: citizen.sex,
    idNumber: citizen.id,
    birthDate: citizen.birthDate,
    address: `${county.name}${township.name}`,
    phone: `160${String(citizen.number).padStart(8, '0')}`,
    recognisedOn: `${addMonths(`${period}-01`, -2).slice(0, 7)}-15`,
    certificate: category === 'disabled' ? `${citizen.id}61` : certificate + String(citizen.number).padStart(6, '0'),
    head: citizen.name,
    relation: '户主',
    support: '分散供养',
    disability: '精神',
    grade: '一级',
  }
}

export function sendRegisters({ living, places }: ListingOffices, month: SimulatedMonth, inbox: Inbox): void {
  const { seed, met } = living
  for (const county of living.counties) {
    const draw = random(seed, 'register', county.code, month.number)
    if (month.number > 0 && draw.chance(0.25)) {
      met.count('register: none this month')
      continue
    }
    const rows: PlantedRow[] = []
    for (const citizen of living.people)
      for (const row of registerRows(citizen, county, month.today)) {
        const key = [seed, county.code, citizen.number, row.scheme, month.number]
        for (const one of spoilRegisterRow(row, SPOILED / 2, nextName(places, county), key)) {
          const { returned } = one
          if (returned) met.count(`register row: ${returned}`)
          rows.push({ cells: cellsOf(REGISTER_COLUMNS, one, 0), ...(returned && { codes: [returned] }) })
        }
      }
    if (rows.length === 0) continue
    met.count('register')
    const headings = REGISTER_COLUMNS.map(({ heading }) => heading)
    inbox.put({ division: county.code, office: 'social-insurance', form: 'register', headings, rows })
  }
}

function registerRows(citizen: Citizen, county: County, today: string): RegisterRow[] {
  const seen = new Set<string>()
  return citizen.enrolments.flatMap(({ county: code, scheme, status, contribution, benefit, student }) => {
    if (code !== county.code || seen.has(scheme)) return []
    seen.add(scheme)
    const draws = benefit !== '未领取'
    return [
      {
        ...{ scheme, status, contribution, benefit, county: county.name, idNumber: citizen.id },
        name: citizen.misheardBy === 'register' ? citizen.misheardAs : citizen.name,
        enrolledOn: '2012-01-01',
        months: 12,
        amount: contribution === '未缴费' ? undefined : today < '2020' ? 120 : 180,
        benefitSince: draws ? `${Number(citizen.birthDate.slice(0, 4)) + 60}-01` : undefined,
        benefitAmount: draws ? 150 : undefined,
        student: student ? '是' : undefined,
      },
    ]
  })
}
