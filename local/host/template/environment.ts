import { fileURLToPath } from 'node:url'
import { authorization } from '../machine/json-call.ts'
import { REGION } from './names.ts'

export const COMPILED = fileURLToPath(new URL('../../../node_modules/.cache/yingbao/compiled', import.meta.url))

/** A child gets no account's keys and no debugger's flags. */
export function plainEnvironment(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'USERPROFILE', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'HUB_GUARDED', 'HUB_GRANTS']
  return {
    ...Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    TZ: 'UTC',
    LANG: 'en_US.UTF-8',
    NODE_COMPILE_CACHE: COMPILED,
  }
}

export function clientEnvironment(
  endpoints: Record<'dynamodb' | 's3' | 'sqs' | 'sns' | 'secretsManager' | 'ses', string>,
  keys: { accessKeyId: string; secretAccessKey: string },
): Record<string, string> {
  return {
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_SNS: endpoints.sns,
    AWS_ENDPOINT_URL_SES: endpoints.ses,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secretsManager,
    // The S3 engine refuses the SDK's checksum trailers.
    AWS_REQUEST_CHECKSUM_CALCULATION: 'WHEN_REQUIRED',
    AWS_RESPONSE_CHECKSUM_VALIDATION: 'WHEN_REQUIRED',
    AWS_EC2_METADATA_DISABLED: 'true',
    S3_FORCE_PATH_STYLE: '1',
    ENGINE_AUTHORIZATION: authorization,
  }
}
