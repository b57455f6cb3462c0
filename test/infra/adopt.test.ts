import { expect, test } from 'vitest'
import { adoption, dataTemplate } from '../../infra/adopt.ts'

const template = dataTemplate()
const SECRETS = ['Key', 'Link', 'Account', 'Webhook'].map((one) => `${one}SecretArn`)
const told: Record<string, string> = {
  ...{ PeopleTable: 'people-1', WorkTable: 'work-1', DataKeyArn: 'arn:aws:kms:us-east-1:000000000000:key/k-1' },
  ...Object.fromEntries(['Inbox', 'Outbox', 'Audit'].map((one) => [`${one}Bucket`, `${one.toLowerCase()}-1`])),
  ...Object.fromEntries(['Inbox', 'Outbox', 'Audit'].map((one) => [`${one}BucketArn`, `arn:aws:s3:::${one}`])),
  ...Object.fromEntries(SECRETS.map((one) => [one, `arn:${one}`])),
}

test('each resource that is kept is named as CloudFormation knows it', () => {
  const named = Object.values(adoption(template, told)).map((one) => Object.entries(one).flat().join(' '))
  expect(named.sort()).toEqual(
    [
      ...['TableName people-1', 'TableName work-1', 'KeyId k-1'],
      ...['inbox', 'outbox', 'audit'].map((one) => `BucketName ${one}-1`),
      ...SECRETS.map((one) => `Id arn:${one}`),
    ].sort(),
  )
})

test.each(Object.keys(told).filter((name) => !/BucketArn$/.test(name)))('without %s nothing is taken up', (name) => {
  const { [name]: _, ...others } = told
  expect(() => adoption(template, others)).toThrow(name)
})

test('a hub in production has a key and a trail more', () => {
  const production = dataTemplate('Hub-shaoguan-production-data')
  const more = { ProductionKeyArn: 'arn:aws:kms:us-east-1:000000000000:key/k-2', AccessBucket: 'access-1' }
  const named = Object.values(adoption(production, { ...told, ...more })).map((one) => Object.values(one)[0])
  expect(named).toEqual(expect.arrayContaining(['k-1', 'k-2', 'access-1']))
})
