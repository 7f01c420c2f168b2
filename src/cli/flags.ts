/** What the options and the environment say, as settings. */
import { realpathSync, statSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { ConfigurationError } from "../errors.ts";
import { isBelow, realOf } from "../files/inside.ts";
import type { InspectOptions } from "../inspect/index.ts";
import type { Policy } from "../policy/policy.ts";
import { findPolicy, policyAround, readTypedPolicy } from "../policy-source/index.ts";
import {
  type Flags,
  readHosts,
  readLaunch,
  readPairs,
  readUrl,
  readWord,
  readWorkspace,
  syntaxNames,
} from "../settings.ts";
import { logLine } from "../text/plain.ts";
import type { World } from "../world.ts";
import type { Values } from "./arguments.ts";
import type { inspectOptions, scanOptions } from "./options.ts";

/** What `scan` and `check` were told about the run or build that is meant. */
export function readScanFlags(values: Values<typeof scanOptions>, launch: readonly string[], root: string): Flags {
  return {
    profiles: values.profile,
    syntax: given(values.syntax, (text) => readWord("--syntax", text, syntaxNames)),
    env: given(values.env, (pairs) => readPairs("--env", pairs)),
    launchDir: given(values["launch-dir"], (path) => readLaunchDir(root, path)),
    buildArgs: given(values["build-arg"], (pairs) => readPairs("--build-arg", pairs)),
    target: values.target,
    launch: readLaunch("Behind -- stand", launch),
  };
}

/** From the root of the repository on, "/" between folders; outside of it the absolute path. */
function readLaunchDir(root: string, path: string): string {
  const absolute = resolve(root, path);
  if (statSync(absolute, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new ConfigurationError(
      `--launch-dir: ${absolute} is not a directory; name one by its absolute path, or from ${root} on.`,
    );
  }
  const spellings = [[root, absolute] as const, [realpathSync(root), realpathSync(absolute)] as const];
  const inside = spellings.find(([folder, way]) => isBelow(folder, way));
  return inside === undefined
    ? absolute
    : relative(...inside)
        .split(sep)
        .join("/");
}

/** What `inspect` and `check` were told about the network, on the command line and by the environment. */
export function readInspectOptions(
  values: Omit<Values<typeof inspectOptions>, "platform">,
  { env, now, err, redactor }: World,
): Omit<InspectOptions, "via" | "userAgent"> {
  const variable = (...names: readonly string[]): string | undefined =>
    names.map((name) => env[name]).find((value) => value !== undefined && value !== "");
  return {
    env,
    now,
    log: ({ message }) => err(`${message}\n`),
    addSecret: (secret) => redactor.add(secret),
    addToken: (token) => redactor.addToken(token),
    insecureRegistries: readHosts("--insecure-registry", values["insecure-registry"] ?? []),
    cacheDir: values["cache-dir"],
    waveEndpoint: given(values["wave-endpoint"], (url) => readUrl("--wave-endpoint", url)),
    seqera: {
      token: variable("SEQERA_ACCESS_TOKEN", "TOWER_ACCESS_TOKEN"),
      endpoint: given(variable("SEQERA_API_ENDPOINT", "TOWER_API_ENDPOINT"), (url) =>
        readUrl("SEQERA_API_ENDPOINT", url),
      ),
      workspaceId: given(variable("SEQERA_WORKSPACE_ID", "TOWER_WORKSPACE_ID"), (id) =>
        readWorkspace("SEQERA_WORKSPACE_ID", id),
      ),
    },
    githubToken: variable("GITHUB_TOKEN"),
  };
}

/** Reads what was given, and leaves what was not. */
export function given<T, R>(value: T | undefined, read: (value: T) => R): R | undefined {
  return value === undefined ? undefined : read(value);
}

/**
 * The policy that was named, else the one at its usual place in the directory, else the built-in one: where that is since the
 * directory is a part of a repository that has a policy, it is said, since somebody believes that it holds.
 */
export async function choosePolicy(root: string, named: string | undefined, { env, err }: World): Promise<Policy> {
  if (named !== undefined) return readTypedPolicy(root, process.cwd(), named, env);
  const policy = await findPolicy(root, env);
  const around = policy.source === null ? policyAround(root) : undefined;
  if (around !== undefined) err(`${logLine(`wave-inspect: ${passedBy(root, around)}`)}\n`);
  return policy;
}

function passedBy(root: string, around: string): string {
  const [folder, file] = [root, around].map((path) => relative(realOf(process.cwd()), realOf(path)) || ".");
  return `${folder} has no policy of its own, and that of the repository around it does not hold here: ${file}. Run on the whole repository to go by it, or name it (--policy ${file}): its patterns of files then start from ${folder}.`;
}
