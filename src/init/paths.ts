/** What is written, by its paths from the root of the repository, and where to read more. */
import { homepage } from "../version.ts";

export const POLICY = ".github/wave-inspect.yml";
export const BASELINE = ".github/wave-inspect-baseline.json";
export const WORKFLOW = ".github/workflows/wave-inspect.yml";

const DOCS = `${homepage}/blob/v1/docs`;
export const PAGES = {
  policy: `${DOCS}/policy.md`,
  presets: `${DOCS}/presets.md`,
  adopting: `${DOCS}/adopting.md`,
  pinning: `${DOCS}/security.md#where-this-action-comes-from`,
} as const;

export const SCHEMA = `${homepage.replace("github.com", "raw.githubusercontent.com")}/v1/policy.schema.json`;
