// Which form of the program this is, put in by the build.

declare const __ECSDECK_SINGLE_FILE__: boolean | undefined;

/** True in the single executable, which brings its compiled code along. */
export const isSingleFile: boolean = typeof __ECSDECK_SINGLE_FILE__ === 'boolean' && __ECSDECK_SINGLE_FILE__;
