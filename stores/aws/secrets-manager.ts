/** What of Secrets Manager's SDK the hub uses, loaded when a secret is first read. */
export { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
