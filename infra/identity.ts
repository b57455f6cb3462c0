import type { App } from 'aws-cdk-lib/core'
import type { HubFunction } from './constructs/hub-function.ts'

/** The city's own identity provider (docs/identity-provider.md). */
export interface IdentityProps {
  issuer: string
  clientId: string
  /** The secret holds the client's secret alone. */
  secretArn: string
  acr: string
  amr: string
}

/**
 * `-c identityIssuer=https://… -c identityClientId=… -c identitySecretArn=arn:…`, with `identityAcr` or `identityAmr`
 * where the provider asks for two factors.
 */
export function identityOf(app: App): IdentityProps | undefined {
  const said = (name: string) => String(app.node.tryGetContext(`identity${name}`) ?? '')
  const [issuer, clientId, secretArn] = [said('Issuer'), said('ClientId'), said('SecretArn')]
  if (!issuer && !clientId && !secretArn) return undefined
  if (!issuer.startsWith('https://') || !clientId || !secretArn)
    throw new Error('an identity provider is its issuer (https), its client id and the ARN of its secret')
  return { issuer, clientId, secretArn, acr: said('Acr'), amr: said('Amr') }
}

export function trustIdentities(fn: HubFunction, { issuer, clientId, secretArn, acr, amr }: IdentityProps): void {
  fn.allow(['secretsmanager:GetSecretValue'], [secretArn])
  fn.addEnvironment('IDENTITY_ISSUER', issuer)
  fn.addEnvironment('IDENTITY_CLIENT_ID', clientId)
  fn.addEnvironment('IDENTITY_SECRET_ARN', secretArn)
  fn.addEnvironment('IDENTITY_ACR', acr)
  fn.addEnvironment('IDENTITY_AMR', amr)
}
