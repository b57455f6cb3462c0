/** Takes one entry of the hub's log: ids, counts and codes, and the lines that functions write themselves. */
export type Log = (entry: { event: string } & Record<string, string | number | boolean | undefined>) => void

/** One JSON object a line on standard error. */
export const logToStderr: Log = (entry) => {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`)
}
