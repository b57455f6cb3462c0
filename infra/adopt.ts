/**
 * `node infra/adopt.ts hub.json`: which resource of the data stack is which that is there already, for `cdk import`
 * (docs/deploy.md#taking-up-what-is-there).
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hubApp } from './hub.ts'
import type { StageName } from './hub-stack.ts'

interface Template {
  Resources: Record<string, { Type: string }>
  Outputs: Record<string, { Value: { Ref?: string; 'Fn::GetAtt'?: [string, string] } }>
}

/** By what CloudFormation knows a resource. */
const KNOWN_BY: Record<string, string> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SecretsManager::Secret': 'Id',
  'AWS::KMS::Key': 'KeyId',
}

/** @param stack `Hub-shaoguan-production-data` */
export function dataTemplate(stack = 'Hub-data'): Template {
  const [, city, stage] = /^Hub-(\w+)-(\w+)-data$/.exec(stack) ?? []
  const outdir = mkdtempSync(join(tmpdir(), 'yingbao-adopt-'))
  try {
    const context = { ...(city && { city, stage }), adopting: 'yes' }
    hubApp({} as Record<StageName, string>, { outdir, context }).synth()
    return JSON.parse(readFileSync(join(outdir, `${stack}.template.json`), 'utf8')) as Template
  } finally {
    rmSync(outdir, { recursive: true, force: true })
  }
}

/**
 * @param told outputs of the hub that is to be taken up
 * @throws naming an output that is missing
 */
export function adoption(
  { Resources, Outputs }: Template,
  told: Readonly<Record<string, string>>,
): Record<string, Record<string, string>> {
  const of = ({ Value }: Template['Outputs'][string]) => Value.Ref ?? Value['Fn::GetAtt']?.[0]
  return Object.fromEntries(
    Object.entries(Resources).flatMap(([id, { Type }]) => {
      const identifier = KNOWN_BY[Type]
      if (!identifier) return []
      const isName = (name: string) => Type !== 'AWS::S3::Bucket' || !name.endsWith('Arn')
      const names = Object.keys(Outputs).filter((name) => isName(name) && of(Outputs[name]!) === id)
      const value = names.map((name) => told[name]).find(Boolean)
      if (!value) throw new Error(`the outputs do not name ${names.join(' or ')}`)
      return [[id, { [identifier]: Type === 'AWS::KMS::Key' ? value.replace(/^.*\//, '') : value }]]
    }),
  )
}

if (import.meta.main) {
  const stacks = JSON.parse(readFileSync(process.argv[2] ?? 'hub.json', 'utf8')) as Record<
    string,
    Record<string, string>
  >
  const found = adoption(
    dataTemplate(Object.keys(stacks).find((name) => name.endsWith('-data'))),
    Object.assign({}, ...Object.values(stacks)),
  )
  process.stdout.write(`${JSON.stringify(found, null, 2)}\n`)
}
