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
import { findPlatform, showPlatform } from "../registry/platforms.ts";
import type { Ask, Meter } from "./caller.ts";
import { artifactTypeOf, assumedPlatform, type Child, entriesOf } from "./entries.ts";
import { nameForWave, type Reach, type WaveName } from "./names.ts";
import { because, failed, missing, ofContainer, type Outcome, type Question } from "./outcome.ts";
import type { WaveFailure } from "./reply.ts";
import type { Service } from "./service.ts";

export interface WaveInspectorParts {
  readonly ask: Ask;
  readonly reach: Reach;
  readonly service: () => Promise<Service>;
  readonly now: () => Date;
  /** Milliseconds that one image may take. */
  readonly imageDeadline: number;
}

/** Entries of an index that state no platform are looked into, nested indexes are opened: this many in all. */
const MOST_OPENED = 16;
const DEEPEST = 3;

/** The architectures that Wave takes as a platform, whatever the image has. */
const KNOWN_TO_WAVE: ReadonlySet<string> = new Set(["amd64", "arm64", "arm"]);

/** A platform that no image has: Wave then shows the whole index in its refusal. */
const NOBODYS_PLATFORM = "none/amd64";

export function createInspectorOver({ ask, reach, service, now, imageDeadline }: WaveInspectorParts): Inspector {
  return {
    async inspect(request) {
      const meter: Meter = {
        requests: 0,
        identity: undefined,
        notes: new Set(),
        deadline: now().getTime() + imageDeadline,
      };
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
    const { digest } = index;
    if (need === "existence") return digest === undefined ? {} : { digest };
    const { children: stated, attestations } = entriesOf(index);
    if (attestations > 0) meter.notes.add(`${attestations} attestation${attestations === 1 ? "" : "s"} in the index.`);
    const children = await opened(name, stated, meter);
    const platforms = [
      ...new Set(children.flatMap(({ platform }) => (platform === undefined ? [] : [showPlatform(platform)]))),
    ];
    const known = { ...(digest !== undefined && { digest }), platforms };
    if (asked === undefined) return { ...known, answer: { index } };
    // An entry that states the platform goes before one that turned out to have it.
    const plain = stated.filter(({ opaque }) => !opaque);
    const child = findPlatform(plain, asked) ?? findPlatform(children, asked);
    if (child === undefined) return { ...known, answer: { index }, ...missing(name, asked, platforms) };
    if (need === "platforms") return { ...known, answer: { index } };

    const container = await ofChild(question, child, plain.includes(child), asked);
    if ("kind" in container) return { ...known, ...because(container, question) };
    const platform = child.platform ?? asked;
    return { ...known, answer: { container }, platform, ...(digest !== undefined && { indexDigest: digest }) };
  }

  /** The image of one platform: as Wave picks it, and where its rules are too strict, by the digest of the entry. */
  async function ofChild(
    { name, meter }: Question,
    child: Child,
    isDirect: boolean,
    asked: Platform,
  ): Promise<ContainerSpec | WaveFailure> {
    if (isDirect && KNOWN_TO_WAVE.has(asked.architecture)) {
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

  /** Looks into nested indexes and into entries that state no platform. */
  async function opened(name: WaveName, children: readonly Child[], meter: Meter): Promise<readonly Child[]> {
    let left = MOST_OPENED;
    const seen = new Set<string>();
    const open = async (level: readonly Child[], depth: number): Promise<Child[]> => {
      const found: Child[] = [];
      for (const child of level) {
        if (!child.opaque) {
          found.push(child);
          continue;
        }
        if (left === 0 || depth > DEEPEST || child.digest === "" || seen.has(child.digest)) {
          meter.notes.add("Not every entry of the index was looked into.");
          continue;
        }
        left--;
        seen.add(child.digest);
        const reply = await ask(name, child.digest, null, meter);
        if (reply.kind !== "answer") {
          meter.notes.add("An entry of the index could not be looked into.");
        } else if ("index" in reply.answer) {
          found.push(...(await open(entriesOf(reply.answer.index).children, depth + 1)));
        } else if (artifactTypeOf(reply.answer.container) === undefined) {
          found.push({ ...child, platform: assumedPlatform(reply.answer.container) });
        }
      }
      return found;
    };
    return open(children, 1);
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
