import { getInput } from "@actions/core";
import { ConfigurationError } from "../errors.ts";
import { failOnLevels, type Flags, inspectorNames, readHosts, readPlatform, readUrl, readWord, readWorkspace } from "../settings.ts";

/** The inputs of action.yml, read once. Absent: not given, so that the policy may decide. */
export interface Inputs {
  readonly flags: Flags;
  readonly policy?: string;
  readonly path: string;
  readonly waveEndpoint?: string;
  readonly seqera: { readonly token?: string; readonly endpoint?: string; readonly workspaceId?: number };
  readonly insecureRegistries: readonly string[];
  readonly githubToken?: string;
  readonly jsonFile?: string;
  readonly sarifFile?: string;
  readonly summary: boolean;
}

/** Reads every input; all that is wrong is said in one error. */
export function readInputs(): Inputs {
  const problems: string[] = [];
  function read<T>(name: string, convert: (text: string) => T): T | undefined {
    const text = getInput(name);
    if (text === "") return undefined;
    try {
      return convert(text);
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      problems.push(error.message);
      return undefined;
    }
  }
  const asIs = (text: string): string => text;

  const inputs = {
    flags: present({
      inspector: read("inspector", (text) => readWord("inspector", text, inspectorNames)),
      platform: read("platform", (text) => readPlatform("platform", text)),
      failOn: read("fail-on", (text) => readWord("fail-on", text, failOnLevels)),
    }),
    path: read("path", asIs) ?? ".",
    seqera: present({
      token: read("seqera-access-token", asIs),
      endpoint: read("seqera-endpoint", (text) => readUrl("seqera-endpoint", text)),
      workspaceId: read("seqera-workspace-id", (text) => readWorkspace("seqera-workspace-id", text)),
    }),
    insecureRegistries: read("insecure-registries", (text) => readHosts("insecure-registries", listOf(text))) ?? [],
    summary: read("summary", (text) => readWord("summary", text, ["true", "false"])) !== "false",
    ...present({
      policy: read("policy", asIs),
      waveEndpoint: read("wave-endpoint", (text) => readUrl("wave-endpoint", text)),
      githubToken: read("github-token", asIs),
      jsonFile: read("json-file", asIs),
      sarifFile: read("sarif-file", asIs),
    }),
  };
  if (problems.length > 0) throw new ConfigurationError(problems.join("\n"));
  return inputs;
}

function listOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== "");
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Leaves out what is undefined: an absent field and a field without value mean the same to a person. */
function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}
