import { describe, expect, test } from 'vitest'
import { type Changes, decisions, HERE, outcome, policy, THERE } from './perfect-person.ts'

const OWN = `${HERE}#resident`
const OTHER = `${THERE}#resident`
const LISTED = `lists.${HERE}#dibao`

/** What makes each line hold by itself, in order: joined, the first of them decides. */
const HOLDS: readonly [line: string, Changes][] = [
  ['1 review/name-conflict', { lists: { [`${HERE}#tekun`]: { name: '张四' } } }],
  ['2 deceased', { register: { [`${HERE}#public`]: { enrolment: 'deceased', contribution: 'unpaid' } } }],
  ['3 review/register-incomplete', { missing: [HERE] }],
  ['4 review/two-counties', { lists: { [`${THERE}#tekun`]: {} } }],
  ['5 review/duplicate-enrolment', { register: { [OWN]: {}, [OTHER]: {} } }],
]

describe('the lines of docs/rules.md#determination, one by one', () => {
  test('14 pay: a perfect person', () => {
    expect(decisions({})).toEqual({
      [HERE]: { line: 14, outcome: 'pay', facts: [`register.${OWN}`], policy: 1, day: '2018-06-06' },
    })
  })

  describe('1 review name-conflict: names differ', () => {
    const conflict = '1 review/name-conflict'
    test.each<[string, Changes]>([
      ['between two lists of the county', { lists: { [`${HERE}#tekun`]: { name: '张四' } } }],
      ['between lists of two counties', { lists: { [`${THERE}#tekun`]: { name: '张四' } } }],
      ['between list and register', { register: { [OWN]: { name: '张四' } } }],
      ["and another county's register", { register: { [OTHER]: { name: '张四' } } }],
      ['and a row of another scheme', { register: { [`${HERE}#employee`]: { name: '张四' } } }],
      ['and a row that is 终止', { register: { [`${THERE}#public`]: { name: '张四', enrolment: 'ended' } } }],
      ['and a row that says 死亡', { register: { [OWN]: { name: '张四', enrolment: 'deceased' } } }],
      ['without a register of the county', { register: { [OTHER]: { name: '张四' } }, missing: [HERE] }],
    ])('%s', (_, changes) => expect(outcome(changes)).toBe(conflict))

    test.each<[string, Changes]>([
      ['names agree', { lists: { [`${HERE}#tekun`]: {} } }],
      [
        'the listing with the other name has ended',
        { lists: { [`${HERE}#tekun`]: { name: '张四' } }, ended: [`lists.${HERE}#tekun`] },
      ],
      [
        'the row with the other name has ended',
        { register: { [`${THERE}#public`]: { name: '张四' } }, ended: [`register.${THERE}#public`] },
      ],
      [
        'the category of the other name is over',
        { lists: { [`${HERE}#tekun`]: { name: '张四' } }, policy: until('tekun', '2018-06-05') },
      ],
    ])('no: %s', (_, changes) => expect(outcome(changes)).toBe('14 pay'))

    test('in every county of listing', () => {
      const both = decisions({ lists: { [`${THERE}#tekun`]: { name: '张四' } } })
      expect(Object.keys(both)).toEqual([HERE, THERE])
      for (const d of Object.values(both)) expect(d.reason).toBe('name-conflict')
    })
  })

  describe('2 deceased: any register row has status 死亡', () => {
    const dead = { enrolment: 'deceased' } as const
    test.each<[string, Changes]>([
      ['the resident row', { register: { [OWN]: dead } }],
      ['of another scheme', { register: { [`${HERE}#employee`]: dead } }],
      ['of another county', { register: { [`${THERE}#public`]: dead } }],
      [
        "of another county, with no register of one's own",
        { register: { [OWN]: undefined, [OTHER]: dead }, missing: [HERE] },
      ],
    ])('%s', (_, changes) => expect(outcome(changes)).toBe('2 deceased'))
    test('no: the row has ended', () => {
      expect(outcome({ register: { [`${THERE}#public`]: dead }, ended: [`register.${THERE}#public`] })).toBe('14 pay')
    })
  })

  describe('3 review register-incomplete', () => {
    const incomplete = '3 review/register-incomplete'
    const gone = { register: { [OWN]: undefined } }
    test('the county of listing has no accepted register yet', () => {
      expect(outcome({ ...gone, missing: [HERE] })).toBe(incomplete)
      expect(decisions({ ...gone, missing: [HERE] })[HERE]!.facts).toEqual([])
    })
    test("the person's row was returned and no earlier fact stands", () => {
      expect(outcome({ ...gone, rejectionFlags: [OWN] })).toBe(incomplete)
      expect(decisions({ ...gone, rejectionFlags: [OWN] })[HERE]!.facts).toEqual([`rejectionFlags.${OWN}`])
      expect(outcome({ rejectionFlags: [OWN], ended: [`register.${OWN}`] })).toBe(incomplete)
      expect(outcome({ register: { [OWN]: undefined, [`${THERE}#public`]: {} }, rejectionFlags: [OWN] })).toBe(
        incomplete,
      )
    })
    test('a register of any county may have rows of the person that cannot be read, whatever is known besides', () => {
      expect(outcome({ unread: [THERE] })).toBe(incomplete)
      expect(decisions({ unread: [THERE] })[HERE]!.facts).toEqual([`unread.${THERE}`])
      expect(outcome({ unread: [THERE], register: { [OTHER]: { enrolment: 'deceased' } } })).toBe('2 deceased')
    })
    test('of one scheme: an accepted row of the same person counts for its own scheme', () => {
      const ended = { [OWN]: undefined, [`${HERE}#employee`]: { enrolment: 'ended' } } as const
      expect(outcome({ register: ended })).toBe('15 enrol')
      expect(outcome({ register: ended, rejectionFlags: [OWN] })).toBe(incomplete)
      expect(outcome({ register: ended, unnumbered: ['张三 resident'] })).toBe(incomplete)
      expect(outcome({ register: ended, unnumbered: ['张三 employee'] })).toBe('15 enrol')
      // The resident row stands; the employee's, which may say that they are insured there, was returned.
      expect(outcome({ rejectionFlags: [`${HERE}#employee`] })).toBe(incomplete)
      expect(decisions({ rejectionFlags: [`${HERE}#employee`] })[HERE]!.facts).toEqual([
        `rejectionFlags.${HERE}#employee`,
      ])
    })
    test('no: an earlier fact stands, an accepted row of the same person counts', () => {
      expect(outcome({ rejectionFlags: [OWN] })).toBe('14 pay')
      const ended = { register: { [OWN]: undefined, [`${HERE}#public`]: { enrolment: 'ended' } } } as const
      expect(outcome({ ...ended, rejectionFlags: [`${HERE}#public`] })).toBe('15 enrol')
    })
    test('by name: it stands in a returned row without a number, and the person has no row there', () => {
      expect(outcome({ ...gone, unnumbered: ['张三'] })).toBe(incomplete)
      expect(decisions({ ...gone, unnumbered: ['张三'] })[HERE]!.facts).toEqual([LISTED])
      const both = { ...gone, unnumbered: ['张三'], rejectionFlags: [OWN], lists: { [`${HERE}#tekun`]: {} } }
      expect(decisions(both)[HERE]!.facts).toEqual([LISTED, `lists.${HERE}#tekun`, `rejectionFlags.${OWN}`])
      const elsewhere = { ...gone, register: { [OWN]: undefined, [OTHER]: {} }, unnumbered: ['张三'] }
      expect(outcome(elsewhere)).toBe(incomplete)
    })
    test('no, by name: a row of the person, another name, the name of a listing that has ended, of another county', () => {
      expect(outcome({ unnumbered: ['张三 resident'] })).toBe('14 pay')
      expect(outcome({ ...gone, unnumbered: ['张四'] })).toBe('15 enrol')
      const over = { lists: { [`${HERE}#tekun`]: { name: '张四' } }, ended: [`lists.${HERE}#tekun`] }
      expect(outcome({ ...gone, ...over, unnumbered: ['张四'] })).toBe('15 enrol')
      const there = { ...gone, lists: { [`${HERE}#dibao`]: undefined, [`${THERE}#dibao`]: {} }, unnumbered: ['张三'] }
      expect(outcome(there, THERE)).toBe('15 enrol')
    })
    test('no: the mark is over, or of another county; another county lacks a register', () => {
      expect(outcome({ ...gone, rejectionFlags: [OWN], ended: [`rejectionFlags.${OWN}`] })).toBe('15 enrol')
      expect(outcome({ ...gone, rejectionFlags: [OTHER] })).toBe('15 enrol')
      expect(outcome({ missing: [THERE] })).toBe('14 pay')
    })
    test('each county of listing by itself', () => {
      const changes = { lists: { [`${THERE}#dibao`]: {} }, missing: [THERE] }
      expect(outcome(changes, HERE)).toBe('4 review/two-counties')
      expect(outcome(changes, THERE)).toBe(incomplete)
    })
  })

  describe('4 review two-counties', () => {
    test.each(['dibao', 'tekun'])('active listings in two counties (there as %s): in both', (category) => {
      const changes = { lists: { [`${THERE}#${category}`]: {} } }
      for (const county of [HERE, THERE]) expect(outcome(changes, county)).toBe('4 review/two-counties')
      expect(decisions(changes)[HERE]!.facts).toEqual([LISTED, `lists.${THERE}#${category}`])
    })
    test('no: two categories of one county', () => {
      expect(outcome({ lists: { [`${HERE}#tekun`]: {} } })).toBe('14 pay')
    })
    test('no: the other has ended', () => {
      const changes = { lists: { [`${THERE}#tekun`]: {} }, ended: [`lists.${THERE}#tekun`] }
      expect(outcome(changes)).toBe('14 pay')
      expect(outcome(changes, THERE)).toBe('nothing')
    })
  })

  describe('5 review duplicate-enrolment, 6 review enrolled-elsewhere', () => {
    test.each(['active', 'paused'] as const)('5: resident rows in two counties, the other %s', (enrolment) => {
      const changes = { register: { [OTHER]: { enrolment } } }
      expect(outcome(changes)).toBe('5 review/duplicate-enrolment')
      expect(decisions(changes)[HERE]!.facts).toEqual([`register.${OWN}`, `register.${OTHER}`])
    })
    test('5: in two counties, neither of them that of the listing', () => {
      const changes = { register: { [OWN]: undefined, [OTHER]: {}, '440224#resident': {} } }
      expect(outcome(changes)).toBe('5 review/duplicate-enrolment')
    })
    test.each(['active', 'paused'] as const)('6: the resident row, %s, in another county', (enrolment) => {
      const changes = { register: { [OWN]: undefined, [OTHER]: { enrolment } } }
      expect(outcome(changes)).toBe('6 review/enrolled-elsewhere')
      expect(decisions(changes)[HERE]!.facts).toEqual([`register.${OTHER}`])
    })
    test('6: the own row is 终止', () => {
      expect(outcome({ register: { [OWN]: { enrolment: 'ended' }, [OTHER]: {} } })).toBe('6 review/enrolled-elsewhere')
    })
    test('neither: the other is 终止, or of another scheme', () => {
      expect(outcome({ register: { [OTHER]: { enrolment: 'ended' } } })).toBe('14 pay')
      expect(outcome({ register: { [OWN]: undefined, [OTHER]: { enrolment: 'ended' } } })).toBe('15 enrol')
      expect(outcome({ register: { [`${THERE}#employee`]: { enrolment: 'paused' } } })).toBe('14 pay')
    })
    test('neither: 参保县 names the city, the register is the own', () => {
      expect(outcome({ register: { [OWN]: { place: '440200' } } })).toBe('14 pay')
    })
  })

  describe('7 under-16', () => {
    test.each([
      ['2002-06-07', '7 under-16'],
      ['2002-06-06', '14 pay'],
      ['2002-06-05', '14 pay'],
      ['2018-06-06', '7 under-16'],
    ])('born %s: %s', (born, expected) => {
      expect(outcome({ born })).toBe(expected)
    })
    test('not enrolled, under 16', () => {
      expect(outcome({ born: '2010-01-01', register: { [OWN]: undefined } })).toBe('7 under-16')
    })
    test('who is born on 29 February is 16 on that day', () => {
      expect(outcome({ born: '2000-02-29', day: '2016-02-28' })).toBe('7 under-16')
      expect(outcome({ born: '2000-02-29', day: '2016-02-29' })).toBe('14 pay')
    })
  })

  describe('8 other-scheme: 企业职工 or 机关事业 with 正常参保 or 正常领取', () => {
    test.each(['employee', 'public'])('%s', (scheme) => {
      const key = `${HERE}#${scheme}`
      expect(outcome({ register: { [key]: { enrolment: 'active' } } })).toBe('8 other-scheme')
      expect(outcome({ register: { [key]: { enrolment: 'paused', benefit: 'drawing' } } })).toBe('8 other-scheme')
      expect(outcome({ register: { [key]: { enrolment: 'ended', benefit: 'drawing' } } })).toBe('8 other-scheme')
      expect(outcome({ register: { [`${THERE}#${scheme}`]: {} } })).toBe('8 other-scheme')
      expect(outcome({ register: { [key]: { enrolment: 'paused' } } })).toBe('14 pay')
      expect(outcome({ register: { [key]: { enrolment: 'ended', benefit: 'suspended' } } })).toBe('14 pay')
      expect(decisions({ register: { [key]: {} } })[HERE]!.facts).toEqual([`register.${key}`])
    })
    test('at 60, too', () => {
      expect(outcome({ born: '1950-01-01', register: { [`${HERE}#public`]: { benefit: 'drawing' } } })).toBe(
        '8 other-scheme',
      )
    })
  })
})

describe('precedence of lines 1-7', () => {
  const join = (...all: readonly Changes[]): Changes =>
    Object.assign({}, ...all, {
      lists: Object.assign({}, ...all.map((c) => c.lists)),
      register: Object.assign({}, ...all.map((c) => c.register)),
    })
  /** Lines 6 to 8, which the changes of line 5 would hide. */
  const elsewhere: Changes = { register: { [OWN]: undefined, [OTHER]: {} } }
  const child: Changes = { born: '2010-01-01' }
  const employee: Changes = { register: { [`${HERE}#employee`]: {} } }

  test.each(HOLDS.map(([line, changes], i) => [line, changes, i] as const))(
    '%s before all that follow',
    (line, changes, i) => {
      expect(outcome(changes)).toBe(line)
      const later = HOLDS.slice(i + 1).map(([, c]) => c)
      for (const c of [...later, elsewhere, child, employee]) expect(outcome(join(c, changes))).toBe(line)
      expect(outcome(join(child, employee, ...later, changes))).toBe(line)
    },
  )

  test('6 before 7 and 8, 7 before 8', () => {
    expect(outcome(join(elsewhere, child, employee))).toBe('6 review/enrolled-elsewhere')
    expect(outcome(join(child, employee))).toBe('7 under-16')
  })

  test('7 before 11 to 13, 8 before 9 to 13', () => {
    const paid = { register: { [OWN]: { contribution: 'sponsored', student: true } } } as const
    expect(outcome(join(child, paid))).toBe('7 under-16')
    expect(outcome(join(employee, paid))).toBe('8 other-scheme')
    const drawing = { born: '1950-01-01', register: { [OWN]: { benefit: 'drawing' } } } as const
    expect(outcome(join(employee, drawing))).toBe('8 other-scheme')
  })
})

function until(category: string, day: string) {
  return { ...policy, categories: policy.categories.map((c) => (c.code === category ? { ...c, until: day } : c)) }
}
