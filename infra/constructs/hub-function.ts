import { basename, dirname } from 'node:path'
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Code, Function as LambdaFunction, LoggingFormat } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { type Duration, RemovalPolicy, type Size } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { machineOf } from '../machine.ts'
import { METRIC_NAMESPACE } from './logged.ts'

export interface HubFunctionProps {
  bundle: string
  timeout: Duration
  memoryMb: number
  disk?: Size
}

/** A function whose role writes its own log and nothing else. */
export class HubFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, { bundle, timeout, memoryMb, disk }: HubFunctionProps) {
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
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
    })
    this.addEnvironment('METRIC_NAMESPACE', METRIC_NAMESPACE)
  }

  allow(actions: string[], resources: string[], conditions?: Record<string, object>): void {
    this.addToRolePolicy(
      new PolicyStatement({ effect: Effect.ALLOW, actions, resources, ...(conditions && { conditions }) }),
    )
  }
}
