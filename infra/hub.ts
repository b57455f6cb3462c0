import { App, type AppProps } from 'aws-cdk-lib/core'
import { HubStack, type StageName } from './hub-stack.ts'

/** The CDK app: one stack, for any account, region and partition. `shards` as in `HubStackProps`. */
export function hubApp(bundles: Record<StageName, string>, props: AppProps, shards?: number): App {
  const app = new App({ analyticsReporting: false, ...props })
  new HubStack(app, 'Hub', {
    bundles,
    ...(shards && { shards }),
    description: 'Shared name lists for sponsored pension contributions',
  })
  return app
}
