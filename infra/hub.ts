import { App, type AppProps } from 'aws-cdk-lib/core'
import { alarmMailsOf } from './alarms.ts'
import { DataStack } from './data-stack.ts'
import { harden } from './harden.ts'
import { HubStack, type StageName } from './hub-stack.ts'
import { identityOf } from './identity.ts'
import type { MailProps } from './mail.ts'
import type { Address } from './stages/web.ts'

export function hubApp(bundles: Record<StageName, string>, props: AppProps, shards?: number): App {
  // An export cannot change while somebody imports it.
  const context = { ...props.context, '@aws-cdk/core:defaultCrossStackReferences': 'weak' }
  const app = new App({ analyticsReporting: false, ...props, context })
  const { name, stage, tags } = hubOf(app)
  const isProduction = stage === 'production'
  const data = new DataStack(app, `${name}-data`, {
    tags,
    // What is tried on is not lost by a slip either.
    terminationProtection: isProduction || stage === 'staging',
    auditLockDays: auditLockDaysOf(app),
    frozen: { days: frozenLockDaysOf(app, stage), breakGlassArn: app.node.tryGetContext('breakGlassArn') },
    description: 'Shared name lists for sponsored pension contributions: what is kept',
  })
  const hasSes = !app.node.tryGetContext('smtpSecretArn')
  const key = isProduction ? harden(data, { isTraced: false, hasSes }) : undefined
  // What is there already is taken up before anything refers to it (docs/deploy.md#taking-up-what-is-there).
  if (app.node.tryGetContext('adopting')) return app
  const hub = new HubStack(app, name, {
    tags,
    data,
    terminationProtection: isProduction,
    bundles,
    mail: mailOf(app),
    address: addressOf(app),
    identity: identityOf(app),
    alarmMails: alarmMailsOf(app),
    ...(shards && { shards }),
    description: 'Shared name lists for sponsored pension contributions',
    pagesReserved: isProduction ? PAGES_AT_ONCE : undefined,
  })
  if (key) harden(hub, { isTraced: hasXRay(app), hasSes, key })
  return app
}

/** China's regions have none; `cdk` knows the shell's, and `-c region=` says another. */
const hasXRay = (app: App): boolean =>
  !String(app.node.tryGetContext('region') ?? process.env.CDK_DEFAULT_REGION ?? '').startsWith('cn-')

/** Of the account's concurrency, which has to be asked for first (docs/deploy.md#account): no stage takes it from pages. */
const PAGES_AT_ONCE = 100

/** `-c city=shaoguan -c stage=production`: hubs of one account are told apart by both, in names, tags and bills. */
function hubOf(app: App) {
  const said = (name: string) => String(app.node.tryGetContext(name) ?? '')
  const [city, stage] = [said('city'), said('stage')]
  if (!city && !stage) return { name: 'Hub', stage, tags: {} }
  if (!/^[a-z][a-z0-9]{1,19}$/.test(city) || !['dev', 'staging', 'production'].includes(stage))
    throw new Error(
      'a hub is its city, in small letters, and its stage: -c city=shaoguan -c stage=dev, staging or production',
    )
  const tags = { 'yingbao:city': city, 'yingbao:stage': stage }
  return { name: `Hub-${city}-${stage}`, stage, tags }
}

/**
 * `-c mailFrom=hub@example.org`, with `-c mailDomain=example.org` where the stack makes the domain known to SES, and where
 * there is no SES `-c smtpSecretArn=arn:…`: in China, which `cdk` knows by the shell's region and `-c region=` says elsewhere.
 */
function mailOf(app: App): MailProps {
  const said = (name: string) => String(app.node.tryGetContext(name) ?? '')
  const [from, domain, smtpSecretArn] = [said('mailFrom'), said('mailDomain'), said('smtpSecretArn')]
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(from))
    throw new Error(
      'letters need a sender: -c mailFrom=hub@example.org, an address whose domain is yours (docs/deploy.md#mail)',
    )
  const region = said('region') || (process.env.CDK_DEFAULT_REGION ?? '')
  if (region.startsWith('cn-') && !smtpSecretArn)
    throw new Error(
      `${region} has no SES: letters go by a mail server, -c smtpSecretArn=arn:aws-cn:… (docs/deploy.md#mail)`,
    )
  if (domain && (smtpSecretArn || from.slice(from.indexOf('@') + 1) !== domain))
    throw new Error("mailDomain is the sender's own domain, and of SES: not together with smtpSecretArn")
  return { from, ...(domain && { domain }), ...(smtpSecretArn && { smtpSecretArn }) }
}

/** `-c portal=https://hub.example.org`, with `-c certificateArn=arn:…` where API Gateway itself serves that name. */
function addressOf(app: App): Address | undefined {
  const portal = app.node.tryGetContext('portal')
  const certificateArn = app.node.tryGetContext('certificateArn')
  if (!portal && certificateArn) throw new Error('a certificate is of the address that -c portal=https://… names')
  if (!portal) return undefined
  const url = URL.parse(String(portal))
  if (url?.protocol !== 'https:' || url.origin !== portal)
    throw new Error('-c portal is https:// and a name, without a path or a slash behind it')
  return { portal: url.origin, ...(certificateArn && { certificateArn }) }
}

const SIX_MONTHS = 184

/** `-c auditLockDays=1200`: what policy keeps the audit for, and a few days more. */
function auditLockDaysOf(app: App): number {
  const days = Number(app.node.tryGetContext('auditLockDays') ?? 1200)
  if (!Number.isInteger(days) || days < SIX_MONTHS) throw new Error(`auditLockDays is ${SIX_MONTHS} days or more`)
  return days
}

/** What was tried on may be torn down the next day; what was paid is asked about for years. */
const FROZEN_DAYS: Record<string, number> = { production: 1200, staging: 30 }

/** `-c frozenLockDays=400`; 0 for a bucket that is taken up and has no lock (docs/adr/0046-frozen-is-locked.md). */
function frozenLockDaysOf(app: App, stage: string): number {
  const days = Number(app.node.tryGetContext('frozenLockDays') ?? FROZEN_DAYS[stage] ?? 1)
  if (!Number.isInteger(days) || days < 0) throw new Error('frozenLockDays is a number of days, or 0 for no lock')
  return days
}
