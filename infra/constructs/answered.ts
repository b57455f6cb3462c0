import { Validations } from 'aws-cdk-lib/core'
import type { IConstruct } from 'constructs'

/**
 * A rule of cdk-nag's packs that does not fit, and why.
 * @param rules by their names, which begin with their pack's
 */
export function answered(construct: IConstruct, reason: string, ...rules: string[]): void {
  for (const rule of rules) {
    const pack = rule.replace(/-[A-Za-z0-9]+$/, '')
    Validations.of(construct).acknowledge({ id: `${pack}::${rule}`, reason })
  }
}
