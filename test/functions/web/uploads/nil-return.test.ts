/** A list of nobody, made by the function web with the rights of its role. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { grants } from '../../../../functions/web/grants.ts'
import { workTable } from '../../../../stores/aws/work.ts'
import { uploads } from '../../../../stores/uploads/uploads.ts'
import { asStage } from '../../../faults/as-stage.ts'
import { dynalite, type Engine, PEOPLE, WORK } from '../../../stores/engines.ts'

let engine: Engine
beforeAll(async () => {
  engine = await dynalite()
})
afterAll(() => engine.stop())

test('whoever comes second with the same 零报告 gets the first one’s list', async () => {
  const store = uploads(workTable(engine.clients, WORK))
  const nil = (id: string) =>
    asStage(engine.clients, { name: 'web', grants, tables: { people: PEOPLE, work: WORK } }, () =>
      store.createNil(
        {
          ...{ id, division: '440222', office: 'civil-affairs', form: 'dibao-full', period: '2018-05', policy: 1 },
          ...{
            day: '2018-06-02',
            requestedAt: '2018-06-02T01:00:00.000Z',
            fileName: 'nil',
            size: 0,
            state: 'requested',
          },
        },
        0,
      ),
    )
  expect((await nil('first')).id).toBe('first')
  expect((await nil('second')).id).toBe('first')
  expect(await store.list('440222')).toHaveLength(1)
})
