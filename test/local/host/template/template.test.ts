import { describe, expect, test } from 'vitest'
import { readPlan } from '../../../../local/host/template/plan.ts'
import { loadTemplate } from '../../../../local/host/template/template.ts'

/** One queue, said in full. */
const template = (change: object = {}, resources: object = {}) => ({
  Resources: {
    Calls: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 30, FifoQueue: true }, ...change },
    ...resources,
  },
})

const plan = (made: object, outputs: object = {}) =>
  readPlan(loadTemplate({ ...made, Outputs: outputs }), '/assets', { queues: 9324, web: 'http://localhost:1' })

const output = (value: unknown) => plan(template(), { Out: { Value: value } }).outputs.Out

describe('a template', () => {
  test('becomes a plan', () => {
    expect(plan(template()).queues).toEqual([
      { name: 'Calls.fifo', attributes: { VisibilityTimeout: '30', FifoQueue: 'true' } },
    ])
  })

  test.each([
    ['a type', template({}, { Machine: { Type: 'AWS::EC2::Instance' } }), 'AWS::EC2::Instance'],
    ['a property', template({ Properties: { Colour: 'red' } }), 'Colour of AWS::SQS::Queue'],
    ['a condition', template({ Condition: 'InChina' }), 'InChina'],
    [
      'a property that would change what is delivered',
      template(
        {},
        {
          Feed: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FilterCriteria: {} } },
        },
      ),
      'FilterCriteria',
    ],
  ])('is refused for %s that the host does not know, by name', (_what, made, name) => {
    expect(() => loadTemplate(made)).toThrow(name)
  })

  test.each([
    [{ 'Fn::ImportValue': 'x' }, 'Fn::ImportValue'],
    [{ 'Fn::GetAtt': ['Calls', 'Weight'] }, 'Weight of Calls'],
    [{ Ref: 'Nobody' }, 'Nobody'],
  ])('is refused for %j', (value, name) => {
    expect(() => output(value)).toThrow(name)
  })

  test.each([
    [{ Ref: 'Calls' }, 'http://127.0.0.1:9324/000000000000/Calls.fifo'],
    [{ 'Fn::GetAtt': ['Calls', 'Arn'] }, 'arn:aws:sqs:us-east-1:000000000000:Calls.fifo'],
    [{ 'Fn::Join': [':', ['arn', { Ref: 'AWS::Partition' }, 's3']] }, 'arn:aws:s3'],
    [{ 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    [{ 'Fn::Sub': 'in $' + '{AWS::Region} of $' + '{Calls.QueueName}' }, 'in us-east-1 of Calls.fifo'],
    [{ 'Fn::Join': ['', ['a', { Ref: 'AWS::NoValue' }, 'b']] }, 'ab'],
  ])('resolves %j', (value, text) => {
    expect(output(value)).toBe(text)
  })
})
