import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { createFunctionPool, type FunctionPool } from '../../../../local/host/functions/function-pool.ts'
import type { FunctionPlan } from '../../../../local/host/template/plan.ts'
import { newFolder } from '../../fixture/fixture-hub.ts'

vi.setConfig({ testTimeout: 60_000 })

const COMMON = 'export const seen = { ...process.env }; let calls = 0; export const called = () => ++calls'
const SAY = `import { called, seen } from './common.mjs'
const { OWN } = process.env
export const handler = (act) => {
  if (act === 'die') process.exit(3)
  return { calls: called(), atStart: OWN, now: process.env.OWN, other: process.env.OTHER, name: process.env.AWS_LAMBDA_FUNCTION_NAME, host: process.env.HOST }
}`
const FILES = { common: COMMON, one: SAY, two: SAY, broken: 'throw new Error("not to be loaded")' }

const pools: FunctionPool[] = []
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.stop(0)
})

async function onePool(size: number) {
  const code = await newFolder()
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(code, `${name}.mjs`), text)
  const environment = { ...process.env, HOST: 'h' }
  const pool = createFunctionPool({ memoryMb: 128, heap: [] }, { size, patience: 0 }, environment, () => {})
  pools.push(pool)
  const plan = (name: string, environment: Record<string, string> = {}): FunctionPlan => {
    const common = { arn: `arn:${name}`, code, permissions: [], timeoutSeconds: 20, memoryMb: 128 }
    return { ...common, name, handler: `${name}.handler`, environment }
  }
  return { pool, one: plan('one', { OWN: '1', OTHER: 'x' }), two: plan('two', { OWN: '2' }), broken: plan('broken') }
}

test('functions of a process share what they have loaded, and each finds its own environment', async () => {
  const { pool, one, two } = await onePool(1)
  const asked = [one, two, one, two]
  const results = await Promise.all(asked.map((plan) => pool.invoke(plan, {})))
  const own = { one: { atStart: '1', now: '1', other: 'x' }, two: { atStart: '2', now: '2' } }
  expect(results).toEqual(
    asked.map(({ name }, i) => ({
      ok: true,
      result: { calls: i + 1, name, host: 'h', ...own[name as 'one' | 'two'] },
    })),
  )
})

test('one that cannot be loaded fails its own events, each time anew', async () => {
  const { pool, one, broken } = await onePool(1)
  const asked = [broken, one, broken, broken, one]
  const results = await Promise.all(asked.map((plan) => pool.invoke(plan, {})))
  expect(results.map((outcome) => (outcome.ok ? 'ok' : outcome.code))).toEqual(
    asked.map(({ name }) => (name === 'one' ? 'ok' : 'Runtime.InitError')),
  )
})

test('a process that dies fails the event that it has, and no other', async () => {
  const { pool, one, two } = await onePool(2)
  const asked = Array.from({ length: 12 }, (_, i) => [i % 2 ? one : two, i % 4 === 3 ? 'die' : 'go on'] as const)
  const results = await Promise.all(asked.map(([plan, act]) => pool.invoke(plan, act)))
  expect(results.map((outcome) => (outcome.ok ? 'go on' : outcome.code))).toEqual(
    asked.map(([, act]) => (act === 'die' ? 'Runtime.ExitError' : act)),
  )
})

test('what is loaded before it is needed is ready then', async () => {
  const { pool, one, two } = await onePool(2)
  await pool.warm([one, two])
  expect(await pool.invoke(two, {})).toMatchObject({ ok: true, result: { calls: 1 } })
  expect(await pool.invoke(one, {})).toMatchObject({ ok: true, result: { calls: 2 } })
})
