import { expect, test } from 'vitest'
import { errorFields } from '../../functions/shared/stages/log.ts'
import { present } from '../../schemas/present.ts'

const { missing }: { missing?: string } = {}

test('what is missing is a fault that the log shows where it was asked for', () => {
  function asksForIt() {
    return present(missing, 'what nobody has')
  }
  let thrown: unknown
  try {
    asksForIt()
  } catch (error) {
    thrown = error
  }
  expect(thrown).toMatchObject({ code: 'impossible', message: 'what nobody has is missing' })
  expect(errorFields(thrown).error).toContain('asksForIt')
})

test('nought, an empty text and false are not missing', () => {
  expect([present(0, 'n'), present('', 's'), present(false, 'b')]).toEqual([0, '', false])
})
