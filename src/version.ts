/** Which program this is: its version, and where it is at home. */

/** Kept equal to package.json by a test. */
export const version = "1.0.0";

/** The repository of the project, for links to its pages and its issues. */
export const homepage = "https://github.com/wave-inspect/wave-inspect-action";
