import type { Value } from "./evaluate/model.ts";
import { text, unknown } from "./evaluate/value.ts";
import { LAUNCH, PROJECT } from "./paths.ts";

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
