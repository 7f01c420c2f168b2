/** What Wave makes of the image of a task: serves, mirrors or builds it. */
import { canonicalOf } from "../../../image/name.ts";
import type { ContainerEngine } from "./engine.ts";

/** The `wave` scope of a configuration. */
export interface WaveSettings {
  /** Which of several requirements wins: the first that a process has. */
  readonly strategy: readonly string[];
  readonly freeze: boolean;
  readonly mirror: boolean;
  /** `build.repository` */
  readonly repository: string;
}

export interface WaveRequirements {
  /** The value of `container`; `""` where there is none. */
  readonly container: string;
  readonly conda: boolean;
  readonly dockerfile: boolean;
}

/** What Wave makes of a task's image (`WaveContainerResolver`, `WaveClient.resolveConflicts`). */
export type WaveOutcome =
  /** The engine's own rules hold. */
  | { readonly kind: "aside" }
  /** Nothing that the strategy asks for is there: a task of Docker or an engine like it gets no container. */
  | { readonly kind: "nothing" }
  /** The image is copied to another registry under this name. */
  | { readonly kind: "mirrored"; readonly name: string }
  /** Wave serves the declared image, with additions, under a name of its own. */
  | { readonly kind: "served" }
  /** Wave builds an image from a recipe; the declared one is not used. */
  | { readonly kind: "built"; readonly from: "conda" | "dockerfile" }
  | { readonly kind: "failure"; readonly message: string };

export const defaultStrategy = ["container", "dockerfile", "conda"] as const;
const strategies: ReadonlySet<string> = new Set(defaultStrategy);

const dockerLike: ReadonlySet<string> = new Set(["docker", "podman", "sarus", "apple-container", "smolvm"]);
const singularityLike: ReadonlySet<string> = new Set(["singularity", "apptainer"]);

/** Wave is asked for the image that is declared, and not for the name that the engine makes of it. */
export function asksForDeclared(engine: ContainerEngine): boolean {
  return singularityLike.has(engine);
}

function fail(message: string): WaveOutcome {
  return { kind: "failure", message };
}

/** What Wave does for a task; `normalize` is the name that the engine would be given without it. */
export function throughWave(
  settings: WaveSettings,
  required: WaveRequirements,
  engine: ContainerEngine,
  normalize: (name: string) => string,
): WaveOutcome {
  if (!dockerLike.has(engine) && !singularityLike.has(engine)) {
    return fail(`Wave does not support '${engine}' container engine`);
  }
  let name = required.container;
  if (singularityLike.has(engine)) {
    if (name.startsWith("docker://")) name = name.slice("docker://".length);
    else if (/^(?:\/|file:\/\/)/.test(name)) return { kind: "aside" };
  } else if (name !== "") name = normalize(name);
  if (settings.mirror && settings.freeze) {
    return fail("Wave configuration setting 'wave.mirror' and 'wave.freeze' conflicts each other");
  }
  if (settings.mirror && settings.repository === "") {
    return fail(
      "Wave configuration setting 'wave.mirror' requires the use of 'wave.build.repository' to define the target registry",
    );
  }
  const wrong = settings.strategy.find((requirement) => !strategies.has(requirement));
  if (wrong !== undefined) {
    return fail(`Invalid value for 'wave.strategy' configuration attribute - offending value: ${wrong}`);
  }
  const chosen = settings.strategy.find(
    (requirement) =>
      (requirement === "container" && name !== "") ||
      (requirement === "conda" && required.conda) ||
      (requirement === "dockerfile" && required.dockerfile),
  );
  if (chosen === undefined) return { kind: singularityLike.has(engine) ? "aside" : "nothing" };
  if (settings.mirror && chosen !== "container")
    return fail("Invalid container mirror operation - missing source container");
  if (chosen === "conda" || chosen === "dockerfile") return { kind: "built", from: chosen };
  if (/^[^/:. ]+:\/\//.test(name)) {
    return fail(`Wave container request image cannot start with URL like prefix - offending value: ${name}`);
  }
  if (!settings.mirror) return { kind: "served" };
  const canonical = canonicalOf(name);
  if (canonical === undefined) return { kind: "served" };
  const path = canonical.slice(canonical.indexOf("/") + 1);
  return { kind: "mirrored", name: `${settings.repository.replace(/\/$/, "")}/${path}` };
}
