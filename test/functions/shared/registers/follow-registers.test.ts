/** Whoever has left the lists is known by the registers of today. */
import { expect, test } from 'vitest'
import { flagOfScheme, slotOfScheme } from '../../../../formats/slots.ts'
import { followRegisters } from '../../../../functions/shared/registers/follow-registers.ts'
import { present } from '../../../../schemas/present.ts'
import { HERE, person, THERE } from '../../../rules/determination/perfect-person.ts'

const THIRD = '440224'
const left = {
  ...person({ register: { [`${HERE}#resident`]: { name: '张旧' }, [`${THERE}#resident`]: { place: THERE } } }),
  key: 'a'.repeat(30),
}
const [old] = Object.values(left.register)
const corrected = JSON.stringify({ ...present(old, 'a register row'), name: '张新' })

const followed = (rowsOf: (key: string) => { slot: number; id: string; row: string }[]) =>
  followRegisters(
    {
      heads: {
        all: async (names) => names.map((head) => (head === `${THIRD}#register` ? {} : { roster: head })),
      },
      tables: { rowsOf: async (key) => new Map([[left.key, rowsOf(key)]]) },
    },
    [HERE, THERE, THIRD],
    [left],
  )

test('a corrected name, a row that is no more, and one that was returned', async () => {
  const [now] = await followed((key) =>
    key.startsWith(HERE)
      ? [{ slot: slotOfScheme('resident'), id: left.id, row: corrected }]
      : [{ slot: flagOfScheme('resident'), id: '', row: '' }],
  )
  expect(now?.register).toEqual({ [`${HERE}#resident`]: { ...old, name: '张新' } })
  expect(now?.rejectionFlags).toEqual([`${THERE}#resident`])
})

test('a register that cannot be read says what it said', async () => {
  const damaged = Object.assign(new Error('damaged'), { code: 'object-damaged', object: 'x' })
  const [now] = await followed((key) => {
    if (key.startsWith(HERE)) throw damaged
    return []
  })
  expect(Object.keys(now?.register ?? {})).toEqual([`${HERE}#resident`])
  const broken = followed(() => {
    throw new Error('no store')
  })
  await expect(broken).rejects.toThrow('no store')
})
