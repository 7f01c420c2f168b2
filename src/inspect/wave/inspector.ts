/** One image through Wave: which questions it takes, and what follows from the replies. */
import { formatPlatform, parseSinglePlatform } from "../../image/platform.ts";
import type { ContainerSpec, IndexSpec, Inspection, InspectionRequest, Inspector, Platform } from "../../model.ts";
import { TimeBudget } from "../network/time-budget.ts";
import { present } from "../oci/omission.ts";
import { showPlatform } from "../oci/platforms.ts";
import type { WaveCaller } from "./caller.ts";
import { contentsOf } from "./contents.ts";
import type { WaveEntry } from "./entries.ts";
import type { WaveFailure } from "./failure.ts";
import { inspectionOf } from "./inspection.ts";
import { WaveMeter } from "./meter.ts";
import { nameForWave, type WaveServer } from "./names.ts";
import { because, failed, missing, ofContainer, type WaveOutcome, type WaveQuestion } from "./outcome.ts";
import type { Reply } from "./reply.ts";
import type { ServiceProbe } from "./service.ts";

export interface WaveInspectorParts {
  readonly caller: WaveCaller;
  readonly server: WaveServer;
  readonly service: ServiceProbe;
  readonly now: () => Date;
  /** Milliseconds that the calls for one image may take together. */
  readonly imageBudget: number;
}

/** The architectures that Wave takes as a platform, whatever the image has. */
const KNOWN_TO_WAVE: ReadonlySet<string> = new Set(["amd64", "arm64", "arm"]);

/** A platform that no image has: Wave then shows the whole index in its refusal. */
const NOBODYS_PLATFORM = "none/amd64";

/** Inspects through one Wave server. */
export class WaveInspector implements Inspector {
  readonly #parts: WaveInspectorParts;

  constructor(parts: WaveInspectorParts) {
    this.#parts = parts;
  }

  async inspect(request: InspectionRequest): Promise<Inspection> {
    const { imageBudget, now, server, service } = this.#parts;
    const meter = new WaveMeter(new TimeBudget(imageBudget, () => now().getTime()));
    const outcome = await this.#outcomeOf(request, meter);
    const { version } = meter.identity === undefined ? {} : await service.ask();
    return inspectionOf(request, outcome, { meter, host: server.endpoint.host, version, observedAt: now() });
  }

  async close(): Promise<void> {
    // Nothing is held open here: the connections are the HTTP client's.
  }

  async #outcomeOf(request: InspectionRequest, meter: WaveMeter): Promise<WaveOutcome> {
    const name = nameForWave(request.image, this.#parts.server);
    if ("failure" in name) return name;
    const parsed = request.platform === null ? undefined : parseSinglePlatform(request.platform);
    if (parsed !== undefined && "error" in parsed) return failed("invalid-reference", `${parsed.error}.`);
    const question = { name, wanted: parsed?.platform, need: request.need, expects: request.expects, meter };
    const reply = await this.#ask(question, name.reference, null);
    if (reply.kind === "failure") return because(reply, question);
    if (reply.kind === "lost-index") return this.#ofLostIndex(question);
    if (reply.kind !== "answer") {
      return failed("malformed", `Wave answered about a platform when none was asked of ${name.subject}.`);
    }
    const { answer } = reply;
    const digest = "index" in answer ? answer.index.digest : answer.container.digest;
    const asked = name.name.digest;
    if (asked !== undefined && digest !== undefined && digest !== asked)
      return failed("digest-mismatch", `Wave answered about ${digest.slice(0, 140)} when asked for ${name.subject}.`);
    return "index" in answer ? this.#ofIndex(question, answer.index) : ofContainer(question, answer.container);
  }

  async #ofIndex(question: WaveQuestion, index: IndexSpec): Promise<WaveOutcome> {
    const { name, wanted, need, expects, meter } = question;
    const resolved = present({ digest: index.digest });
    if (need === "existence")
      return (expects?.every((expected) => expected === index.digest) ?? true)
        ? resolved
        : { ...resolved, answer: { index } };
    const { children, found, attestations, trouble } = await contentsOf(this.#parts.caller, question, index);
    if (attestations > 0) meter.notes.add(`${attestations} attestation${attestations === 1 ? "" : "s"} in the index.`);
    if (trouble !== undefined && wanted !== undefined) return { ...resolved, ...because(trouble, question) };
    if (trouble !== undefined) {
      meter.notes.add(`${trouble.message}.`);
      return { ...resolved, answer: { index } };
    }
    const shown = children.flatMap(({ platform }) => (platform === undefined ? [] : [showPlatform(platform)]));
    const platforms = [...new Set(shown)];
    const known = { ...resolved, platforms };
    if (wanted !== undefined && found === undefined)
      return { ...known, answer: { index }, ...missing(name, wanted, platforms) };
    if (found === undefined || wanted === undefined || need === "platforms") return { ...known, answer: { index } };

    const container = await this.#ofChild(question, found, wanted);
    if ("kind" in container) return { ...known, ...because(container, question) };
    return { ...known, answer: { container }, platform: found.platform, ...present({ indexDigest: index.digest }) };
  }

  /** The image of one platform: as Wave picks it, and where its rules are too strict, by the digest of the entry. */
  async #ofChild(question: WaveQuestion, child: WaveEntry, wanted: Platform): Promise<ContainerSpec | WaveFailure> {
    const { name } = question;
    if (!child.opaque && KNOWN_TO_WAVE.has(wanted.architecture)) {
      const reply = await this.#ask(question, name.reference, formatPlatform(wanted));
      if (reply.kind === "failure") return reply;
      // Another digest: the tag moved in between, or Wave picked another entry. The index that we saw decides.
      if (reply.kind === "answer" && "container" in reply.answer && reply.answer.container.digest === child.digest) {
        return reply.answer.container;
      }
    }
    const reply = await this.#ask(question, child.digest, null);
    if (reply.kind === "failure") return reply;
    if (reply.kind !== "answer" || !("container" in reply.answer)) {
      const message = `${name.subject} (${showPlatform(wanted)}) is an index where an image should be`;
      return { kind: "failure", state: "malformed", culprit: "image", message };
    }
    return { ...reply.answer.container, reference: name.reference };
  }

  /** An index whose Content-Type Wave does not know: it can be shown by way of a platform only. */
  async #ofLostIndex(question: WaveQuestion): Promise<WaveOutcome> {
    const { name, wanted, need, meter } = question;
    meter.notes.add("The registry labels the index inexactly, so Wave could not tell its digest.");
    if (need === "existence") return {};
    const listing = await this.#ask(question, name.reference, NOBODYS_PLATFORM);
    if (listing.kind === "no-match" && listing.index !== undefined) return this.#ofIndex(question, listing.index);
    const platform = wanted ?? { os: "linux", architecture: "amd64" };
    const reply = await this.#ask(question, name.reference, formatPlatform(platform));
    if (reply.kind === "answer" && "container" in reply.answer) {
      meter.notes.add(`Only the image for ${showPlatform(platform)} was seen; Wave could not show the others.`);
      return { answer: reply.answer, platform };
    }
    if (reply.kind === "failure") return because(reply, question);
    return failed("unsupported", `${name.subject} is an index that Wave cannot show; ask the registry directly.`);
  }

  #ask({ name, meter }: WaveQuestion, reference: string, platform: string | null): Promise<Reply> {
    return this.#parts.caller.ask({ name, reference, platform }, meter);
  }
}
