/** Whose module something is, as a policy names it. */
import type { ModuleOrigin } from "../../model.ts";
import { coversText, matchesText } from "../../text/wildcards.ts";
import { parsed, textSchema } from "./shape.ts";
import type { WrittenPattern } from "./values.ts";

/** `local`, `nf-core`, or a repository with `*`: without a host one of github.com. It is held against what `moduleText` says. */
export const modulePattern = parsed<WrittenPattern>(
  "an origin of modules",
  textSchema(),
  (written) => {
    const pattern = patternOf(written.toLowerCase());
    const covers = (other: string): boolean => coversText(pattern, patternOf(other.toLowerCase()));
    return { value: { text: written, matches: (origin) => matchesText(pattern, origin), covers } };
  },
  ({ text }) => text,
);

function patternOf(written: string): string {
  if (written === "local") return written;
  if (written === "nf-core") return "github.com/nf-core/modules";
  const plain = withoutScheme(written);
  return /^[^/]*\.[^/]*\/|^\*+(?:\/|$)/.test(plain) ? plain : `github.com/${plain}`;
}

/** `local`, or host and path of the repository: `github.com/nf-core/modules`. */
export function moduleText(module: ModuleOrigin): string {
  return "local" in module ? "local" : withoutScheme(module.repository.toLowerCase());
}

/** Of `https://github.com/a/b.git` and `git@github.com:a/b.git` the same. */
function withoutScheme(remote: string): string {
  return remote
    .replace(/^[a-z+]+:\/\/(?:[^/@]*@)?/, "")
    .replace(/^[^/@:]+@([^/:]+):/, "$1/")
    .replace(/(?:\.git)?\/*$/, "");
}
