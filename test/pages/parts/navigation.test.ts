/** The navigation: at most six entries whoever looks, each with a page that its reader may open. */
import { describe, expect, test } from 'vitest'
import { areasOf } from '../../../pages/parts/navigation.tsx'
import { dutiesOf } from '../../../rules/access/grants.ts'
import { officesOf } from '../../../rules/offices.ts'
import type { Actor } from '../../../schemas/records/account.ts'

const CITY = '440200'
const named = (actor: Partial<Actor>) => areasOf(actor as Actor, CITY).map(({ name }) => name)

describe('at most six entries', () => {
  for (const division of [CITY, '440222', '440222100'])
    for (const office of [...officesOf(division), undefined]) {
      const all = dutiesOf(office)
      // Watchers have one duty each, an office's people may have all of theirs.
      for (const duties of [...all.map((duty) => [duty]), ...(office ? [[...all]] : [])])
        test(`${office ?? 'no office'} of ${division}: ${duties.join(', ')}`, () => {
          const areas = named({ division, ...(office && { office }), duties })
          expect(areas.length).toBeLessThanOrEqual(6)
          expect(areas[0]).toBe('首页')
          expect(new Set(areas).size).toBe(areas.length)
        })
    }
})

test('few pages are entries of their own, many are gathered', () => {
  expect(named({ division: CITY, duties: ['auditor'] })).toEqual(['首页', '审计记录'])
  const agency = named({ division: '440222', office: 'social-insurance', duties: ['clerk', 'preparer'] })
  expect(agency).toEqual(['首页', '报送', '办理', '案件', '资金', '统计'])
})

test('the policy is the city’s own', () => {
  const pagesIn = (division: string) =>
    areasOf({ division, duties: ['administrator'] } as unknown as Actor, CITY).flatMap(({ pages }) =>
      pages.map(({ name }) => name),
    )
  expect(pagesIn(CITY)).toContain('参数设置')
  expect(pagesIn('440222')).not.toContain('参数设置')
})

test('whoever sends no file and sees nobody’s is not led to where files are sent', () => {
  const sends = (division: string, office: Actor['office']) =>
    named({ division, ...(office && { office }), duties: ['clerk'] }).includes('报送')
  expect([sends('440222', 'finance'), sends('440222100', 'township'), sends(CITY, 'civil-affairs')]).toEqual([
    ...[true, true, true],
  ])
  expect([sends(CITY, 'finance'), sends('440222100', 'township-government')]).toEqual([false, false])
})
