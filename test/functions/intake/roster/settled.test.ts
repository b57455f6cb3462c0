/** What counts for what an office owes, as its lists are accepted, held, refused and taken back. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { settled } from '../../../../functions/intake/roster/settled.ts'
import type { Upload } from '../../../../schemas/records/upload.ts'
import { workTable } from '../../../../stores/aws/work.ts'
import { submissions } from '../../../../stores/uploads/submissions.ts'
import { uploads } from '../../../../stores/uploads/uploads.ts'
import { signature } from '../../../signature.ts'
import { dynalite, type Engine, WORK } from '../../../stores/engines.ts'

let engine: Engine
beforeAll(async () => {
  engine = await dynalite()
})
afterAll(() => engine.stop())

let made = 0

/** A county of its own each, whose list of May is sent several times. */
function office() {
  const division = String(440_300 + ++made)
  const work = workTable(engine.clients, WORK)
  const stores = { submissions: submissions(work), uploads: uploads(work) }
  const owed = { division, office: 'civil-affairs', form: 'dibao-full', period: '2018-05' } as const
  const tell = settled({ ...stores, deadlinesQueue: { send: async () => {} }, webhooksQueue: { send: async () => {} } })
  const change = async (id: string, changes: Partial<Upload>) => {
    await work.update({ pk: `UPLOAD#${division}`, sk: id }, { set: changes })
    const upload = (await stores.uploads.get(division, id))!
    return { upload, told: () => tell(upload) }
  }
  return {
    change,
    tell: async (id: string, changes: Partial<Upload>) => (await change(id, changes)).told(),
    ask: (id: string, at: string) =>
      stores.uploads.create({
        ...{ ...owed, id, policy: 1, day: at.slice(0, 10), requestedAt: at, fileName: 'a.xlsx', size: 1 },
        state: 'requested',
      }),
    counts: async () => {
      const found = await stores.submissions.get(owed)
      return found && `${found.upload} ${found.state} ${found.time.slice(0, 10)}`
    },
  }
}

const FIRST = '2018-06-02T01:00:00.000Z'
const SECOND = '2018-06-04T01:00:00.000Z'

test('a list that is taken back leaves its place to the next one, and the last one to nobody', async () => {
  const { ask, tell, counts } = office()
  await ask('a', FIRST)
  await ask('b', SECOND)
  await tell('a', { state: 'accepted' })
  await tell('b', { state: 'accepted' })
  expect(await counts()).toBe('a accepted 2018-06-02')
  await tell('a', { state: 'withdrawn' })
  expect(await counts()).toBe('b accepted 2018-06-04')
  await tell('b', { state: 'withdrawn' })
  expect(await counts()).toBeUndefined()
  await ask('c', SECOND)
  await tell('c', { state: 'refused' })
  expect(await counts()).toBe('c refused 2018-06-04')
})

test('one that is taken back and was not what counted changes nothing', async () => {
  const { ask, tell, counts } = office()
  await ask('a', FIRST)
  await ask('b', SECOND)
  await tell('a', { state: 'held' })
  await tell('b', { state: 'refused' })
  await tell('b', { state: 'withdrawn' })
  expect(await counts()).toBe('a held 2018-06-02')
})

test('an accepted list that an earlier one makes held counts no more; confirmed it counts again, from then on', async () => {
  const { ask, tell, counts } = office()
  await ask('a', FIRST)
  await tell('a', { state: 'accepted' })
  await tell('a', { state: 'held' })
  expect(await counts()).toBe('a held 2018-06-02')
  await tell('a', { state: 'accepted', confirmedBy: signature('乙'), settledAt: '2018-06-07T01:00:00.000Z' })
  expect(await counts()).toBe('a accepted 2018-06-07')
})

test('a call that comes late, with what was settled before, says what is settled now', async () => {
  const { ask, change, tell, counts } = office()
  await ask('a', FIRST)
  const late = await change('a', { state: 'accepted' })
  await tell('a', { state: 'withdrawn' })
  await late.told()
  expect(await counts()).toBeUndefined()
})
