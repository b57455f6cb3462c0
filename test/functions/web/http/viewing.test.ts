/** The frame of a page shows who looks at it. */
import { expect, test } from 'vitest'
import { page } from '../../../../functions/web/http/page.ts'
import { viewing } from '../../../../functions/web/http/viewing.ts'
import { Message } from '../../../../pages/parts/message.tsx'
import type { Actor } from '../../../../schemas/records/account.ts'

const actor: Actor = { id: 'a1', name: '李娜', division: '440200', duties: ['administrator'] }
const shown = (who: Actor | undefined) =>
  viewing(who && { actor: who }, () => page(Message({ heading: '登录', text: '登录' })).text())

test('a page has its reader’s name and pages in its head, and nobody’s where nobody has signed in', async () => {
  expect(await shown(actor)).toMatch(/<header[\s\S]*参数设置|<header[\s\S]*未送达的通知/)
  expect(await shown(actor)).toContain('李娜')
  expect(await shown(actor)).toMatch(/<form[^>]*action="\/sign-out"/)
  const bare = await shown(undefined)
  expect(bare).not.toContain('class="who"')
  expect(bare).not.toContain('李娜')
})
