import { basename, dirname } from 'node:path'
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Code, Function as LambdaFunction, LoggingFormat } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { type Duration, RemovalPolicy, type Size } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { machineOf } from '../machine.ts'
import { answered } from './answered.ts'
import { METRIC_NAMESPACE } from './logged.ts'

export interface HubFunctionProps {
  bundle: string
  timeout: Duration
  memoryMb: number
  disk?: Size
  /** Calls at once, of the account's, that are this function's alone, and its most. */
  reserved?: number | undefined
}

/** A function whose role writes its own log and nothing else. */
export class HubFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, { bundle, timeout, memoryMb, disk, reserved }: HubFunctionProps) {
    const parts = new Construct(scope, `${id}-parts`)
    const logGroup = new LogGroup(parts, 'log', {
      retention: RetentionDays.SIX_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN,
    })
    const role = new Role(parts, 'role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
    role.addToPolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    )
    super(scope, id, {
      code: Code.fromAsset(dirname(bundle)),
      handler: `${basename(bundle)}/index.handler`,
      ...machineOf(scope),
      timeout,
      memorySize: memoryMb,
      ...(disk && { ephemeralStorageSize: disk }),
      ...(reserved && { reservedConcurrentExecutions: reserved }),
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
    })
    this.addEnvironment('METRIC_NAMESPACE', METRIC_NAMESPACE)
    answered(
      role,
      'A role is of one function alone, and its policy of nothing else',
      'NIST.800.53.R5-IAMNoInlinePolicy',
    )
    answered(
      this,
      'Queues that call it have dead letters of their own; the gateway hears of a failure at once',
      ...['NIST.800.53.R5-LambdaDLQ', 'Serverless-LambdaDLQ'],
    )
    answered(
      this,
      'It reaches nothing that is in a VPC: tables, buckets and queues know it by its role',
      'NIST.800.53.R5-LambdaInsideVPC',
    )
  }

  allow(actions: string[], resources: string[], conditions?: Record<string, object>): void {
    this.addToRolePolicy(
      new PolicyStatement({ effect: Effect.ALLOW, actions, resources, ...(conditions && { conditions }) }),
    )
  }
}
