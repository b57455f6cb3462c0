import { CfnOutput, Stack } from 'aws-cdk-lib/core'
import type { IConstruct } from 'constructs'
import { outputName } from '../../schemas/setting-names.ts'

/** What a command needs to reach a deployed hub. */
export function tellSetting(scope: IConstruct, variable: string, value: string): void {
  new CfnOutput(Stack.of(scope), outputName(variable), { value })
}
