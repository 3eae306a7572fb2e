// Plain values as XML, as the query protocols write them: members become elements, list items are wrapped.

const escapes: Readonly<Record<string, string>> = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#xD;'};

/** The elements of an object's members. Undefined members are left out; dates are ISO 8601; list items are called `itemName`. */
export function toXml(value: object, itemName: string): string {
  return Object.entries(value)
    .map(([name, member]) => element(name, member, itemName))
    .join('');
}

/** Text that cannot be taken for markup. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"\r]/g, character => escapes[character] ?? character);
}

function element(name: string, value: unknown, itemName: string): string {
  if (value === undefined || value === null) return '';
  return `<${name}>${content(value, itemName)}</${name}>`;
}

function content(value: unknown, itemName: string): string {
  if (Array.isArray(value)) return value.map(item => element(itemName, item, itemName)).join('');
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && value !== null) return toXml(value, itemName);
  return escapeXml(String(value));
}
