// Which values look like secrets. They are masked on the screen and in output until a person asks for them.

/** What stands for a secret value. */
export const mask = '••••••••';

const secretName = /key|secret|passw|passphrase|token|credential|private|auth/i;
const secretValue =
  /(?:AKIA|ASIA)[A-Z0-9]{12,}|-----BEGIN [A-Z ]*PRIVATE KEY|^[a-z][a-z0-9+.-]*:\/\/[^\s/@]+@|^eyJ[\w-]+\.[\w-]+\.|^gh[pousr]_\w{20,}/i;

/** True when a name (PASSWORD, API_KEY…) or a value (an access key, a URL with a user in it…) looks like a secret. */
export function looksSecret(name: string, value: string): boolean {
  return value !== '' && (secretName.test(name) || secretValue.test(value));
}

const secretKey = /passw|token$|secret$/i;

/** A copy of a JSON value in which what looks secret is masked: `{name, value}` pairs (environments), values under a telling key, and any string that is one by itself. */
export function maskSecrets(json: unknown): unknown {
  if (typeof json === 'string') return looksSecret('', json) ? mask : json;
  if (Array.isArray(json)) return json.map(maskSecrets);
  // A Date and the like are values, not containers.
  if (typeof json !== 'object' || json === null || Object.getPrototypeOf(json) !== Object.prototype) return json;
  const {name, value} = json as {readonly name?: unknown; readonly value?: unknown};
  const isSecretPair = typeof name === 'string' && typeof value === 'string' && looksSecret(name, value);
  return Object.fromEntries(
    Object.entries(json).map(([key, inner]) => [
      key,
      (isSecretPair && key === 'value') || (typeof inner === 'string' && secretKey.test(key)) ? mask : maskSecrets(inner),
    ]),
  );
}
