/** Fixes that rules offer, made where a scan of the edited files proves that they do what they say. */
export type { Choice, Left } from "./choose.ts";
export type { EditedFile } from "./files.ts";
export { mend, type Mended, type Run } from "./mend.ts";
export type { Offer, Refused } from "./offers.ts";
export { isPatchable, UNPATCHABLE, unifiedDiff } from "./patch.ts";
export { type Unwritten, writeFiles } from "./write.ts";
