/** The known findings that a run goes by: the file that the policy or the caller names. */
import { dirname, join, resolve } from "node:path";
import { ConfigurationError } from "../errors.ts";
import { readInside, realOf } from "../files/inside.ts";
import { isAbsent, isUnread, readRegularFile, type Unread } from "../files/read.ts";
import { decodeText } from "../files/text.ts";
import type { Baseline, PolicyVersion } from "../model.ts";
import type { BaselineChange } from "../policy/changes.ts";
import type { Policy } from "../policy/policy.ts";
import type { PullRequest } from "../pull-request.ts";
import { gitHubOf } from "./index.ts";

/** No baseline is larger: a hundred thousand findings. Bytes. */
const LARGEST = 64 * 1024 * 1024;

type Environment = Readonly<Record<string, string | undefined>>;

/** The file that the caller names, else the one that the policy does. */
function namedBy(
  input: string | undefined,
  { baseline }: Policy,
): { readonly file: string; readonly mayBeMissing: boolean } | undefined {
  if (input !== undefined) return { file: input, mayBeMissing: false };
  return baseline && { file: baseline.file, mayBeMissing: !baseline.own };
}

/**
 * The baseline of a repository. Undefined where none is named, or where one that only a parent of the policy names is not
 * there.
 *
 * @param input As the caller names it, from the root on.
 * @throws ConfigurationError
 */
export async function readBaselineFile(root: string, policy: Policy, input?: string): Promise<Baseline | undefined> {
  const named = namedBy(input, policy);
  if (named === undefined) return undefined;
  const found = readInside(realOf(root), named.file, LARGEST);
  return named.mayBeMissing && isAbsent(found) ? undefined : baselineOf(named.file, found);
}

/** The baseline that a person typed, from the current folder on: it may lie anywhere. */
export function readTypedBaseline(file: string): Promise<Baseline> {
  return baselineOf(file, readRegularFile(resolve(file), LARGEST, "followed"));
}

/** The baseline that a pull request is judged by, and what the pull request makes of it. */
export interface BaselineOfBase {
  readonly baseline: Baseline | undefined;
  readonly baselineChange: BaselineChange | undefined;
}

/**
 * The baseline as it is on the base of a pull request. What the pull request adds to it does not count, save where its
 * policy is the first: then the baseline that comes with it is the first, too.
 *
 * @param input As the workflow names it, from the root on; undefined: as the policy does.
 * @throws ConfigurationError
 */
export async function readBaselineOfBase(
  root: string,
  policy: Policy,
  input: string | undefined,
  { pull, env, token }: { readonly pull: PullRequest; readonly env: Environment; readonly token?: string | undefined },
): Promise<BaselineOfBase> {
  const named = namedBy(input, policy);
  if (named === undefined) return { baseline: undefined, baselineChange: undefined };
  const { file } = named;
  const { baseOf } = await import("./base.ts");
  const base = baseOf(root, dirname(file), pull, env, gitHubOf(env, token));
  const brought = readInside(realOf(root), file, LARGEST);
  const here = async (from?: PolicyVersion): Promise<Baseline | undefined> =>
    named.mayBeMissing && isAbsent(brought) ? undefined : baselineOf(file, brought, from);
  // Another repository's checkout, in which the pull request has no say.
  if (base === undefined) return { baseline: await here(), baselineChange: undefined };
  const before = await base.read(join(realOf(root), file), LARGEST);
  const isFirst = input === undefined && policy.source?.from === "first";
  if (isAbsent(before) && (isFirst || isAbsent(brought))) {
    const first = await here("first");
    return { baseline: first, baselineChange: { before: undefined, after: first, file } };
  }
  const baseline = isAbsent(before) ? undefined : await baselineOf(file, before, { commit: base.commit });
  return { baseline, baselineChange: { before: baseline, after: await broughtOne(file, brought), file } };
}

/** What the pull request brings stops no run. */
async function broughtOne(file: string, brought: Buffer | Unread): Promise<BaselineChange["after"]> {
  if (isAbsent(brought)) return undefined;
  try {
    return await baselineOf(file, brought);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { unreadable: error.message.split("\n")[0] ?? "" };
  }
}

async function baselineOf(file: string, found: Buffer | Unread, from?: PolicyVersion): Promise<Baseline> {
  const text = isUnread(found) ? found : decodeText(found);
  if (typeof text !== "string") {
    const remedy = text.why === "absent" ? "; write it with wave-inspect baseline, or name another" : "";
    throw new ConfigurationError(`baseline: ${file} ${text.words}${remedy}.`);
  }
  // Loaded only here: most runs have no baseline.
  const { readBaseline } = await import("../baseline/read.ts");
  const read = readBaseline(text, file, isUnread(found) ? text : found);
  return from === undefined ? read : { ...read, from };
}
