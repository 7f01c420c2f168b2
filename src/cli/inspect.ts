/** `wave-inspect inspect`: what the registry says about images. */
import { ConfigurationError } from "../errors.ts";
import { readWrittenName } from "../image/written.ts";
import { createInspector, inspectEveryPlatform, isDownload } from "../inspect/index.ts";
import { redactedInspection } from "../redaction.ts";
import { reachability } from "../inspect/readers.ts";
import type { Failure, FailureState, InspectionRequest } from "../model.ts";
import { inspectJson } from "../report/json.ts";
import { reachabilityJson, reachabilityText } from "../report/reachability.ts";
import { type InspectedImage, inspectText } from "../report/text.ts";
import { readPlatform, readWord } from "../settings.ts";
import { version } from "../version.ts";
import type { World } from "../world.ts";
import { readArguments } from "./arguments.ts";
import { given, readInspectOptions } from "./flags.ts";
import type { Outcome } from "../exit-code.ts";

/** Failures that are a plain no; the others leave the question open. */
const decided: ReadonlySet<FailureState> = new Set([
  "not-found",
  "invalid-reference",
  "platform-missing",
  "digest-mismatch",
]);

/** `wave-inspect inspect IMAGE...`: what the registry says, in the order given. */
export async function inspect(args: readonly string[], world: World): Promise<Outcome> {
  const { values, positionals } = readArguments(args, "inspect");
  const format = readWord("--format", values.format ?? "text", ["text", "json"]);
  const via = readWord("--via", values.via ?? "wave", ["wave", "registry"]);
  const platform = given(values.platform, (text) => readPlatform("--platform", text)) ?? null;
  const options = { ...readInspectOptions(values, world), userAgent: `wave-inspect/${version}` };
  if (positionals.length === 0) throw new ConfigurationError("Name the images to inspect.");
  const everyPlatform = values["every-platform"] === true;
  if (everyPlatform && platform !== null)
    throw new ConfigurationError("--platform asks for one platform, --every-platform for all: give one of them.");
  if (values.reachability === true) return compareReaders(positionals, options, format, world);

  const inspector = createInspector({ ...options, via });
  const answers = await Promise.all(
    positionals.map(async (image): Promise<InspectedImage[]> => {
      const request = requestFor(image, platform);
      if ("failure" in request) return [{ image, inspection: request }];
      const inspections = everyPlatform
        ? await inspectEveryPlatform(inspector, request.image)
        : [await inspector.inspect(request)];
      return inspections.map((inspection) => ({ image, inspection }));
    }),
  );
  await inspector.close();
  const inspected = answers.flat().map(({ image, inspection }) => ({
    image,
    inspection: "evidence" in inspection ? redactedInspection(inspection, world.redactor) : inspection,
  }));
  world.out(format === "json" ? inspectJson(inspected) : inspectText(inspected));
  return outcomeOf(inspected);
}

/** Who can read each image; it fails where nobody can. */
async function compareReaders(
  images: readonly string[],
  options: Parameters<typeof reachability>[1],
  format: "text" | "json",
  world: World,
): Promise<Outcome> {
  const canonical = images.map((image) => {
    const request = requestFor(image, null);
    if ("failure" in request) throw new ConfigurationError(`${image}: ${request.failure.message}`);
    if (isDownload(request.image)) throw new ConfigurationError(`${image}: a download is read without any login.`);
    return request.image;
  });
  const rows = world.redactor.redactAll(await reachability(canonical, options));
  world.out(format === "json" ? reachabilityJson(rows) : reachabilityText(rows));
  return rows.every(({ readers }) => readers.some((reader) => reader.outcome === "readable")) ? "pass" : "fail";
}

function requestFor(image: string, platform: string | null): InspectionRequest | { readonly failure: Failure } {
  const name = readWrittenName(image);
  if (name.kind === "invalid") return { failure: { state: "invalid-reference", message: name.error } };
  if (name.kind === "registry") return { image: name.canonical, platform, need: "config" };
  if (name.kind === "download" && name.scheme !== "ftp") return { image, platform, need: "config" };
  return { failure: { state: "unsupported", message: NOBODY[name.kind === "download" ? "ftp" : name.kind] } };
}

/** Why there is nobody to ask about a name. */
const NOBODY = {
  ftp: "Only https and http are spoken here, and no engine pulls an image by ftp.",
  library: "Services of library:// and shub:// are not asked: they have protocols of their own.",
  local: "This is a path on the machine that runs it, so there is no server to ask.",
} as const;

function outcomeOf(inspected: readonly InspectedImage[]): Outcome {
  const states = inspected.flatMap(({ inspection }) => inspection.failure?.state ?? []);
  if (states.length === 0) return "pass";
  return states.some((state) => decided.has(state)) ? "fail" : "undecided";
}
