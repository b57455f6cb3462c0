/** The page of lists shows a month as it is, however much was sent since. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { listsView } from '../../../../functions/web/uploads/lists-page.ts'
import { defaultPolicy } from '../../../../local/hub/default-policy.ts'
import type { Upload } from '../../../../schemas/records/upload.ts'
import { type WorkTable, workTable } from '../../../../stores/aws/work.ts'
import { periods } from '../../../../stores/months/periods.ts'
import { heads } from '../../../../stores/people/heads.ts'
import { submissions } from '../../../../stores/uploads/submissions.ts'
import { uploads } from '../../../../stores/uploads/uploads.ts'
import { dynalite, type Engine, WORK } from '../../../stores/engines.ts'

const COUNTY = '440222'
const AT = '2020-03-04T01:00:00.000Z'
/** More than the page once looked back on. */
const SENT_SINCE = 120

let engine: Engine
let work: WorkTable
beforeAll(async () => {
  engine = await dynalite()
  work = workTable(engine.clients, WORK)
})
afterAll(() => engine.stop())

/** An account that sees all of it; who sees what is rules/access's. */
const everything = () => true

const view = (wished?: string) =>
  listsView(deps(), defaultPolicy(), { wished, divisions: [COUNTY], permits: everything })

const deps = () => ({
  uploads: uploads(work),
  periods: periods(work),
  submissions: submissions(work),
  heads: heads(work),
  now: () => new Date(AT),
  dayOf: () => '2020-03-04',
})

async function ask(id: string, changes: Partial<Upload> = {}) {
  const upload: Upload = {
    ...{
      id,
      division: COUNTY,
      office: 'civil-affairs',
      form: 'dibao-full',
      period: id.slice(0, 7),
      fileName: '低保.csv',
    },
    ...{ size: 9, state: 'requested', day: '2020-03-04', requestedAt: AT, policy: 1, sequence: 1, ...changes },
  }
  await uploads(work).create(upload)
}
async function send(id: string, changes: Partial<Upload> = {}) {
  await ask(id, changes)
  await uploads(work).settle(COUNTY, id, { state: 'accepted' }, { at: AT })
}
const readAs = (sha256: string, returned: number): Partial<Upload> => ({
  reading: { sha256, rows: 10, returned, byCode: { 'id-checksum': returned }, unreadSheets: [] },
})

test('an old month stays reported, is read alone, and no month to come takes the page over', async () => {
  await send('2018-05-a')
  for (let n = 0; n < SENT_SINCE; n++) await ask(`2020-02-${String(n).padStart(3, '0')}`)
  await send('9999-12-a')
  const now = await view()
  expect([now.period, now.periods]).toEqual(['2020-02', ['2020-02', '2018-05']])
  const old = await view('2018-05')
  expect(old.uploads.map(({ id }) => id)).toEqual(['2018-05-a'])
})

test('returned rows are counted as rows: a list sent whole again by its last file, the same file once', async () => {
  await send('2018-07-a', readAs('one', 5))
  await send('2018-07-b', readAs('two', 2))
  await send('2018-07-c', { form: 'dibao-new', ...readAs('three', 4) })
  await send('2018-07-d', { form: 'dibao-new', ...readAs('three', 4) })
  await send('2018-07-e', { form: 'dibao-new', ...readAs('four', 1) })
  const { returned } = await view('2018-07')
  expect(returned).toEqual({ 'id-checksum': 2 + 4 + 1 })
})
