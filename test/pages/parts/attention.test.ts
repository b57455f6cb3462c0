import { describe, expect, test } from 'vitest'
import { needSomebody } from '../../../pages/parts/attention.tsx'
import type { Upload } from '../../../schemas/upload.ts'

const taken: Upload = {
  id: '1',
  division: '440222',
  office: 'civil-affairs',
  form: 'dibao-full',
  period: '2018-05',
  fileName: '名单.xlsx',
  size: 9,
  state: 'accepted',
  day: '2018-06-04',
  requestedAt: '2018-06-04T00:00:00Z',
  policy: 1,
}
const sent = (...changes: Partial<Upload>[]) =>
  changes.map((change, i): Upload => ({ ...taken, id: `${i}`, ...change }))
const needy = (...changes: Partial<Upload>[]) => needSomebody(sent(...changes)).map(({ id }) => id)
const refused = { state: 'refused' } as const
const held = { state: 'held' } as const
const unread = {
  reading: { sha256: '', rows: 1, returned: 0, byCode: {}, unreadSheets: ['名单2'] },
} as const satisfies Partial<Upload>

describe('需要处理', () => {
  test.each([
    ['refused', refused],
    ['held', held],
    ['with a sheet that was not read', unread],
  ])('a file that is %s stands there until the list is sent again and taken', (_, bad) => {
    expect(needy({}, bad)).toEqual(['1'])
    expect(needy(bad, {})).toEqual([])
  })

  test('what came for another county, list or month mends nothing', () => {
    for (const other of [{ division: '440224' }, { form: 'dibao-new' }, { period: '2018-06' }])
      expect(needy(refused, other)).toEqual(['0'])
  })

  test('held: a later full list decides, whatever its month; a new list does not', () => {
    expect(needy(held, { period: '2018-06' })).toEqual([])
    expect(needy(held, { form: 'dibao-new' })).toEqual(['0'])
    expect(needy(held, held)).toEqual(['0', '1'])
    expect(needy({ ...held, confirmedBy: '王芳' })).toEqual([])
  })

  test('a refused file that was sent again and is held waits no longer itself', () => {
    expect(needy(refused, held)).toEqual(['1'])
  })
})
