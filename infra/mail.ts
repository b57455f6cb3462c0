import { Aws } from 'aws-cdk-lib/core'
import type { HubFunction } from './constructs/hub-function.ts'

export interface MailProps {
  /** The address that letters come from. With SES its domain is a verified identity. */
  from: string
  /**
   * ARN of a secret with the mail server's URL, `smtps://user:password@host:465`. Without one mail goes by SES, which
   * not every partition has: then a function is not allowed to use it either.
   */
  smtpSecretArn?: string
}

/** Lets a function send mail, and tells it how. */
export function grantMail(fn: HubFunction, { from, smtpSecretArn }: MailProps): void {
  fn.addEnvironment('MAIL_FROM', from)
  if (smtpSecretArn) {
    fn.allow(['secretsmanager:GetSecretValue'], [smtpSecretArn])
    fn.addEnvironment('SMTP_SECRET_ARN', smtpSecretArn)
    return
  }
  const identity = from.slice(from.indexOf('@') + 1)
  fn.allow(['ses:SendRawEmail'], [`arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:identity/${identity}`])
}
