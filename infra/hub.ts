import { App, type AppProps } from 'aws-cdk-lib/core'
import { alarmMailsOf } from './alarms.ts'
import { HubStack, type StageName } from './hub-stack.ts'
import { identityOf } from './identity.ts'
import type { MailProps } from './mail.ts'

export function hubApp(bundles: Record<StageName, string>, props: AppProps, shards?: number): App {
  const app = new App({ analyticsReporting: false, ...props })
  new HubStack(app, 'Hub', {
    bundles,
    mail: mailOf(app),
    portal: app.node.tryGetContext('portal'),
    auditLockDays: auditLockDaysOf(app),
    identity: identityOf(app),
    alarmMails: alarmMailsOf(app),
    ...(shards && { shards }),
    description: 'Shared name lists for sponsored pension contributions',
  })
  return app
}

/** `-c mailFrom=hub@example.org`, and where there is no SES `-c smtpSecretArn=arn:…`. */
function mailOf(app: App): MailProps {
  const from = app.node.tryGetContext('mailFrom') ?? 'hub@hub.invalid'
  const smtpSecretArn = app.node.tryGetContext('smtpSecretArn')
  return { from, ...(smtpSecretArn && { smtpSecretArn }) }
}

const SIX_MONTHS = 184

/** `-c auditLockDays=1200`: what policy keeps the audit for, and a few days more. */
function auditLockDaysOf(app: App): number {
  const days = Number(app.node.tryGetContext('auditLockDays') ?? 1200)
  if (!Number.isInteger(days) || days < SIX_MONTHS) throw new Error(`auditLockDays is ${SIX_MONTHS} days or more`)
  return days
}
