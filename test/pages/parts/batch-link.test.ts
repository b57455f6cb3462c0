import { jsx } from 'hono/jsx'
import { expect, test } from 'vitest'
import { BatchLink } from '../../../pages/parts/batch-link.tsx'
import { Viewer } from '../../../pages/parts/viewer.tsx'
import type { Actor } from '../../../schemas/records/account.ts'

test('a batch’s number leads to it where its persons are the reader’s to see, and is plain text elsewhere', async () => {
  const shown = async (office: Actor['office'], duty: Actor['duties'][number], division = '440222') => {
    const value = { division, office, duties: [duty] } as Actor
    const link = jsx(BatchLink, { county: '440222', id: '440222-2018-001' })
    return String(await jsx(Viewer.Provider, { value }, link).toString())
  }
  expect(await shown('social-insurance', 'clerk')).toBe('<a href="/batches/440222/440222-2018-001">440222-2018-001</a>')
  const plain = '<span>440222-2018-001</span>'
  expect(await shown('social-insurance', 'leader')).toBe(plain)
  expect(await shown('human-resources', 'clerk')).toBe(plain)
  expect(await shown('social-insurance', 'clerk', '440281')).toBe(plain)
})
