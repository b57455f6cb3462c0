/** What is taken back counts for nothing at once, whenever its stage comes to it. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { acceptNilReturn, nilStanding } from '../../../../functions/web/uploads/nil-return.ts'
import { takeBack } from '../../../../functions/web/uploads/take-back.ts'
import { defaultPolicy } from '../../../../local/hub/default-policy.ts'
import { submissionOf } from '../../../../rules/deadlines/submission-of.ts'
import { workTable } from '../../../../stores/aws/work.ts'
import { runs } from '../../../../stores/months/determination-runs.ts'
import { returns } from '../../../../stores/months/returns.ts'
import { heads } from '../../../../stores/people/heads.ts'
import { submissions } from '../../../../stores/uploads/submissions.ts'
import { uploads } from '../../../../stores/uploads/uploads.ts'
import { signature } from '../../../signature.ts'
import { dynalite, type Engine, WORK } from '../../../stores/engines.ts'

let engine: Engine
beforeAll(async () => {
  engine = await dynalite()
})
afterAll(() => engine.stop())

const owed = { division: '440222', office: 'civil-affairs', form: 'dibao-new', period: '2018-05' } as const

test('零报告 is taken right after the list of the month was taken back', async () => {
  const work = workTable(engine.clients, WORK)
  const at = '2018-06-02T01:00:00.000Z'
  const deps = {
    ...{ uploads: uploads(work), submissions: submissions(work), heads: heads(work) },
    ...{ runs: runs(work), returns: returns(work) },
    policies: { inForce: async () => defaultPolicy() },
    // Its message is on its way.
    intakeQueue: { send: async () => {} },
    outbox: { size: async () => 0 },
    ...{ now: () => new Date(at), dayOf: () => '2018-06-02' },
  } as unknown as Parameters<typeof acceptNilReturn>[0] & Parameters<typeof takeBack>[0]
  const upload = {
    ...{ ...owed, id: 'a', policy: 1, day: '2018-06-02', requestedAt: at, fileName: 'a.xlsx', size: 1 },
    state: 'requested' as const,
  }
  await deps.uploads.create(upload)
  await deps.uploads.settle(owed.division, 'a', { state: 'accepted' }, { at })
  await deps.submissions.record(submissionOf({ ...upload, state: 'accepted' }))
  await expect(acceptNilReturn(deps, owed)).rejects.toMatchObject({ code: 'nil-not-needed' })
  await takeBack(deps, { division: owed.division, id: 'a', by: signature('甲') })
  expect(await nilStanding(deps, owed)).toMatchObject({ kept: undefined, list: undefined })
  expect(await acceptNilReturn(deps, owed)).toMatchObject({ state: 'nil' })
})
