import { CfnOutput, Fn, Stack } from 'aws-cdk-lib/core'
import type { IConstruct } from 'constructs'
import { outputName } from '../../schemas/setting-names.ts'

/** The value as another stack reads it, by its output: nothing is exported, which would hold it fast. */
export function heardBy(listener: IConstruct, scope: IConstruct, variable: string, value: string): string {
  const [own, other] = [Stack.of(listener), Stack.of(scope)]
  return own === other ? value : Fn.getStackOutput(other.stackName, outputName(variable))
}

/** What a command needs to reach a deployed hub. */
export function tellSetting(scope: IConstruct, variable: string, value: string): void {
  new CfnOutput(Stack.of(scope), outputName(variable), { value })
}
