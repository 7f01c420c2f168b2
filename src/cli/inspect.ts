import { ConfigurationError } from "../errors.ts";
import { readWrittenName } from "../image/written.ts";
import { createInspector } from "../inspect/index.ts";
import type { Failure, FailureState, InspectionRequest } from "../model.ts";
import { inspectJson } from "../report/json.ts";
import { type InspectedImage, inspectText } from "../report/text.ts";
import { readPlatform, readWord } from "../settings.ts";
import { version } from "../version.ts";
import type { World } from "../world.ts";
import { inspectOptions, readArguments } from "./arguments.ts";
import { given, readInspectOptions } from "./flags.ts";

/** Failures that are a plain no; the others leave the question open. */
const decided: ReadonlySet<FailureState> = new Set([
  "not-found",
  "invalid-reference",
  "platform-missing",
  "digest-mismatch",
]);

/** `wave-inspect inspect IMAGE...`: what the registry says, in the order given. */
export async function inspect(args: readonly string[], world: World): Promise<number> {
  const { values, positionals } = readArguments(args, {
    ...inspectOptions,
    format: { type: "string" },
    via: { type: "string" },
  });
  const format = readWord("--format", values.format ?? "text", ["text", "json"]);
  const via = readWord("--via", values.via ?? "wave", ["wave", "registry"]);
  const platform = given(values.platform, (text) => readPlatform("--platform", text)) ?? null;
  const options = readInspectOptions(values, world);
  if (positionals.length === 0) throw new ConfigurationError("Name the images to inspect.");

  const inspector = createInspector({ ...options, via, userAgent: `wave-inspect/${version}` });
  const inspected = await Promise.all(
    positionals.map(async (image): Promise<InspectedImage> => {
      const request = requestFor(image, platform);
      return { image, inspection: "failure" in request ? request : await inspector.inspect(request) };
    }),
  );
  await inspector.close();
  world.out(format === "json" ? inspectJson(inspected) : inspectText(inspected));
  return exitCodeOf(inspected);
}

function requestFor(image: string, platform: string | null): InspectionRequest | { readonly failure: Failure } {
  const name = readWrittenName(image);
  if (name.kind === "invalid") return { failure: { state: "invalid-reference", message: name.error } };
  if (name.kind !== "registry") {
    return {
      failure: {
        state: "unsupported",
        message: "This is no image of an OCI registry: there is nothing to ask a registry for.",
      },
    };
  }
  return { image: name.canonical, platform, need: "config" };
}

function exitCodeOf(inspected: readonly InspectedImage[]): number {
  const states = inspected.flatMap(({ inspection }) => inspection.failure?.state ?? []);
  if (states.length === 0) return 0;
  return states.some((state) => decided.has(state)) ? 1 : 3;
}
