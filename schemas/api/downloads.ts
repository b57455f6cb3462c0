/** The API's answer to whoever asks for a file that holds persons. */
import * as z from 'zod'
import { Instant } from '../codes.ts'

export const FileLink = z
  .object({
    path: z.string().describe('Fetched once, by the session that asked; leads to the file'),
    until: Instant,
  })
  .meta({ id: 'FileLink' })
