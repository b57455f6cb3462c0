/** An import of Node's http evaluates undici too, which takes longer than an engine's start. */
export const { Agent, createServer, request } = process.getBuiltinModule('node:http')
