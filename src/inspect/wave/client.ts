/** One question to Wave, tried again where another try may do better. */
import { header, type HttpClient, type NetworkFailure } from "../network/http.ts";
import { defaultRetry, Retry } from "../network/retry.ts";
import type { WaveFailure } from "./failure.ts";
import type { WaveMeter } from "./meter.ts";
import { textFor, type WaveName } from "./names.ts";
import { readReply, type Reply } from "./reply.ts";
import type { ServiceProbe } from "./service.ts";

/** The Seqera Platform's word for who asks. */
export interface Workspace {
  readonly token: string;
  readonly endpoint?: string;
  readonly id?: number;
}

export interface WaveClientOptions {
  readonly http: HttpClient;
  /** Without a trailing slash. */
  readonly endpoint: string;
  readonly service: ServiceProbe;
  readonly now: () => number;
  readonly random: () => number;
  /** Milliseconds that one call may take; a third of it where many registries hang. */
  readonly callTimeout: number;
}

/** One manifest, by tag or digest. */
export interface ManifestQuestion {
  readonly name: WaveName;
  readonly reference: string;
  readonly platform: string | null;
}

/** How a question is asked. */
interface Circumstances {
  readonly meter: WaveMeter;
  /** So many registries hang that none is waited for as long as otherwise. */
  readonly isCrowded: boolean;
  /** Milliseconds that one try may take at most. Default: all that the image has left. */
  readonly most?: number;
}

const MAX_BYTES = 8 * 1024 * 1024;

/** Wave's load balancer may ask for any wait: what ends the tries is the time of the image. */
const waveRetry = { ...defaultRetry, attempts: 4, patience: Number.POSITIVE_INFINITY };

export class WaveClient {
  readonly #options: WaveClientOptions;
  /** With an image, or with what only Wave says of one. */
  #hasAnswered = false;

  constructor(options: WaveClientOptions) {
    this.#options = options;
  }

  /** `as`: with whose logins Wave shall read; undefined for a caller without a token. */
  async send(
    question: ManifestQuestion,
    as: Workspace | undefined,
    { meter, isCrowded, most = meter.time.left }: Circumstances,
  ): Promise<Reply> {
    const { http, endpoint, callTimeout, now, random } = this.#options;
    const { name, platform } = question;
    const query = platform === null ? "" : `?platform=${encodeURIComponent(platform)}`;
    const about = { subject: name.subject, registry: name.registry, withToken: as !== undefined };
    const budget = meter.time;
    const timeout = Math.min(isCrowded ? callTimeout / 3 : callTimeout, most);
    const retry = new Retry({ policy: waveRetry, budget, now, random });
    for (;;) {
      const response = await http.request(`${endpoint}/v1alpha1/inspect${query}`, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: bodyOf(question, as),
        maxBytes: MAX_BYTES,
        timeout,
        waitsForOthers: true,
        budget,
        // Tried again here and not there: a registry's words under Wave's name must not close the way to Wave.
        isFinal: () => true,
      });
      meter.requests += response.requests;
      if ("failure" in response) return unanswered(name, response);
      const reply = readReply(response, about);
      if (reply.kind !== "failure" || reply.passing !== true) return this.#believable(reply, name);
      const { wait, over } = retry.next(header(response, "retry-after"));
      if (over !== undefined) return reply;
      await budget.spendOn(() => new Promise((resolve) => setTimeout(resolve, wait)));
    }
  }

  /**
   * That the endpoint is no Wave is believed only of a server that did not say it is one: a registry can send any page. Of
   * such a server it is believed at once: what nobody signed is no word about a registry.
   */
  async #believable(reply: Reply, { registry }: WaveName): Promise<Reply> {
    if (reply.kind !== "failure") {
      this.#hasAnswered = true;
      return reply;
    }
    const isOfWave = reply.state === "configuration" && reply.culprit === "wave";
    if (!isOfWave && reply.unsigned !== true) return reply;
    const isWave = this.#hasAnswered || (await this.#options.service.ask()).version !== undefined;
    if (isOfWave !== isWave) return reply;
    if (isWave) {
      const message = `${registry} does not answer Wave as a registry does`;
      return { ...reply, state: "server-error", culprit: "registry", message };
    }
    const { host, pathname } = new URL(`${this.#options.endpoint}/v1alpha1/inspect`);
    const message = `The Wave endpoint ${host} does not answer as Wave does (${String(reply.status)} for ${pathname}); set wave-endpoint to a Wave server`;
    return { kind: "failure", state: "configuration", culprit: "wave", message };
  }
}

function bodyOf({ name, reference }: ManifestQuestion, as: Workspace | undefined): string {
  return JSON.stringify({
    containerImage: textFor(name, reference),
    ...(as !== undefined && {
      towerAccessToken: as.token,
      ...(as.endpoint !== undefined && { towerEndpoint: as.endpoint }),
      ...(as.id !== undefined && { towerWorkspaceId: as.id }),
    }),
  });
}

/** Nothing came back, or nothing of use. A timeout is the registry's: Wave has none of its own and waits for it. */
function unanswered(
  { subject, registry }: WaveName,
  { failure: state, message, exhausted }: NetworkFailure,
): WaveFailure {
  const words = message.replace(/\.$/, "");
  if (state !== "timeout") return { kind: "failure", state, culprit: "wave", message: words };
  if (exhausted === true)
    return { kind: "failure", state, culprit: "image", message: `${subject}: ${words}`, exhausted };
  const why = `Wave gave no answer about ${subject} in time, as when it waits for ${registry}: ${words}`;
  return { kind: "failure", state, culprit: "registry", message: why };
}
