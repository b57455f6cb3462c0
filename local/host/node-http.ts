/**
 * Node's http. Imported as a module it evaluates all that it exports, undici among it, which takes longer than an engine's
 * own start; taken like this it evaluates what is used.
 */
export const { Agent, createServer, request } = process.getBuiltinModule('node:http')
