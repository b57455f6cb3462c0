import type { County, NamedDivision } from '../divisions/divisions-of.ts'
import { addMonths, dateOf, dayNumber } from './calendar.ts'
import type { Category } from './categories.ts'
import type { Life } from './life.ts'
import { makeName } from './names.ts'
import { makeResidence } from './person.ts'
import type { Person } from './population.ts'
import { type Random, random } from './random.ts'
import type { Returned } from './returned.ts'

/** A row of a name list (docs/forms.md#name-lists); dates `YYYY-MM-DD`. */
export interface ListRow {
  readonly county: string
  readonly township: string
  readonly village: string
  readonly name: string
  readonly sex: string
  readonly idNumber: string
  readonly birthDate: string
  readonly address: string
  readonly phone: string
  readonly recognisedOn: string
  readonly certificate: string
  readonly head?: string
  readonly relation?: string
  readonly support?: '集中供养' | '分散供养'
  readonly disability?: string
  readonly grade?: string
  /** A good row has no code. */
  readonly returned?: Returned
}

const DISABILITIES = ['视力', '听力', '言语', '肢体', '智力', '精神', '多重'] as const
const GRADES = ['一级', '二级', '三级', '四级'] as const

const COVERED = DISABILITIES.flatMap((disability, kind) =>
  GRADES.flatMap((grade, level) =>
    level < 2 || kind === 4 || kind === 5 ? [{ disability, grade, digits: `${kind + 1}${level + 1}` }] : [],
  ),
)

export interface ListOptions {
  readonly seed: number
  readonly city: NamedDivision
  readonly county: County
  readonly firstDay: string
}

/** A guest stands on the list of another county. */
export function listRowOf(person: Person, life: Life, category: Category, options: ListOptions): ListRow {
  const { county } = options
  const draw = random(options.seed, person.county, person.number, category)
  const guest = county.code !== person.county
  const moved = guest || life.movedIn !== undefined
  const township = guest ? county.townships[person.number % county.townships.length]! : life.township
  const home = moved
    ? makeResidence(
        random(options.seed, person.number, township.code, life.movedIn ?? 0),
        options.city,
        county,
        township,
      )
    : person
  return {
    county: county.name,
    township: township.name,
    village: home.village,
    name: person.name,
    sex: person.sex,
    idNumber: person.idNumber,
    birthDate: person.birthDate,
    address: home.address,
    phone: person.phone,
    recognisedOn: recognitionDay(draw.next(), person, life, options.firstDay),
    ...PARTICULARS[category](draw, person),
  }
}

function recognitionDay(draw: number, person: Person, life: Life, firstDay: string): string {
  const month = life.listedIn ?? 1
  const end = dayNumber(`${addMonths(firstDay, month - 1).slice(0, 7)}-01`)
  const start = Math.max(month > 1 ? end - 28 : end - 730, dayNumber(person.birthDate) + 1)
  return dateOf(start + Math.floor(draw * (end - start)))
}

type Particulars = Pick<ListRow, 'certificate' | 'head' | 'relation' | 'support' | 'disability' | 'grade'>

const household = (draw: Random, person: Person) => {
  const isHead = person.situation !== 'under-16' && draw.chance(0.4)
  const relation = isHead ? '户主' : person.situation === 'under-16' ? draw.pick(['子', '女', '孙子', '孙女']) : '配偶'
  return { head: isHead ? person.name : makeName(draw, draw.pick(['男', '女'])), relation }
}
const digits = (draw: Random) => String(draw.int(1e8)).padStart(8, '0')

const PARTICULARS: Record<Category, (draw: Random, person: Person) => Particulars> = {
  'registered-poor': (draw, person) => ({ certificate: `P${digits(draw)}`, ...household(draw, person) }),
  dibao: (draw, person) => ({ certificate: `DB${digits(draw)}`, ...household(draw, person) }),
  tekun: (draw) => ({ certificate: `TK${digits(draw)}`, support: draw.pick(['集中供养', '分散供养']) }),
  disabled: (draw, person) => {
    const { disability, grade, digits: kindAndGrade } = draw.pick(COVERED)
    return { certificate: person.idNumber + kindAndGrade + (draw.chance(0.1) ? 'B1' : ''), disability, grade }
  },
}
