/** `cold-start-once.mjs BUNDLE PATH HEADERS`: loads a function's bundle and answers one request, in a process that has done nothing before. */
const [bundle, path, headers] = process.argv.slice(2)
const before = process.cpuUsage()
const { handler } = await import(bundle)
const loaded = process.cpuUsage(before)
const http = { method: 'GET', path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: '' }
const requestContext = { accountId: '0', apiId: 'a', domainName: 'localhost', domainPrefix: 'a', http, requestId: 'r' }
const event = {
  version: '2.0',
  routeKey: '$default',
  rawPath: path,
  rawQueryString: '',
  headers: { host: 'localhost', ...JSON.parse(headers) },
}
const context = { ...requestContext, routeKey: '$default', stage: '$default', time: '', timeEpoch: 0 }
const { statusCode } = await handler(
  { ...event, requestContext: context, isBase64Encoded: false },
  { awsRequestId: 'r' },
)
const answered = process.cpuUsage(before)
const milliseconds = ({ user, system }) => (user + system) / 1000
process.stdout.write(
  `${JSON.stringify({ statusCode, loaded: milliseconds(loaded), answered: milliseconds(answered) })}\n`,
)
process.exit(0)
