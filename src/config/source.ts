// Whether to work on the demo region or on AWS. Without a screen never the demo unless asked for: a script that lost its
// credentials must not be answered with invented rows.

/** What the choice depends on. */
export interface SourceChoice {
  readonly request: {
    readonly type: 'dashboard' | 'get' | 'verb' | 'logs' | 'fleet' | 'resume' | 'retry';
    readonly options: {readonly source?: 'demo' | 'aws'; readonly profile?: string; readonly region?: string};
  };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `~/.aws/config` or `~/.aws/credentials` is there. */
  readonly hasAwsFiles: boolean;
}

const awsVariable =
  /^AWS_(?:PROFILE|DEFAULT_PROFILE|REGION|DEFAULT_REGION|ACCESS_KEY_ID|WEB_IDENTITY_TOKEN_FILE|CONTAINER_CREDENTIALS_\w+|ENDPOINT_URL\w*)$/;

/** True when the environment names AWS: credentials, a Region or an endpoint. */
export function namesAws(env: SourceChoice['env']): boolean {
  return Object.entries(env).some(([name, value]) => awsVariable.test(name) && value !== undefined && value !== '');
}

/** Where the rows come from. */
export function chooseSource({request, env, hasAwsFiles}: SourceChoice): 'demo' | 'aws' {
  const {source, profile, region} = request.options;
  if (source !== undefined) return source;
  if (request.type !== 'dashboard') return 'aws';
  const isNamed = profile !== undefined || region !== undefined;
  return isNamed || namesAws(env) || hasAwsFiles ? 'aws' : 'demo';
}
