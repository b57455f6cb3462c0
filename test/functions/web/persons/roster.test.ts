import { expect, test } from 'vitest'
import type { RosterPerson } from '../../../../functions/web/persons/listed-now.ts'
import { comparedWith, isWantedBy } from '../../../../functions/web/persons/roster.ts'

const person = (key: string, more: Partial<RosterPerson> = {}): RosterPerson => ({
  ...{ key, id: `44022219900101${key}`, name: '李一甲', township: '440222100' },
  ...more,
})
const of = (...persons: RosterPerson[]) => new Map(persons.map((one) => [one.key, one]))

test('whoever is new, listed no more or otherwise listed is told apart from whoever stays', () => {
  const before = of(person('1'), person('2'), person('3'), person('4', { village: '一村' }))
  const now = of(person('1'), person('3', { township: '440222101' }), person('4', { village: '二村' }), person('5'))
  const changes = comparedWith(before, now).map(({ key, change }) => [key, change])
  expect(changes).toEqual([
    ['1', undefined],
    ['2', 'ended'],
    ['4', 'changed'],
    ['5', 'began'],
    ['3', 'changed'],
  ])
})

test('a name or a whole number finds; a part of a number and one sign do not', () => {
  const one = person('1', { id: '440222199001011234' })
  expect([isWantedBy('一甲')(one), isWantedBy('440222199001011234')(one), isWantedBy('张三')(one)]).toEqual([
    true,
    true,
    false,
  ])
  for (const asked of ['李', '4402221990']) expect(() => isWantedBy(asked)).toThrow('18位身份证号码')
})
