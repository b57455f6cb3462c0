/** What a hub answers that nobody has set up. */
import { expect, test } from 'vitest'
import { app } from '../../../functions/web/app.ts'
import type { WebDeps } from '../../../functions/web/deps.ts'
import type { WorkTable } from '../../../stores/aws/work.ts'
import { policies } from '../../../stores/policy/policies.ts'
import { signedIn } from '../../signed-in.ts'

test.each(['/templates/register.xlsx', '/api/policy/versions'])(
  'without a policy %s is answered by 503',
  async (path) => {
    const empty = { get: async () => undefined } as unknown as WorkTable
    const { sessions, asking } = signedIn()
    const web = app({ policies: policies(empty), sessions, now: () => new Date() } as WebDeps)
    const answer = await asking(web, { duty: 'administrator', division: '440200' })(path)
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('平台还没有设置参数')
  },
)

test.each(['/templates/register.xlsx', '/api/policy/versions'])(
  'an unexpected error is answered without a word of it (%s)',
  async (path) => {
    const broken = { get: () => Promise.reject(new Error('李梅 at db.internal:5432')) } as unknown as WorkTable
    const { sessions, asking } = signedIn()
    const web = app({ policies: policies(broken), sessions, now: () => new Date() } as WebDeps)
    const answer = await asking(web, { duty: 'administrator', division: '440200' })(path)
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toMatch(/李梅|db\.internal|\bat |Error/)
  },
)
