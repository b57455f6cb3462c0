/** The command by which anybody sees the template, and `cdk` makes it. */
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hubApp } from '../../infra/hub.ts'
import type { StageName } from '../../infra/hub-stack.ts'
import { SEEN, saidOf } from '../../infra/synth.ts'
import { FUNCTIONS } from './hub-template.ts'

const dir = mkdtempSync(join(tmpdir(), 'yingbao-synth-'))
const bundle = join(dir, 'bundles', 'one')
mkdirSync(bundle, { recursive: true })
const bundles = Object.fromEntries(Object.keys(FUNCTIONS).map((name) => [name, bundle])) as Record<StageName, string>
const made = (context: Record<string, string>) => hubApp(bundles, { outdir: join(dir, 'out'), context })

test('whoever wants to see the template has to say nothing', () => {
  expect(() => made(SEEN)).not.toThrow()
})

test('what is refused is said in a sentence and no more, and another fault with its place', () => {
  expect.assertions(2)
  try {
    made({ ...SEEN, region: 'cn-north-1' })
  } catch (error) {
    expect(saidOf(error as Error)).toBe(
      'cn-north-1 has no SES: letters go by a mail server, -c smtpSecretArn=arn:aws-cn:… (docs/deploy.md#mail)\n',
    )
  }
  expect(saidOf(new TypeError('of the hub'))).toMatch(/synth[.]test[.]ts/)
})
