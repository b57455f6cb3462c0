/** Names below `localhost` are looked up as it is: not every resolver does so by itself (RFC 6761). */
import dns from 'node:dns'

const { lookup } = dns
dns.lookup = (name, ...rest) => lookup(name.endsWith('.localhost') ? 'localhost' : name, ...rest)
