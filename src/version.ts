// The version, put in by the build.

declare const __ECSDECK_VERSION__: string | undefined;

/** The version of package.json; `unbuilt` where the sources run as they are. */
export const version: string = typeof __ECSDECK_VERSION__ === 'string' ? __ECSDECK_VERSION__ : 'unbuilt';
