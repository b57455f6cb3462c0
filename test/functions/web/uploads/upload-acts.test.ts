/** A sender is told why a receipt cannot be ticked off: its file is not read yet, or it waits for its second person. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { discard, tickOff } from '../../../../functions/web/uploads/upload-acts.ts'
import { workTable } from '../../../../stores/aws/work.ts'
import { uploads } from '../../../../stores/uploads/uploads.ts'
import { dynalite, type Engine, WORK } from '../../../stores/engines.ts'

let engine: Engine
beforeAll(async () => {
  engine = await dynalite()
})
afterAll(() => engine.stop())

const AT = '2018-06-02T01:00:00.000Z'
const [division, day] = ['440222', '2018-06-02'] as const
const sent = {
  division,
  office: 'civil-affairs',
  form: 'dibao-full',
  period: '2018-05',
  fileName: 'a.xlsx',
  size: 1,
} as const

test('what is not read yet, and what waits for a second person, is not ticked off: each says which', async () => {
  const deps = { uploads: uploads(workTable(engine.clients, WORK)), now: () => new Date(AT) }
  for (const id of ['unread', 'held', 'done'])
    await deps.uploads.create({ ...sent, id, day, policy: 1, requestedAt: AT, state: 'requested' })
  const act = (id: string) => tickOff(deps, { division, id })
  await expect(act('unread')).rejects.toMatchObject({ code: 'file-unread' })
  await deps.uploads.settle(division, 'held', { state: 'held' }, { at: AT })
  await expect(act('held')).rejects.toMatchObject({ code: 'list-waits' })
  await deps.uploads.settle(division, 'done', { state: 'accepted' }, { at: AT })
  await expect(act('done')).resolves.toBeUndefined()
  await expect(act('nothing')).rejects.toMatchObject({ code: 'not-found' })
  await expect(discard(deps, { division, id: 'done' })).rejects.toMatchObject({ code: 'file-received' })
})
