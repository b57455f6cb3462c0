import { raw } from 'hono/html'
import { expect, test } from 'vitest'
import { Layout } from '../../../pages/parts/layout.tsx'

const refused = (inner: string) =>
  String(
    Layout({
      local: false,
      fault: { field: 'reason', message: '请填写原因。', typed: {} },
      children: raw(inner),
    }),
  )

test('what was wrong leads to its field where the page has it', () => {
  expect(refused('<input id="reason"/>')).toContain('<a href="#reason">请填写原因。</a>')
})

test('where others have made the form needless it leads nowhere, and is still said', () => {
  const page = refused('<p id="reason-of-another">已办结</p>')
  expect(page).toContain('<p>请填写原因。</p>')
  expect(page).not.toContain('href="#reason"')
})
