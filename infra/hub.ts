import { App, type AppProps } from 'aws-cdk-lib/core'
import { HubStack, type StageName } from './hub-stack.ts'

/** The CDK app: one stack, for any account, region and partition. */
export function hubApp(bundles: Record<StageName, string>, props: AppProps): App {
  const app = new App({ analyticsReporting: false, ...props })
  new HubStack(app, 'Hub', { bundles, description: 'Shared name lists for sponsored pension contributions' })
  return app
}
