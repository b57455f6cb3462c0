/** What waits for somebody stands in the frame of every page, and an act has it counted anew. */
import { expect, test } from 'vitest'
import type { WebDeps } from '../../../../functions/web/deps.ts'
import type { Caller } from '../../../../functions/web/http/caller.ts'
import { taskCounts } from '../../../../functions/web/http/task-counts.ts'
import { viewer, viewing } from '../../../../functions/web/http/viewing.ts'

const actor = { id: 'a', name: '甲', division: '440222', duties: ['clerk'] }
const callerOf = (hash: string) => ({ session: { hash, stage: 'signed-in', actor } }) as unknown as Caller
const deps = {} as WebDeps

test('counted once a minute and session, and again after an act', async () => {
  let counted = 0
  const counts = taskCounts(async () => ++counted)
  const told = (caller: Caller) =>
    viewing({ actor: actor as never }, async () => {
      await counts.tell(deps, caller)
      return viewer()?.tasks
    })
  const [one, other] = [callerOf('one'), callerOf('other')]
  expect([await told(one), await told(one), await told(other)]).toEqual([1, 1, 2])
  counts.forget(one)
  expect([await told(one), await told(other)]).toEqual([3, 2])
})

test('a count that fails costs no page, and is tried again', async () => {
  let fails = true
  const counts = taskCounts(async () => {
    if (fails) throw new Error('no store')
    return 4
  })
  const told = () =>
    viewing({ actor: actor as never }, async () => {
      await counts.tell(deps, callerOf('one'))
      return viewer()?.tasks
    })
  expect(await told()).toBeUndefined()
  fails = false
  expect(await told()).toBe(4)
})

test('who has not signed in has nothing counted', async () => {
  const counts = taskCounts(() => Promise.reject(new Error('asked')))
  await counts.tell(deps, {} as Caller)
  expect(viewer()).toBeUndefined()
})
