/** What townships, agency, bank and finance send back: through the inbox to receipts, returned rows and facts. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsIn } from '../../functions/frozen.ts'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import { hubClient } from '../../local/hub/hub-client.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import type { Office } from '../../schemas/codes.ts'
import { Rejection, type Upload } from '../../schemas/records/upload.ts'
import { receiptMessage } from '../../wording/receipt.ts'
import { acting } from '../acting.ts'
import { type Cells, COUNTY, csvOf, TOWNSHIPS } from '../faults/lists.ts'

const DAY = '2018-06-06'
const [TOWNSHIP = ''] = TOWNSHIPS[COUNTY] ?? []
const dir = mkdtempSync(join(tmpdir(), 'yingbao-answers-'))
let hub: Hub
beforeAll(async () => {
  hub = await startHub({ dataDir: join(dir, 'data'), port: 0, log: () => {} })
  await hubStores(hub).policies.put(defaultPolicy())
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

async function send(division: string, office: Office, form: string, content: Uint8Array): Promise<Upload> {
  const path = join(dir, `${form}.csv`)
  writeFileSync(path, content)
  const client = hubClient(hub, hubStores(hub), DAY)
  const ticket = await client.ask({ division, office, form, period: '2018-05', fileName: '回复.csv' }, path)
  await client.put(ticket, path)
  await hub.idle()
  return (await hubStores(hub).uploads.get(division, ticket.id)) as Upload
}

const rejected = async ({ rejectionsKey = '' }: Upload) =>
  rowsIn(await hubStores(hub).outbox.get(rejectionsKey), Rejection).map(({ row, code }) => `${row} ${code}`)
const material = (changes: Cells = {}): Cells => ({
  ...{ 案件编号: `${COUNTY}-2018-00009`, 姓名: '某某', 身份证号码: '440222196001010012' },
  ...{ 材料情况: '已收齐', 入户复核: '未复核', 收集人: '经办', ...changes },
})

test('a form that the office does not send is refused, and so is one of another content', async () => {
  const sent = await send(COUNTY, 'social-insurance', 'materials', csvOf('materials', [material()]))
  expect([sent.state, await rejected(sent)]).toEqual(['refused', ['0 form-mismatch']])
  const other = await send(TOWNSHIP, 'township', 'materials', csvOf('allocation', []))
  expect([other.state, await rejected(other)]).toEqual(['refused', ['0 form-mismatch']])
  const empty = await send(TOWNSHIP, 'township', 'materials', csvOf('materials', []))
  expect(receiptMessage(empty, defaultPolicy())).toBe(
    '“申报材料收集情况”里没有填写的行。请填好后重新上传。（整份文件未采用，原有数据不受影响。）',
  )
})

test('rows of a township are returned with every reason, to its clerk and the county’s agency', async () => {
  const rows = [
    material(),
    material({ 材料情况: '', 收集人: '' }),
    material({ 案件编号: '', 入户复核: '已复核', 复核人: '甲', 复核日期: '2018-06-07' }),
  ]
  const sent = await send(TOWNSHIP, 'township', 'materials', csvOf('materials', rows))
  expect(sent).toMatchObject({ state: 'refused', refusal: { code: 'all-returned' }, reading: { rows: 3, returned: 3 } })
  expect(await rejected(sent)).toEqual([
    '0 all-returned',
    '2 case-unknown',
    '3 case-unknown',
    '3 duplicate-row',
    '3 code-unknown',
    '4 case-unknown',
    '4 date-unfit',
  ])
  const see = async (duty: 'clerk' | 'leader', division: string, office: Office, what = '') => {
    const headers = await acting(hub).as({ duty, division, office })
    return (await fetch(`${hub.url}/uploads/${TOWNSHIP}/${sent.id}${what}`, { headers })).status
  }
  expect(await see('clerk', TOWNSHIP, 'township')).toBe(200)
  expect(await see('clerk', COUNTY, 'social-insurance')).toBe(200)
  expect(await see('clerk', COUNTY, 'finance')).toBe(404)
  expect(await see('clerk', TOWNSHIPS[COUNTY]?.[1] ?? '', 'township')).toBe(404)
  // Another township of the county does not reach it by its own name either.
  const headers = await acting(hub).as({ duty: 'clerk', division: TOWNSHIPS[COUNTY]?.[1] ?? '', office: 'township' })
  const own = `${hub.url}/uploads/${TOWNSHIPS[COUNTY]?.[1]}/${sent.id}`
  expect((await fetch(own, { headers })).status).toBe(404)
})
