import { type Names, NO_VALUE } from './intrinsics.ts'
import type { Resource, Template } from './template.ts'

export const REGION = 'us-east-1'
/** The queue engine puts this account into its ARNs. */
export const ACCOUNT = '000000000000'

export interface Addresses {
  queues: number
  web: string
}

const PSEUDO: Record<string, unknown> = {
  'AWS::Partition': 'aws',
  'AWS::Region': REGION,
  'AWS::AccountId': ACCOUNT,
  'AWS::URLSuffix': 'localhost',
  'AWS::StackName': 'local',
  'AWS::StackId': `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/local/local`,
  'AWS::NoValue': NO_VALUE,
}

export function physicalName(id: string, { Type, Properties = {} }: Resource): string {
  const given = ['TableName', 'QueueName', 'TopicName', 'BucketName', 'FunctionName'].map((name) => Properties[name])
  const name = given.find((value) => typeof value === 'string') as string | undefined
  if (Type === 'AWS::S3::Bucket') return name ?? id.toLowerCase()
  if (Type === 'AWS::SQS::Queue' && Properties.FifoQueue === true) return name ?? `${id}.fifo`
  return name ?? id
}

export function templateNames(template: Template, addresses: Addresses): Names {
  const find = (id: string): Resource => {
    const resource = template.Resources[id]
    if (!resource) throw new Error(`the template refers to ${id}, which it does not contain`)
    return resource
  }
  const arn = (id: string): string => {
    const resource = find(id)
    const name = physicalName(id, resource)
    const middle = `${REGION}:${ACCOUNT}`
    switch (resource.Type) {
      case 'AWS::DynamoDB::Table':
        return `arn:aws:dynamodb:${middle}:table/${name}`
      case 'AWS::SQS::Queue':
        return `arn:aws:sqs:${middle}:${name}`
      case 'AWS::SNS::Topic':
        return `arn:aws:sns:${middle}:${name}`
      case 'AWS::S3::Bucket':
        return `arn:aws:s3:::${name}`
      case 'AWS::Lambda::Function':
        return `arn:aws:lambda:${middle}:function:${name}`
      case 'AWS::SecretsManager::Secret':
        return `arn:aws:secretsmanager:${middle}:secret:${name}`
      // It is told to whoever deploys, and used by nobody here.
      case 'AWS::KMS::Key':
        return `arn:aws:kms:${middle}:key/${name}`
      default:
        throw new Error(`the embedded host has no ARN for ${id} (${resource.Type})`)
    }
  }
  return {
    ref(id) {
      if (id in PSEUDO) return PSEUDO[id]
      const parameter = template.Parameters?.[id]
      if (parameter) {
        if (parameter.Default === undefined) throw new Error(`the template's parameter ${id} has no default`)
        return parameter.Default
      }
      const resource = find(id)
      switch (resource.Type) {
        case 'AWS::SQS::Queue':
          return `http://127.0.0.1:${addresses.queues}/${ACCOUNT}/${physicalName(id, resource)}`
        case 'AWS::SNS::Topic':
        case 'AWS::SecretsManager::Secret':
          return arn(id)
        default:
          return physicalName(id, resource)
      }
    },
    output(name) {
      const found = template.Outputs?.[name]
      if (!found) throw new Error(`the template refers to the output ${name}, which no stack has`)
      return found.Value
    },
    attribute(id, name) {
      if (name === 'Arn' || name === 'TopicArn') return arn(id)
      if (name === 'QueueName' || name === 'TopicName') return physicalName(id, find(id))
      if (name === 'ApiEndpoint') return addresses.web
      throw new Error(`the embedded host does not know ${name} of ${id} (${find(id).Type})`)
    },
  }
}
