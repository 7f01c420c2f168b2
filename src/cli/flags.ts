import type { InspectOptions } from "../inspect/index.ts";
import type { Policy } from "../policy/policy.ts";
import { findPolicy, readPolicyFile } from "../policy-file.ts";
import { type Flags, readHosts, readPairs, readPlatform, readUrl, readWord, readWorkspace } from "../settings.ts";
import type { World } from "../world.ts";
import type { inspectOptions, scanOptions, Values } from "./arguments.ts";

/** What `scan` and `check` were told about the run or build that is meant. */
export function readScanFlags(values: Values<typeof scanOptions>, launch: readonly string[]): Flags {
  const { profile, syntax, env, target } = values;
  return {
    ...(profile !== undefined && { profiles: profile }),
    ...(syntax !== undefined && { syntax: readWord("--syntax", syntax, ["auto", "v1", "v2"]) }),
    ...(env !== undefined && { env: readPairs("--env", env) }),
    ...(values["launch-dir"] !== undefined && { launchDir: values["launch-dir"] }),
    ...(values["build-arg"] !== undefined && { buildArgs: readPairs("--build-arg", values["build-arg"]) }),
    ...(target !== undefined && { target }),
    launch,
  };
}

/** What `inspect` and `check` were told about the network, on the command line and by the environment. */
export function readInspectFlags(
  values: Values<typeof inspectOptions>,
  world: World,
): { flags: Flags; options: Omit<InspectOptions, "via" | "userAgent"> } {
  const { env } = world;
  const token = env["SEQERA_ACCESS_TOKEN"] ?? env["TOWER_ACCESS_TOKEN"];
  const endpoint = env["SEQERA_API_ENDPOINT"] ?? env["TOWER_API_ENDPOINT"];
  const workspace = env["SEQERA_WORKSPACE_ID"] ?? env["TOWER_WORKSPACE_ID"];
  return {
    flags: values.platform === undefined ? {} : { platform: readPlatform("--platform", values.platform) },
    options: {
      env,
      now: world.now,
      log: ({ level, message }) => {
        if (level !== "debug") world.err(`${message}\n`);
      },
      addSecret: () => {},
      insecureRegistries: readHosts("--insecure-registry", values["insecure-registry"] ?? []),
      ...(values["wave-endpoint"] !== undefined && { waveEndpoint: readUrl("--wave-endpoint", values["wave-endpoint"]) }),
      seqera: {
        ...(token !== undefined && token !== "" && { token }),
        ...(endpoint !== undefined && endpoint !== "" && { endpoint: readUrl("SEQERA_API_ENDPOINT", endpoint) }),
        ...(workspace !== undefined && workspace !== "" && { workspaceId: readWorkspace("SEQERA_WORKSPACE_ID", workspace) }),
      },
      ...(env["GITHUB_TOKEN"] !== undefined && { githubToken: env["GITHUB_TOKEN"] }),
    },
  };
}

/** The policy that was named, else the one at its usual place in the directory, else the built-in one. */
export async function choosePolicy(root: string, named: string | undefined, { env }: World): Promise<Policy> {
  return named === undefined ? findPolicy(root, env) : readPolicyFile(process.cwd(), named, env);
}
