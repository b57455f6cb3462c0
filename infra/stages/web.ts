import { type CfnStage, HttpApi, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { HubFunction } from '../constructs/hub-function.ts'
import type { StageProps } from './stage.ts'

interface WebProps extends Omit<StageProps, 'alarmAction'> {
  portal: string | undefined
}

export class Web extends Construct {
  readonly fn: HubFunction
  readonly portal: string
  readonly api: HttpApi

  constructor(scope: Construct, id: string, { stores, bundle, portal }: WebProps) {
    super(scope, id)
    this.fn = new HubFunction(this, 'function', { bundle, timeout: Duration.seconds(29), memoryMb: 1769 })
    const api = new HttpApi(this, 'api', {
      createDefaultStage: false,
      defaultIntegration: new HttpLambdaIntegration('integration', this.fn),
    })
    Validations.of(api).acknowledge({
      id: 'AwsSolutions::AwsSolutions-APIG4',
      reason:
        "Sign-in is the hub's own (a one-time link, then a session), since no user pools exist in some partitions",
    })
    this.api = api
    const stage = new HttpStage(this, 'stage', { httpApi: api, stageName: '$default', autoDeploy: true })
    const log = new LogGroup(this, 'access', {
      retention: RetentionDays.SIX_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN,
    })
    // Addresses and paths may point to a person, so that the access log has neither.
    const resource = stage.node.defaultChild as CfnStage
    resource.accessLogSettings = {
      destinationArn: log.logGroupArn,
      format: JSON.stringify({
        id: '$context.requestId',
        time: '$context.requestTimeEpoch',
        status: '$context.status',
      }),
    }
    this.portal = portal ?? api.apiEndpoint
    this.fn.addEnvironment('PORTAL_URL', this.portal)
    stores.inbox.grantRead(this.fn)
    stores.inbox.grantWrite(this.fn)
    stores.outbox.grantRead(this.fn)
    // Copies that are handed out.
    stores.outbox.grantWrite(this.fn, 'handed/')
    // Files that were chosen and are not sent yet.
    stores.outbox.grantWrite(this.fn, 'chosen/')
    stores.work.grantReadWrite(this.fn)
    stores.people.grantRead(this.fn)
    stores.linkSecret.grantRead(this.fn)
    stores.accountSecret.grantRead(this.fn)
    // Shown once to the administrator who makes a webhook.
    stores.webhookSecret.grantRead(this.fn)
  }
}
