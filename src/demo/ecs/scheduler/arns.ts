// The names that ECS gives to things: one place that knows how an ARN is put together in each partition.

/** Where an ARN belongs. */
export interface ArnScope {
  readonly account: string;
  readonly region: string;
}

/** `arn:aws:ecs:REGION:ACCOUNT:` followed by the parts joined with slashes, in the Region's own partition. */
export function ecsArn(scope: ArnScope, ...parts: readonly string[]): string {
  return `arn:${partitionOf(scope.region)}:ecs:${scope.region}:${scope.account}:${parts.join('/')}`;
}

/** The ARN of another service's resource, for example `arn(scope, 'elasticloadbalancing', 'targetgroup/web/0123')`. */
export function arn(scope: ArnScope, service: string, resource: string): string {
  return `arn:${partitionOf(scope.region)}:${service}:${scope.region}:${scope.account}:${resource}`;
}

/** `aws`, `aws-cn` or `aws-us-gov`. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** The last part of an ARN: the id or name, with no path before it. */
export function lastPart(text: string | undefined): string {
  return text?.slice(text.lastIndexOf('/') + 1) ?? '';
}
