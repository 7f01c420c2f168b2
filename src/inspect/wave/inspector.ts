import { formatPlatform, parseSinglePlatform } from "../../image/platform.ts";
import type {
  ContainerSpec,
  Evidence,
  IndexSpec,
  Inspection,
  InspectionRequest,
  Inspector,
  Platform,
} from "../../model.ts";
import { present } from "../oci/omission.ts";
import { showPlatform } from "../oci/platforms.ts";
import type { Ask, Meter } from "./caller.ts";
import { contentsOf } from "./contents.ts";
import type { Child } from "./entries.ts";
import { nameForWave, type Reach } from "./names.ts";
import { because, failed, missing, ofContainer, type Outcome, type Question } from "./outcome.ts";
import type { WaveFailure } from "./failure.ts";
import type { Service } from "./service.ts";

export interface WaveInspectorParts {
  readonly ask: Ask;
  readonly reach: Reach;
  readonly service: () => Promise<Service>;
  readonly now: () => Date;
  /** Milliseconds that the calls for one image may take together. */
  readonly imageBudget: number;
}

/** The architectures that Wave takes as a platform, whatever the image has. */
const KNOWN_TO_WAVE: ReadonlySet<string> = new Set(["amd64", "arm64", "arm"]);

/** A platform that no image has: Wave then shows the whole index in its refusal. */
const NOBODYS_PLATFORM = "none/amd64";

export function createInspectorOver({ ask, reach, service, now, imageBudget }: WaveInspectorParts): Inspector {
  return {
    async inspect(request) {
      const meter: Meter = { requests: 0, identity: undefined, notes: new Set(), left: imageBudget };
      return conclude(request, await outcomeOf(request, meter), meter);
    },
    async close() {
      // Nothing is held open here: the connections are the HTTP client's.
    },
  };

  async function outcomeOf(request: InspectionRequest, meter: Meter): Promise<Outcome> {
    const name = nameForWave(request.image, reach);
    if ("failure" in name) return name;
    const parsed = request.platform === null ? undefined : parseSinglePlatform(request.platform);
    if (parsed !== undefined && "error" in parsed) return failed("invalid-reference", `${parsed.error}.`);
    const question = { name, asked: parsed?.platform, need: request.need, meter };
    const reply = await ask(name, name.reference, null, meter);
    if (reply.kind === "failure") return because(reply, question);
    if (reply.kind === "lost-index") return ofLostIndex(question);
    if (reply.kind !== "answer") {
      return failed("malformed", `Wave answered about a platform when none was asked of ${name.subject}.`);
    }
    const { answer } = reply;
    return "index" in answer ? ofIndex(question, answer.index) : ofContainer(question, answer.container);
  }

  async function ofIndex(question: Question, index: IndexSpec): Promise<Outcome> {
    const { name, asked, need, meter } = question;
    const resolved = present({ digest: index.digest });
    if (need === "existence") return resolved;
    const { children, found, attestations, trouble } = await contentsOf(ask, name, index, asked, meter);
    if (attestations > 0) meter.notes.add(`${attestations} attestation${attestations === 1 ? "" : "s"} in the index.`);
    if (trouble !== undefined && asked !== undefined) return { ...resolved, ...because(trouble, question) };
    if (trouble !== undefined) {
      meter.notes.add(`${trouble.message}.`);
      return { ...resolved, answer: { index } };
    }
    const shown = children.flatMap(({ platform }) => (platform === undefined ? [] : [showPlatform(platform)]));
    const platforms = [...new Set(shown)];
    const known = { ...resolved, platforms };
    if (asked !== undefined && found === undefined)
      return { ...known, answer: { index }, ...missing(name, asked, platforms) };
    if (found === undefined || asked === undefined || need === "platforms") return { ...known, answer: { index } };

    const container = await ofChild(question, found, asked);
    if ("kind" in container) return { ...known, ...because(container, question) };
    return { ...known, answer: { container }, platform: found.platform, ...present({ indexDigest: index.digest }) };
  }

  /** The image of one platform: as Wave picks it, and where its rules are too strict, by the digest of the entry. */
  async function ofChild(
    { name, meter }: Question,
    child: Child,
    asked: Platform,
  ): Promise<ContainerSpec | WaveFailure> {
    if (!child.opaque && KNOWN_TO_WAVE.has(asked.architecture)) {
      const reply = await ask(name, name.reference, formatPlatform(asked), meter);
      if (reply.kind === "failure") return reply;
      // Another digest: the tag moved in between, or Wave picked another entry. The index that we saw decides.
      if (reply.kind === "answer" && "container" in reply.answer && reply.answer.container.digest === child.digest) {
        return reply.answer.container;
      }
    }
    const reply = await ask(name, child.digest, null, meter);
    if (reply.kind === "failure") return reply;
    if (reply.kind !== "answer" || !("container" in reply.answer)) {
      const message = `${name.subject} (${showPlatform(asked)}) is an index where an image should be`;
      return { kind: "failure", state: "malformed", culprit: "image", message };
    }
    return { ...reply.answer.container, reference: name.reference };
  }

  /** An index whose Content-Type Wave does not know: it can be shown by way of a platform only. */
  async function ofLostIndex(question: Question): Promise<Outcome> {
    const { name, asked, need, meter } = question;
    meter.notes.add("The registry labels the index inexactly, so Wave could not tell its digest.");
    if (need === "existence") return {};
    const listing = await ask(name, name.reference, NOBODYS_PLATFORM, meter);
    if (listing.kind === "no-match" && listing.index !== undefined) return ofIndex(question, listing.index);
    const platform = asked ?? { os: "linux", architecture: "amd64" };
    const reply = await ask(name, name.reference, formatPlatform(platform), meter);
    if (reply.kind === "answer" && "container" in reply.answer) {
      meter.notes.add(`Only the image for ${showPlatform(platform)} was seen; Wave could not show the others.`);
      return { answer: reply.answer, platform };
    }
    if (reply.kind === "failure") return because(reply, question);
    return failed("unsupported", `${name.subject} is an index that Wave cannot show; ask the registry directly.`);
  }

  async function conclude(request: InspectionRequest, outcome: Outcome, meter: Meter): Promise<Inspection> {
    const { digest, platforms, answer, failure, cause, indexDigest, platform } = outcome;
    const wasAsked = meter.identity !== undefined;
    const { version } = wasAsked ? await service() : {};
    const notes = [
      ...(version === undefined ? [] : [`Wave ${version}.`]),
      ...meter.notes,
      ...(cause?.errorId === undefined ? [] : [`Wave's Error ID: ${cause.errorId}.`]),
    ];
    const status = cause?.status ?? (wasAsked && cause === undefined ? 200 : undefined);
    const evidence: Evidence = {
      via: wasAsked ? "wave" : "none",
      host: wasAsked ? reach.endpoint.host : "",
      verified: false,
      requests: meter.requests,
      observedAt: now().toISOString(),
      ...(status !== undefined && { status }),
      ...(cause?.code !== undefined && { code: cause.code }),
      ...(indexDigest !== undefined && { indexDigest }),
      ...(platform?.variant !== undefined && { variant: platform.variant }),
      ...(platform !== undefined && { os: platform.os }),
      ...(meter.identity !== undefined && { identity: meter.identity }),
      ...(notes.length > 0 && { notes }),
    };
    return {
      request,
      ...(digest !== undefined && { digest }),
      ...(platforms !== undefined && { platforms }),
      ...(answer !== undefined && { answer }),
      ...(failure !== undefined && { failure }),
      evidence,
    };
  }
}
