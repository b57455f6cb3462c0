import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch'
import type { Stores } from '../stores.ts'

export interface StageProps {
  stores: Stores
  bundle: string
  alarmAction: IAlarmAction
}
