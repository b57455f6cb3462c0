import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { RemovalPolicy } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { answered } from './answered.ts'
import type { HubFunction } from './hub-function.ts'
import { tellSetting } from './setting.ts'

export interface KeySecretProps {
  description: string
  /** AwsSolutions asks for the reason why a secret is not rotated. */
  unrotated: string
  variable: string
}

export class KeySecret extends Construct {
  private readonly secret: Secret
  private readonly variable: string

  constructor(scope: Construct, id: string, { description, unrotated, variable }: KeySecretProps) {
    super(scope, id)
    this.variable = variable
    this.secret = new Secret(this, 'secret', {
      description,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    })
    tellSetting(this, variable, this.secret.secretArn)
    answered(this.secret, unrotated, 'AwsSolutions-SMG4', 'NIST.800.53.R5-SecretsManagerRotationEnabled')
  }

  grantRead(fn: HubFunction): void {
    fn.allow(['secretsmanager:GetSecretValue'], [this.secret.secretArn])
    fn.addEnvironment(this.variable, this.secret.secretArn)
  }
}
