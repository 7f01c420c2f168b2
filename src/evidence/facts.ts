/** What every document of the evidence is made of. */
import { isSifType } from "../image/sif.ts";
import { readWrittenName } from "../image/written.ts";
import { agree } from "../image/content.ts";
import type { Observation } from "../lock/observe.ts";
import { writeLock } from "../lock/write.ts";
import type { Lock, LockedImage, LockedUsage, PolicySource, Report } from "../model.ts";
import { sha256 } from "../text/sha256.ts";
import { type Origin, resourceUri } from "./origin.ts";
import { packageUrl } from "./purl.ts";

/** The lock's name in the folder of the evidence, which is that of a repository's own. */
export const LOCK_FILE = "containers.lock";

/** One run, and where its files come from. */
export interface Facts {
  readonly report: Report;
  readonly seen: Observation;
  readonly origin: Origin;
  /**
   * The lock of the repository: of an image that is what it says, the day on which it was seen first is taken over, and
   * nothing else. A change may have written it.
   */
  readonly old: Lock | undefined;
  /** The folder of the run that was checked, "/" between folders; empty for all of it. */
  readonly within: string;
  /** The policy was typed: its path starts from anywhere. */
  readonly isTypedPolicy: boolean;
}

export interface Evidence extends Omit<Facts, "seen" | "old"> {
  /** Every image that the run pulls, in the order of their names. */
  readonly images: readonly EvidentImage[];
  /** Names that are not known before the run, and images that nobody can be asked about. */
  readonly outside: readonly string[];
  /** The text of `containers.lock`, and its sum in hex. */
  readonly lock: { readonly text: string; readonly sha256: string };
  /** All that the policy asks about was judged, and nothing is an error, whatever `fail-on` says. */
  readonly passed: boolean;
}

export interface EvidentImage {
  readonly name: string;
  readonly usage: LockedUsage;
  /** As the lock has it; absent where nobody said what it is. */
  readonly locked?: LockedImage;
}

export function evidenceOf({ seen, old, ...facts }: Facts): Evidence {
  const { report, origin } = facts;
  const images = [...seen.images].map(([name, { usage, image }]): EvidentImage => {
    if (image === undefined) return { name, usage };
    const before = old?.images.get(name);
    const isSame = before !== undefined && agree(before.content, image.content);
    return { name, usage, locked: { ...image, firstSeen: isSame ? before.firstSeen : origin.when } };
  });
  const text = writeLock({
    images: new Map(images.flatMap(({ name, locked }) => (locked === undefined ? [] : [[name, locked] as const]))),
  });
  return {
    ...facts,
    images,
    outside: [...seen.outside].flatMap(([name, why]) => (why === "in-repository" ? [] : [name])),
    lock: { text, sha256: sha256(text) },
    passed: report.verdict === "pass" && report.counts.errors === 0,
  };
}

/** A digest in its two halves; undefined where nobody states one. Of a file behind a URL that of its bytes. */
export function digestOf({ locked }: EvidentImage): { readonly algorithm: string; readonly hex: string } | undefined {
  const { digest, file } = locked?.content ?? {};
  if (digest === undefined) return file?.sha256 === undefined ? undefined : { algorithm: "sha256", hex: file.sha256 };
  const colon = digest.indexOf(":");
  return { algorithm: digest.slice(0, colon), hex: digest.slice(colon + 1) };
}

/** An image that is one file, wherever it lies. */
export function isSif({ name, locked }: EvidentImage): boolean {
  const { file, artifact } = locked?.content ?? {};
  return file !== undefined || isSifType(artifact ?? "") || readWrittenName(name).kind === "download";
}

/** The lock as a resource: a file of the repository at its commit, else by its sum alone. */
export function lockUri({ origin, within, lock }: Pick<Evidence, "origin" | "within" | "lock">): string {
  const checksum = `sha256:${lock.sha256}`;
  return (
    resourceUri(origin, [origin.folder, within, LOCK_FILE].join("/")) ??
    packageUrl({ type: "generic", name: LOCK_FILE, qualifiers: { checksum } })
  );
}

/** The policy as in-toto names resources: which one, and the sum over all that it says. */
export function policyResource(evidence: Pick<Evidence, "report" | "origin" | "isTypedPolicy">): {
  readonly uri: string;
  readonly digest?: { readonly sha256: string };
} {
  const { policy, tool } = evidence.report;
  if (policy === null)
    return { uri: packageUrl({ type: "generic", namespace: [tool.name], name: "built-in", version: tool.version }) };
  const checksum = `sha256:${policy.sha256}`;
  const uri = policyUri(policy, evidence) ?? packageUrl({ type: "generic", name: "policy", qualifiers: { checksum } });
  return { uri, digest: { sha256: policy.sha256 } };
}

function policyUri(
  { file, from, files }: PolicySource,
  { origin, isTypedPolicy }: Pick<Evidence, "origin" | "isTypedPolicy">,
): string | undefined {
  const [, preset, version] = /^wave-inspect:([^@]+)@(.+)$/s.exec(file) ?? [];
  if (preset !== undefined) return packageUrl({ type: "generic", namespace: ["wave-inspect"], name: preset, version });
  const [, owner, name, path, ref] = /^([^/:@]+)\/([^/:@]+):([^@]+)@([^@]+)$/s.exec(file) ?? [];
  if (owner !== undefined && name !== undefined)
    return packageUrl({
      type: "github",
      namespace: [owner.toLowerCase()],
      name: name.toLowerCase(),
      version: files[0]?.commit ?? ref,
      subpath: path,
    });
  if (isTypedPolicy) return undefined;
  const commit = typeof from === "object" ? from.commit : origin.commit;
  return resourceUri({ ...origin, commit }, `${origin.folder}/${file}`);
}
