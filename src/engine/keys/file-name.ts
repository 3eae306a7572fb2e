// Names for files, from titles that AWS and its users have made.

const mostTitle = 40;

/** A name that no shell and no file system has trouble with, and that is no option and not hidden. */
export function fileName(title: string, ending: string): string {
  const name = title
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, mostTitle);
  return `${name === '' ? 'ecsdeck' : name}${ending}`;
}

/** Now, as it stands in a name: `20261125T120000Z`. */
export function timeInName(now: number): string {
  return new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
}
