import { expect, test } from 'vitest'
import { deletedSaid } from '../../wording/retention.ts'

const time = '2021-06-01T19:30:00.000Z'

test.each([
  [{}, false, '没有到期的记录。'],
  [{ uploads: 2, audit: 31 }, false, '删除审计记录31条、报送文件和退回表2份。'],
  [{ tries: 1 }, true, '删除过期的登录尝试记录1条。还有到期的，下一次继续删除。'],
])('%j, and more: %s', (deleted, isMore, said) => {
  expect(deletedSaid({ time, deleted, isMore })).toBe(`最近一次按保存期限清理（2021年6月2日 03:30）：${said}`)
})
