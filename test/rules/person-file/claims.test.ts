/** Whose a payment was on an earlier day. */
import { expect, test } from 'vitest'
import { claimThen } from '../../../rules/person-file/claims.ts'
import type { PaymentClaim } from '../../../schemas/records/batch.ts'
import { results } from '../cases/perfect-case.ts'
import { HERE, THERE } from '../determination/perfect-person.ts'

const claimOf = (batch: string, state: PaymentClaim['state'], county = HERE) => ({ batch, state, county })
/** Failed in a first batch of the year, done in a second. */
const now = { cases: { [HERE]: results('contribution', ['first', 3, '03'], ['second', 9, '00']) } }
const first = { cases: { [HERE]: results('contribution', ['first', 3, '03']) } }
type Known = Parameters<typeof claimThen>[2]['person']
const thenOf = (approved: string[], person: Known = {}, known: Known = now) =>
  claimThen(claimOf('second', 'approved'), 2018, {
    person,
    now: known,
    isApproved: ({ batch }) => approved.includes(batch),
  })

test('before any approval it is nobody’s', () => expect(thenOf([])).toBeUndefined())
test('the first batch had it before the bank answered, though the second has it now', () =>
  expect(thenOf(['first'])).toEqual(claimOf('first', 'approved')))
test('and gave it back when the bank had failed', () =>
  expect(thenOf(['first'], first)).toEqual(claimOf('first', 'failed')))
test('the second has it from its approval', () => {
  expect(thenOf(['first', 'second'], first)).toEqual(claimOf('second', 'approved'))
  expect(thenOf(['first', 'second'], now)).toEqual(claimOf('second', 'approved'))
})
test('rows of another county and of another year', () => {
  const elsewhere = { cases: { [THERE]: results('contribution', ['first', 3, '03']) } }
  expect(thenOf(['first'], {}, elsewhere)).toEqual(claimOf('first', 'approved', THERE))
  const older = { cases: { [HERE]: results('contribution', ['first', 3, '03', { year: 2017 }]) } }
  expect(thenOf(['first'], {}, older)).toBeUndefined()
})
test('what is released now was so once the bank had answered', () => {
  const released = (person: Known) =>
    claimThen(claimOf('second', 'released'), 2018, { person, now, isApproved: () => true })
  expect(released(now)).toEqual(claimOf('second', 'released'))
  expect(released(first)).toEqual(claimOf('second', 'approved'))
})
