/** The names that configurations and scripts may use alike. */
import type { Value } from "./model.ts";
import { text, unknown } from "./value.ts";

/** How the directories of a run appear in values, since the absolute ones are known only where Nextflow runs. */
export const PROJECT = "${projectDir}";
export const LAUNCH = "${launchDir}";

/** Names that configurations and scripts may use alike. */
export function builtinOf(name: string): Value | undefined {
  switch (name) {
    case "projectDir":
    case "baseDir":
      return text(PROJECT);
    case "launchDir":
      return text(LAUNCH);
    case "secrets":
      return {
        kind: "object",
        name: "secrets",
        get: (secret) =>
          unknown("environment", `The secret ${secret} is known only where Nextflow runs.`, `secrets.${secret}`),
      };
    default:
      return undefined;
  }
}
