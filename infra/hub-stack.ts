import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib/core'
import type { Construct } from 'constructs'
import { Intake } from './intake.ts'
import { Match } from './match.ts'
import { Snapshot } from './snapshot.ts'
import { Stores } from './stores.ts'
import { Web } from './web.ts'

/** The stages that have a folder of functions/, in the order in which the data flows. */
export type StageName = 'web' | 'intake' | 'match' | 'snapshot'

export interface HubStackProps extends StackProps {
  /** Folder of each function's bundle. */
  bundles: Record<StageName, string>
  /** 16 suit a city; changed only when the match queue is drained. */
  shards?: number
}

/** The hub, from the signed URL to the outcomes. */
export class HubStack extends Stack {
  constructor(scope: Construct, id: string, { bundles, shards = 16, ...props }: HubStackProps) {
    super(scope, id, props)
    const stores = new Stores(this, 'stores')
    const alarmAction = new SnsAction(new Topic(this, 'alarms', { enforceSSL: true }))

    const web = new Web(this, 'web', { stores, bundle: bundles.web })
    const intake = new Intake(this, 'intake', { stores, bundle: bundles.intake, alarmAction })
    const match = new Match(this, 'match', { stores, bundle: bundles.match, alarmAction, shards })
    const snapshot = new Snapshot(this, 'snapshot', { stores, bundle: bundles.snapshot, alarmAction })

    intake.queue.grantSend(web.fn)
    match.queue.grantSend(intake.fn)
    match.queue.grantSend(snapshot.fn)
    for (const sender of [web, intake, match]) snapshot.queue.grantSend(sender.fn)

    new CfnOutput(this, 'Url', { value: web.endpoint })
  }
}
