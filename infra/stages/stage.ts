import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch'
import type { Stores } from '../stores.ts'

/** What every stage is given: what it may store to, its bundle, and who is called when it fails. */
export interface StageProps {
  stores: Stores
  bundle: string
  alarmAction: IAlarmAction
}
