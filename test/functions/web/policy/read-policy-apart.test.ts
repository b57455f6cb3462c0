import { HTTPException } from 'hono/http-exception'
import { expect, test } from 'vitest'
import { writePolicyWorkbook } from '../../../../forms/policy/policy-workbook.ts'
import { readPolicyApart } from '../../../../functions/web/policy/read-policy-apart.ts'
import { defaultPolicy } from '../../../../local/hub/default-policy.ts'
import { bytesOf } from '../../../forms/bytes-of.ts'

const policy = defaultPolicy()
const workbook = () => bytesOf((out) => writePolicyWorkbook(out, { policy, contacts: [], calendar: [] }))

const refused = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error) => (error instanceof HTTPException ? `${error.status} ${error.message}` : String(error)),
  )

test('the workbook is read as it would be here', async () => {
  const reading = await readPolicyApart(await workbook(), policy)
  expect(reading.ok && reading.policy.tiers).toEqual(policy.tiers)
})

test('what takes too long or too much is refused with a sentence', async () => {
  const bytes = await workbook()
  for (const limits of [
    { seconds: 0.005, heapMb: 256 },
    { seconds: 60, heapMb: 1 },
  ])
    expect(await refused(readPolicyApart(bytes, policy, limits))).toMatch(/^400 参数设置表的内容过多，没有采用/)
})

test('what is no workbook, or no policy, is refused with its own', async () => {
  expect(await refused(readPolicyApart(Buffer.from('%PDF-1.4'), policy))).toMatch(/^400 这是 PDF 文件/)
  expect(await refused(readPolicyApart(Buffer.from('姓名,身份证号码\n甲,1\n'), policy))).toMatch(
    /^400 这份文件不是参数设置表/,
  )
  expect(await refused(readPolicyApart(Buffer.alloc(0), policy))).toMatch(/^400 /)
})
