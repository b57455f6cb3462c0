import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { RemovalPolicy, Validations } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import type { HubFunction } from './hub-function.ts'

/** The secret of the keyed hash that makes a person's key from an ID number. Losing it would lose every person. */
export class KeySecret extends Construct {
  private readonly secret: Secret

  constructor(scope: Construct, id: string) {
    super(scope, id)
    this.secret = new Secret(this, 'secret', {
      description: 'HMAC key of the keys of persons; never changed, or no person would be found again',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    })
    Validations.of(this.secret).acknowledge({
      id: 'AwsSolutions::AwsSolutions-SMG4',
      reason: 'A rotated key would make other keys of the same ID numbers: every person would be a stranger',
    })
  }

  grantRead(fn: HubFunction): void {
    fn.allow(['secretsmanager:GetSecretValue'], [this.secret.secretArn])
    fn.addEnvironment('KEY_SECRET_ARN', this.secret.secretArn)
  }
}
