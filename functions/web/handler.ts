/** HTTP API -> pages and API. */
import { handle } from 'hono/aws-lambda'
import { app } from './app.ts'
import { webDeps } from './deps.ts'
import { env } from './env.ts'

export const handler = handle(app(webDeps(env.parse(process.env))))
