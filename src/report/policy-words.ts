/** Which policy a run went by, in words. */
import type { Report } from "../model.ts";

/** `policy ci/p.yml (sha256 …), as of the base …`, digest and commit whole. `mark`: sets off names and numbers. */
export function policyInWords(policy: Report["policy"], mark: (text: string) => string = (text) => text): string {
  if (policy === null) return "the built-in policy";
  const { file, sha256, from } = policy;
  const version =
    from === undefined
      ? ""
      : from === "first"
        ? ", the first, which the pull request brings"
        : `, as of the base ${mark(from.commit)}`;
  return `policy ${mark(file)} (sha256 ${mark(sha256)})${version}`;
}
