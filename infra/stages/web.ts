import { ApiMapping, type CfnStage, DomainName, HttpApi, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { grants as webGrants } from '../../functions/web/grants.ts'
import { HubFunction } from '../constructs/hub-function.ts'
import { tellSetting } from '../constructs/setting.ts'
import type { StageProps } from './stage.ts'

interface WebProps extends Omit<StageProps, 'alarmAction'> {
  address: Address | undefined
  pagesReserved: number | undefined
}

/** The name by which it is opened, in links and for passkeys. */
export interface Address {
  /** `https://hub.example.org` */
  portal: string
  /** Where API Gateway serves the name; without one, something before it does. */
  certificateArn?: string
}

/** Requests of all offices together, beyond which a flood costs nothing more. */
const MOST_A_SECOND = 200

export class Web extends Construct {
  readonly fn: HubFunction
  readonly portal: string
  readonly api: HttpApi

  constructor(scope: Construct, id: string, { stores, bundle, address, pagesReserved }: WebProps) {
    super(scope, id)
    this.fn = new HubFunction(this, 'function', {
      bundle,
      timeout: Duration.seconds(29),
      memoryMb: 1769,
      reserved: pagesReserved,
    })
    const api = new HttpApi(this, 'api', {
      createDefaultStage: false,
      // One name alone has the cookies and the passkeys.
      disableExecuteApiEndpoint: address?.certificateArn !== undefined,
      defaultIntegration: new HttpLambdaIntegration('integration', this.fn),
    })
    Validations.of(api).acknowledge({
      id: 'AwsSolutions::AwsSolutions-APIG4',
      reason:
        "Sign-in is the hub's own (an account with two factors, or the city's identity provider), since some partitions have no user pools",
    })
    this.api = api
    const stage = new HttpStage(this, 'stage', {
      ...{ httpApi: api, stageName: '$default', autoDeploy: true },
      throttle: { rateLimit: MOST_A_SECOND, burstLimit: 2 * MOST_A_SECOND },
    })
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
    this.portal = address?.portal ?? api.apiEndpoint
    if (address?.certificateArn) this.serve(new URL(address.portal).host, address.certificateArn, stage)
    this.fn.addEnvironment('PORTAL_URL', this.portal)
    stores.grant(this.fn, webGrants)
    stores.linkSecret.grantRead(this.fn)
    stores.accountSecret.grantRead(this.fn)
    // Shown once to the administrator who makes a webhook.
    stores.webhookSecret.grantRead(this.fn)
  }

  /** Its DNS record is a CNAME to the output `PortalTarget`. */
  private serve(name: string, certificateArn: string, stage: HttpStage): void {
    const certificate = Certificate.fromCertificateArn(this, 'certificate', certificateArn)
    const domain = new DomainName(this, 'domain', { domainName: name, certificate })
    new ApiMapping(this, 'mapping', { api: this.api, domainName: domain, stage })
    tellSetting(this, 'PORTAL_TARGET', domain.regionalDomainName)
  }
}
