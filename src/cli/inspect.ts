import { ConfigurationError } from "../errors.ts";
import { readWrittenName } from "../image/written.ts";
import { createInspector, inspectAll } from "../inspect/index.ts";
import type { Failure, FailureState, Inspection, InspectionRequest } from "../model.ts";
import { inspectJson } from "../report/json.ts";
import { inspectText } from "../report/text.ts";
import { readWord } from "../settings.ts";
import { version } from "../version.ts";
import type { World } from "../world.ts";
import { inspectOptions, readArguments } from "./arguments.ts";
import { readInspectFlags } from "./flags.ts";

/** An image as it was named, and what is known of it. */
export interface Inspected {
  readonly image: string;
  readonly inspection: Inspection | { readonly failure: Failure };
}

/** Failures that are a plain no; the others leave the question open. */
const decided: ReadonlySet<FailureState> = new Set(["not-found", "invalid-reference", "platform-missing", "digest-mismatch"]);

/** `wave-inspect inspect IMAGE...`: what the registry says, in the order given. */
export async function inspect(args: readonly string[], world: World): Promise<number> {
  const { values, positionals } = readArguments(args, {
    ...inspectOptions,
    format: { type: "string" },
    via: { type: "string" },
  });
  const format = readWord("--format", values.format ?? "text", ["text", "json"]);
  const via = readWord("--via", values.via ?? "wave", ["wave", "registry"]);
  const { flags, options } = readInspectFlags(values, world);
  if (positionals.length === 0) throw new ConfigurationError("Name the images to inspect.");

  const asked = positionals.map((image) => ({ image, request: requestFor(image, flags.platform ?? null) }));
  const requests = asked.flatMap(({ request }) => ("failure" in request ? [] : [request]));
  const inspector = createInspector({ ...options, via, userAgent: `wave-inspect/${version}` });
  const inspections = await inspectAll(inspector, requests, options).finally(() => inspector.close());

  const answers = inspections[Symbol.iterator]();
  const inspected = asked.map(({ image, request }): Inspected => {
    if ("failure" in request) return { image, inspection: request };
    const { value } = answers.next();
    return { image, inspection: value as Inspection };
  });
  world.out(format === "json" ? inspectJson(inspected) : inspectText(inspected));
  return exitCodeOf(inspected);
}

function requestFor(image: string, platform: string | null): InspectionRequest | { readonly failure: Failure } {
  const name = readWrittenName(image);
  if (name.kind === "invalid") return { failure: { state: "invalid-reference", message: name.error } };
  if (name.kind !== "registry") {
    return { failure: { state: "unsupported", message: "This is no image of an OCI registry: there is nothing to ask a registry for." } };
  }
  return { image: name.canonical, platform, need: "config" };
}

function exitCodeOf(inspected: readonly Inspected[]): number {
  const states = inspected.flatMap(({ inspection }) => inspection.failure?.state ?? []);
  if (states.length === 0) return 0;
  return states.some((state) => decided.has(state)) ? 1 : 3;
}
