/** A township's page reads the persons of what it shows, in the order of the last close. */
import { expect, test } from 'vitest'
import { firstNamed, wholeOf } from '../../../../functions/shared/cases/open-cases.ts'
import { freeze } from '../../../../functions/shared/work/frozen.ts'
import { defaultPolicy } from '../../../../local/hub/default-policy.ts'
import { newPerson } from '../../../../rules/roster/merge-facts.ts'
import type { CaseRow } from '../../../../schemas/records/case.ts'
import type { Person } from '../../../../schemas/records/person.ts'
import { at, caseRow, DAY, decision, HERE, materials } from '../../../rules/cases/perfect-case.ts'

const policy = defaultPolicy()
const [TOWNSHIP, OTHER] = [`${HERE}100`, `${HERE}101`]
const keyOf = (n: number) => String(n).padStart(30, '0')

/** Earlier than the case before it. */
const named = (n: number, township = TOWNSHIP, year = 2018): CaseRow =>
  caseRow('contribution', {
    ...{ key: keyOf(n), number: `${HERE}-${year}-${String(n).padStart(5, '0')}`, year },
    close: {
      state: 'collecting',
      at: at(10),
      day: DAY,
      since: `2018-10-${String(29 - (n % 6) * 5).padStart(2, '0')}`,
      notified: township,
    },
  })

const person = (n: number, isDone: boolean): Person => ({
  ...{ key: keyOf(n), id: '440222199001011234', register: {}, rejectionFlags: [], taken: {} },
  lists: { [`${HERE}#dibao`]: { row: { name: '李一', township: TOWNSHIP }, order: '1' } } as unknown as Person['lists'],
  decisions: { [HERE]: decision('enrol') },
  ...(isDone && { cases: { [HERE]: materials(11) } }),
})

async function town(rows: readonly CaseRow[], done: readonly number[] = []) {
  const kept = new Map<string, Uint8Array>()
  const outbox = {
    freeze: async (key: string, bytes: Uint8Array) => void kept.set(key, bytes),
    get: async (key: string) => kept.get(key),
  } as never
  const table = await freeze(outbox, 'cases', rows)
  const read: number[] = []
  const deps = {
    ...{ outbox, caseBooks: { get: async () => ({ table }) }, deadlines: { policy: async () => undefined } },
    ...{ batches: { list: async () => [] }, payments: { get: async () => new Map() } },
    ...{ stirred: { since: async () => new Map() }, heads: { all: async () => [{ lists: [{}] }] } },
    people: {
      async get(keys: readonly string[]) {
        read.push(...keys.map(Number))
        return new Map(keys.map((key) => [key, person(Number(key), done.includes(Number(key)))]))
      },
    },
  }
  const first = async (most: number) => {
    const { cases, more } = await firstNamed(
      deps as never,
      { county: HERE, policy, day: DAY, township: TOWNSHIP },
      most,
    )
    return { shown: cases.map(({ row }) => Number(row.key)), more, read: [...read].sort((a, b) => a - b) }
  }
  return { first }
}

const FIVE = [1, 2, 3, 4, 5].map((n) => named(n))

test('only the most urgent are read', async () => {
  const { first } = await town([...FIVE, named(6, OTHER), named(7, TOWNSHIP, 2017)])
  expect(await first(2)).toEqual({ shown: [5, 4], more: 3, read: [4, 5] })
})

test('in the place of what has been answered since stand the next ones, and a past year is nobody’s', async () => {
  const { first } = await town([...FIVE, named(7, TOWNSHIP, 2017)], [5, 3])
  expect(await first(2)).toEqual({ shown: [4, 2], more: 1, read: [2, 3, 4, 5] })
})

test('all of them where there are no more', async () => {
  const { first } = await town(FIVE, [1])
  expect(await first(9)).toEqual({ shown: [5, 4, 3, 2], more: 0, read: [1, 2, 3, 4, 5] })
})

test('whose list was taken back, and who is in no register, bears the name of the listing that ended', () => {
  const row = { name: '李一', township: TOWNSHIP }
  const gone = { ...newPerson(keyOf(1)), lists: { [`${HERE}#dibao`]: { version: 2, ended: true as const, row } } }
  expect(wholeOf({ person: gone, active: [] }, HERE)).toMatchObject({ name: '李一', listing: undefined })
})
