/** An authorizer that lets whoever knows its key say which day it is, as the embedded host does for `npm run month`. */
import type { Template } from './gaps.ts'

const HEADER = 'x-hub-play'

/** @returns the header that says the day */
export const playedOn = (day: string): Record<string, string> => ({ [HEADER]: day })

const CODE = `exports.handler = async ({ headers }) => {
  const today = headers['${HEADER}']
  return { isAuthorized: true, context: today ? { today } : {} }
}`

export function addClock({ Resources }: Template): void {
  const [api] = idsOf(Resources, 'AWS::ApiGatewayV2::Api')
  Resources.clockRole = {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
      },
    },
  }
  Resources.clockFunction = {
    Type: 'AWS::Lambda::Function',
    Properties: {
      ...{ Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { ZipFile: CODE } },
      Role: { 'Fn::GetAtt': ['clockRole', 'Arn'] },
    },
  }
  const uri = [
    'arn:',
    { Ref: 'AWS::Partition' },
    ':apigateway:',
    { Ref: 'AWS::Region' },
    ':lambda:path/2015-03-31/functions/',
  ]
  Resources.clock = {
    Type: 'AWS::ApiGatewayV2::Authorizer',
    Properties: {
      ...{ ApiId: { Ref: api }, Name: 'clock', AuthorizerType: 'REQUEST', AuthorizerResultTtlInSeconds: 0 },
      ...{
        AuthorizerPayloadFormatVersion: '2.0',
        EnableSimpleResponses: true,
        IdentitySource: ['$request.header.host'],
      },
      AuthorizerUri: { 'Fn::Join': ['', [...uri, { 'Fn::GetAtt': ['clockFunction', 'Arn'] }, '/invocations']] },
    },
  }
  Resources.clockPermission = {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      ...{ Action: 'lambda:InvokeFunction', FunctionName: { Ref: 'clockFunction' } },
      Principal: 'apigateway.amazonaws.com',
    },
  }
  for (const id of idsOf(Resources, 'AWS::ApiGatewayV2::Route'))
    Object.assign(Resources[id]?.Properties ?? {}, { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'clock' } })
}

const idsOf = (resources: Template['Resources'], type: string): string[] =>
  Object.keys(resources).filter((id) => resources[id]?.Type === type)
