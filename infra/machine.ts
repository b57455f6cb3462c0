import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda'
import type { IConstruct } from 'constructs'

const ARCHITECTURES: Record<string, Architecture> = { arm64: Architecture.ARM_64, x86_64: Architecture.X86_64 }
const RUNTIMES: Record<string, Runtime> = { 'nodejs24.x': Runtime.NODEJS_24_X, 'nodejs22.x': Runtime.NODEJS_22_X }

/** `-c architecture=x86_64 -c runtime=nodejs22.x`, where a region lacks what is chosen otherwise. */
export function machineOf({ node }: IConstruct): { architecture: Architecture; runtime: Runtime } {
  const architecture = ARCHITECTURES[String(node.tryGetContext('architecture') ?? 'arm64')]
  const runtime = RUNTIMES[String(node.tryGetContext('runtime') ?? 'nodejs24.x')]
  if (!architecture) throw new Error(`architecture is ${Object.keys(ARCHITECTURES).join(' or ')}`)
  if (!runtime) throw new Error(`runtime is ${Object.keys(RUNTIMES).join(' or ')}`)
  return { architecture, runtime }
}
