/** snapshot.ready -> ledgers, statistics, returns of county and city. */
import { ToReport } from '../../schemas/messages/to-report.ts'
import { consumer } from '../shared/stages/consumer.ts'
import { reportDeps } from './deps.ts'
import { env } from './env.ts'
import { run } from './run.ts'

export const handler = consumer({ name: 'report', schema: ToReport, deps: reportDeps(env.parse(process.env)), run })
