/** Statements about the lock and the images, as in-toto has them: not signed, ready to be. */
import type { Report } from "../model.ts";
import { printDocument } from "./print.ts";
import { homepage } from "../version.ts";
import { digestOf, type EvidentImage, type Evidence, LOCK_FILE, lockUri, policyResource } from "./facts.ts";
import { resourceUri } from "./origin.ts";

/** Who verified. Whoever signs is told by the signature. */
export const VERIFIER = homepage;

export const SUMMARY_TYPE = "https://slsa.dev/verification_summary/v1";

/** Of the statement about images; the page says what it states. */
export const APPROVAL_TYPE = `${homepage}/blob/v1/docs/evidence.md#approval-v1`;

/** The field of the summary that SLSA has no word for. */
const RUN_FIELD = `${homepage}/blob/v1/docs/evidence.md#run`;

/** The one value of ours: the policy that the summary names is met. No level of SLSA is claimed. */
const POLICY_MET = "WAVE_INSPECT_POLICY_MET";

/** What actions/attest takes in one step (src/subject.ts, src/predicate.ts of 1e69f48). */
export const LIMITS = { subjects: 1_024, checksumBytes: 512 * 1_024, predicateBytes: 16 * 1_024 * 1_024 } as const;
export type Limits = { readonly [K in keyof typeof LIMITS]: number };

interface Subject {
  readonly name: string;
  readonly digest: Readonly<Record<string, string>>;
}

/** Name to text of one statement: whole, and as actions/attest takes it. */
type Files = Readonly<Record<string, string>>;

/** The SLSA verification summary of the lock. */
export function summaryFiles(evidence: Evidence): Files {
  const { report, origin, lock, passed } = evidence;
  const predicate = {
    verifier: { id: VERIFIER, version: { [report.tool.name]: report.tool.version } },
    // When a commit was made is not when it was verified: that is in the signature.
    ...(origin.isGiven && { timeVerified: origin.when }),
    resourceUri: lockUri(evidence),
    policy: policyResource(evidence),
    verificationResult: passed ? "PASSED" : "FAILED",
    verifiedLevels: [passed ? POLICY_MET : "FAILED"],
    [RUN_FIELD]: runOf(evidence),
  };
  const subject = [{ name: LOCK_FILE, digest: { sha256: lock.sha256 } }];
  return {
    "summary.intoto.json": statement(SUMMARY_TYPE, subject, predicate),
    "summary.predicate.json": printDocument(predicate),
  };
}

function runOf({ report, images, lock }: Evidence): object {
  const { verdict, counts, coverage } = report;
  const { errors, warnings, notices, waived, known, undecided } = counts;
  return {
    verdict,
    images: coverage.images,
    judged: coverage.judged,
    unread: coverage.unread.length,
    errors,
    warnings,
    notices,
    waived,
    known,
    undecided,
    locked: images.filter(({ locked }) => locked !== undefined).length,
    lock: { digest: { sha256: lock.sha256 } },
  };
}

/**
 * That this repository approves these images: none unless the run passed, since whoever finds the statement beside an image
 * takes it for a yes. Several where one would be more than GitHub takes.
 */
export function approvalFiles(evidence: Evidence, limits: Limits = LIMITS): Files {
  if (!evidence.passed) return {};
  const parts = partsOf(evidence.images.flatMap(approved), limits);
  const files = parts.map((part, index): Files => {
    const stem = index === 0 ? "approval" : `approval-${index + 1}`;
    const predicate = {
      ...approvalHead(evidence),
      images: Object.fromEntries(part.map(({ name, about }) => [name.toWellFormed(), about])),
    };
    const subjects = part.map(({ subject }) => subject);
    return {
      [`${stem}.intoto.json`]: statement(APPROVAL_TYPE, subjects, predicate),
      [`${stem}.predicate.json`]: printDocument(predicate),
      [`${stem}.checksums.txt`]: part.map(({ line }) => line).join(""),
    };
  });
  return Object.assign({}, ...files);
}

interface Approved {
  readonly name: string;
  readonly subject: Subject;
  /** Of the file of checksums. */
  readonly line: string;
  readonly about: object;
}

/** Algorithms that a file of checksums can say: it has the digits alone, and actions/attest goes by their number. */
const ATTESTED: ReadonlySet<string> = new Set(["sha256", "sha512"]);

function approved(image: EvidentImage): Approved | [] {
  const digest = digestOf(image);
  if (image.locked === undefined || digest === undefined || !ATTESTED.has(digest.algorithm)) return [];
  // In the file of checksums it would be two lines, or one that looks like another. No registry has such a name.
  if (/[\s\p{C}\p{Default_Ignorable_Code_Point}]/u.test(image.name)) return [];
  const { name, usage, locked } = image;
  const { algorithm, hex } = digest;
  const platforms = [...(locked.content.platforms ?? [])].flatMap(([platform, own]) =>
    own.digest === undefined ? [] : [[platform, own.digest] as const],
  );
  return {
    name,
    subject: { name, digest: { [algorithm]: hex } },
    line: `${hex}  ${name}\n`,
    about: {
      digest: `${algorithm}:${hex}`,
      ...(platforms.length > 0 && { platforms: Object.fromEntries(platforms) }),
      by: locked.by,
      verified: locked.verified,
      processes: usage.processes,
      files: usage.files,
      scenarios: usage.scenarios,
    },
  };
}

function approvalHead(evidence: Evidence): object {
  const { report, origin, lock } = evidence;
  return {
    tool: toolOf(report),
    source: {
      uri: resourceUri(origin, [origin.folder, evidence.within].join("/")),
      ...(origin.commit !== undefined && { digest: { gitCommit: origin.commit } }),
    },
    policy: policyResource(evidence),
    lock: { name: LOCK_FILE, digest: { sha256: lock.sha256 } },
  };
}

function toolOf({ tool: { name, version } }: Report): object {
  return { name, version, uri: homepage };
}

/** As few parts as there can be, in order, each within the limits. */
function partsOf(all: readonly Approved[], limits: Limits): readonly (readonly Approved[])[] {
  const parts: Approved[][] = [];
  let checksumBytes = 0;
  let predicateBytes = 0;
  for (const one of all) {
    const line = Buffer.byteLength(one.line);
    const about = Buffer.byteLength(printDocument({ [one.name]: one.about })) * INDENTED;
    const last = parts.at(-1);
    const isFull =
      last === undefined ||
      last.length >= limits.subjects ||
      checksumBytes + line > limits.checksumBytes ||
      predicateBytes + about > limits.predicateBytes - HEAD;
    if (isFull) {
      parts.push([one]);
      checksumBytes = line;
      predicateBytes = about;
    } else {
      last.push(one);
      checksumBytes += line;
      predicateBytes += about;
    }
  }
  return parts;
}

/** What a predicate has beside its images is not more. Bytes. */
const HEAD = 64 * 1_024;

/** An image stands deeper in a predicate than by itself: by two blanks a line, and no line is shorter than two. */
const INDENTED = 2;

function statement(predicateType: string, subject: readonly Subject[], predicate: object): string {
  return printDocument({ _type: "https://in-toto.io/Statement/v1", subject, predicateType, predicate });
}
