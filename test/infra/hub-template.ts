/** The hub's template, and what tests ask of it. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env as auditEnv } from '../../functions/audit/env.ts'
import { env as batchEnv } from '../../functions/batch/env.ts'
import { env as canaryEnv } from '../../functions/canary/env.ts'
import { env as deadlinesEnv } from '../../functions/deadlines/env.ts'
import { env as intakeEnv } from '../../functions/intake/env.ts'
import { env as matchEnv } from '../../functions/match/env.ts'
import { env as reportEnv } from '../../functions/report/env.ts'
import { env as retentionEnv } from '../../functions/retention/env.ts'
import { delivererEnv } from '../../functions/shared/stages/deliverer-deps.ts'
import { env as snapshotEnv } from '../../functions/snapshot/env.ts'
import { env as sweepEnv } from '../../functions/sweep/env.ts'
import { env as webEnv } from '../../functions/web/env.ts'
import { env as webhooksEnv } from '../../functions/webhooks/env.ts'
import { hubApp } from '../../infra/hub.ts'
import { loadTemplate, readTemplate, type Template } from '../../local/host/template/template.ts'

export const FUNCTIONS = {
  web: webEnv,
  intake: intakeEnv,
  match: matchEnv,
  snapshot: snapshotEnv,
  township: delivererEnv,
  report: reportEnv,
  batch: batchEnv,
  bank: delivererEnv,
  finance: delivererEnv,
  deadlines: deadlinesEnv,
  sweep: sweepEnv,
  retention: retentionEnv,
  audit: auditEnv,
  webhooks: webhooksEnv,
  canary: canaryEnv,
}
/** They cause no letter. */
export const WITHOUT_LETTERS = ['deadlines', 'retention', 'webhooks', 'canary']
/** All but web: who is called by a queue, deadlines by another one too, of what comes back. */
export const CONSUMERS = Object.keys(FUNCTIONS).length

export interface Statement {
  Effect: string
  Action: string | string[]
  Principal?: unknown
  Resource?: unknown
  Condition?: unknown
}

export type Properties = Record<string, unknown>

export let resources: [id: string, type: string, properties: Properties][] = []
export const of = (type: string) =>
  resources.filter(([, found]) => found === type).map(([id, , properties]) => [id, properties] as const)
export const texts = (value: unknown): string[] =>
  [value].flat().map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))

/** An app whose bundles are empty: the code is somebody else's test. */
export function app(outdir: string, validate: boolean, context: Record<string, string> = {}) {
  const bundles = Object.fromEntries(
    Object.keys(FUNCTIONS).map((name) => {
      const folder = join(outdir, 'bundles', name)
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, 'index.mjs'), `export const handler = () => '${name}'`)
      return [name, folder]
    }),
  )
  return hubApp(bundles as never, {
    ...{ outdir, builtinCloudFormationValidation: validate },
    context: { mailFrom: 'hub@hub.example', ...context },
  })
}

/** Of both stacks, as if they were one. */
export function templateIn(outdir: string, hub = 'Hub'): Template {
  const template = readTemplate([`${hub}-data`, hub].map((stack) => join(outdir, `${stack}.template.json`)))
  const asOne = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(asOne)
    if (typeof value !== 'object' || value === null) return value
    const { 'Fn::GetStackOutput': of } = value as { 'Fn::GetStackOutput'?: { OutputName: string } }
    if (of) return template.Outputs?.[of.OutputName]?.Value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asOne(one)]))
  }
  return asOne(template) as Template
}

/** The template that the hub is deployed by, for every test of the file. */
export function synthesised(): void {
  const outdir = mkdtempSync(join(tmpdir(), 'yingbao-infra-'))
  app(outdir, false).synth()
  const template = templateIn(outdir)
  resources = Object.entries(template.Resources).map(([id, { Type, Properties = {} }]) => [id, Type, Properties])
  // what cannot be brought up here must not be asked for
  loadTemplate(template)
}
