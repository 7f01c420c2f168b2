/** What a change mends: findings of its base that the checkout does not have. */
import { isOpen } from "../finding.ts";
import type { Finding, KnownFinding } from "../model.ts";
import { JudgedFinding } from "../policy/judge/findings.ts";

/**
 * Those of them that none of the findings is, waived and known ones among these; one whose file was moved is the same. Where
 * the same rule has something new to say in the same file, one image took the place of another, and nothing is mended.
 *
 * @param findings At the places of their images.
 */
export function missingIn(findings: readonly Finding[], entries: readonly KnownFinding[]): readonly KnownFinding[] {
  const here = new Set(findings.map(({ fingerprint }) => fingerprint));
  const alike = Map.groupBy(findings, ({ rule, image }) => wordOf(rule, image));
  const isMoved = ({ rule, image, file, fingerprint }: KnownFinding): boolean =>
    alike
      .get(wordOf(rule, image))
      ?.some((one) => one instanceof JudgedFinding && one.fingerprintIn(file) === fingerprint) === true;
  const missing = entries.filter((entry) => !here.has(entry.fingerprint) && !isMoved(entry));

  const fresh = Map.groupBy(findings.filter(isOpen), ({ rule, location }) => wordOf(rule, location.file));
  return [...Map.groupBy(missing, ({ rule, file }) => wordOf(rule, file))].flatMap(([word, some]) =>
    some.slice(fresh.get(word)?.length ?? 0),
  );
}

function wordOf(rule: string, other: string | null): string {
  return `${rule}\n${other ?? ""}`;
}
