import { Deadline } from "../network/deadline.ts";
import { header, type HttpClient, type NetworkFailure } from "../network/http.ts";
import { defaultRetry, Retry } from "../network/retry.ts";
import { createGate } from "./gate.ts";
import type { WaveFailure } from "./failure.ts";
import { readReply, type Reply } from "./reply.ts";
import { type WaveName, textFor } from "./names.ts";
import type { Service } from "./service.ts";

/** The Seqera Platform's word for who asks. */
export interface Workspace {
  readonly token: string;
  readonly endpoint?: string;
  readonly id?: number;
}

/** What one inspection costs and learns on its way. */
export interface Meter {
  requests: number;
  identity: "anonymous" | "workspace" | undefined;
  readonly notes: Set<string>;
  /** Milliseconds that may still be spent on calls; waiting for one's turn is not counted. */
  left: number;
}

export interface CallerOptions {
  readonly http: HttpClient;
  /** Without a trailing slash. */
  readonly endpoint: string;
  readonly workspace: Workspace | undefined;
  readonly service: () => Promise<Service>;
  readonly now: () => number;
  readonly random: () => number;
  /** Milliseconds that one call may take. */
  readonly callTimeout: number;
}

/** Asks Wave for one manifest, by tag or digest; the same question goes out once a run. */
export type Ask = (name: WaveName, reference: string, platform: string | null, meter: Meter) => Promise<Reply>;

interface Told {
  readonly reply: Reply;
  readonly identity: "anonymous" | "workspace";
  readonly note?: string;
}

/** Calls under way at once: as many as the HTTP client lets go to one host, and not all of them for one registry. */
const OVERALL = 8;
const PER_REGISTRY = 6;
/** Failures of a registry in a row after which its other images are not asked for. */
const BREAK_AFTER = 2;
const MAX_BYTES = 8 * 1024 * 1024;
/** Wave's load balancer may ask for any wait: what ends the tries is the time of the image. */
const waveRetry = { ...defaultRetry, attempts: 4, patience: Number.POSITIVE_INFINITY };

/** How a registry behind Wave fares. */
interface Upstream {
  streak: number;
  broken: WaveFailure | undefined;
}

export function createCaller(options: CallerOptions): Ask {
  const { http, workspace, now } = options;
  const asked = new Map<string, Promise<Told>>();
  const upstreams = new Map<string, Upstream>();
  const gate = createGate(OVERALL, PER_REGISTRY);
  /** What is wrong with our own set-up: told to every image, asked once. */
  let misconfigured: WaveFailure | undefined;

  return async (name, reference, platform, meter) => {
    const key = JSON.stringify([textFor(name, reference), platform]);
    let pending = asked.get(key);
    if (pending === undefined) {
      pending = inTurn(name, reference, platform, meter);
      asked.set(key, pending);
    }
    const { reply, identity, note } = await pending;
    meter.identity = identity;
    if (note !== undefined) meter.notes.add(note);
    return reply;
  };

  async function inTurn(name: WaveName, reference: string, platform: string | null, meter: Meter): Promise<Told> {
    const upstream = upstreamOf(name.registry);
    const leave = await gate.enter(name.registry);
    const started = now();
    try {
      const told = await withBestIdentity(name, reference, platform, meter, upstream);
      judge(upstream, name.registry, told.reply);
      return told;
    } finally {
      meter.left -= now() - started;
      leave();
    }
  }

  async function withBestIdentity(
    name: WaveName,
    reference: string,
    platform: string | null,
    meter: Meter,
    upstream: Upstream,
  ): Promise<Told> {
    const identity = workspace === undefined ? "anonymous" : "workspace";
    const stopped = misconfigured ?? upstream.broken;
    if (stopped !== undefined) return { reply: stopped, identity };
    const first = await send(name, reference, platform, workspace, meter);
    if (first.kind !== "failure" || first.refused !== true || workspace === undefined)
      return { reply: first, identity };

    // A token can open less than none: without a matching login in its workspace, Wave asks the registry as a stranger
    // from its own address, where for a caller without a token it uses the logins of the server.
    const second = await send(name, reference, platform, undefined, meter);
    if (first.silent === true && !(second.kind === "failure" && second.refused === true)) {
      return { reply: { ...first, ...nobody }, identity };
    }
    if (second.kind === "failure") return { reply: second.state === "not-found" ? second : first, identity };
    const note = `The workspace opens nothing on ${name.registry}; Wave read the image as for a caller without a token.`;
    return { reply: second, identity: "anonymous", note };
  }

  async function send(
    name: WaveName,
    reference: string,
    platform: string | null,
    as: Workspace | undefined,
    meter: Meter,
  ): Promise<Reply> {
    const query = platform === null ? "" : `?platform=${encodeURIComponent(platform)}`;
    const body = JSON.stringify({
      containerImage: textFor(name, reference),
      ...(as !== undefined && {
        towerAccessToken: as.token,
        ...(as.endpoint !== undefined && { towerEndpoint: as.endpoint }),
        ...(as.id !== undefined && { towerWorkspaceId: as.id }),
      }),
    });
    const about = { subject: name.subject, registry: name.registry, withToken: as !== undefined };
    const deadline = new Deadline(now() + meter.left, now);
    const retry = new Retry({ policy: waveRetry, deadline, now, random: options.random });
    for (;;) {
      const response = await http.request(`${options.endpoint}/v1alpha1/inspect${query}`, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json" },
        body,
        maxBytes: MAX_BYTES,
        timeout: options.callTimeout,
        waitsForOthers: true,
        deadline,
        // Tried again here and not there: a registry's words under Wave's name must not close the way to Wave.
        isFinal: () => true,
      });
      meter.requests += response.requests;
      if ("failure" in response) return unanswered(name, response);
      const reply = readReply(response, about);
      if (reply.kind !== "failure" || reply.passing !== true) return believable(reply, name);
      const { wait, over } = retry.next(header(response, "retry-after"));
      if (over !== undefined) return reply;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  /** That the endpoint is no Wave is believed only of a server that did not say it is one: a registry can send any page. */
  async function believable(reply: Reply, { registry }: WaveName): Promise<Reply> {
    if (reply.kind !== "failure" || reply.state !== "configuration") return reply;
    if (reply.culprit === "wave" && (await options.service()).version !== undefined) {
      return {
        ...reply,
        state: "server-error",
        culprit: "registry",
        message: `${registry} does not answer Wave as a registry does`,
      };
    }
    return reply;
  }

  function judge(upstream: Upstream, registry: string, reply: Reply): void {
    if (reply.kind === "failure" && reply.state === "configuration") misconfigured ??= reply;
    if (reply.kind !== "failure" || reply.culprit !== "registry" || !troubles.has(reply.state)) {
      upstream.streak = 0;
      return;
    }
    upstream.streak++;
    if (upstream.streak < BREAK_AFTER) return;
    upstream.broken ??= {
      ...reply,
      message: `${withoutSubject(reply, registry)}, again and again; it was not asked again`,
    };
  }

  function upstreamOf(registry: string): Upstream {
    let upstream = upstreams.get(registry);
    if (upstream === undefined) {
      upstream = { streak: 0, broken: undefined };
      upstreams.set(registry, upstream);
    }
    return upstream;
  }
}

const troubles: ReadonlySet<string> = new Set(["unreachable", "timeout", "rate-limited", "server-error"]);

/** What an empty 401 means where an anonymous call fares otherwise. */
const nobody = {
  state: "configuration",
  culprit: "account",
  message: "The Seqera Platform does not know whose token this is (401 without a word)",
} as const satisfies Partial<WaveFailure>;

function withoutSubject({ state }: WaveFailure, registry: string): string {
  if (state === "unreachable") return `Wave could not connect to ${registry}`;
  if (state === "rate-limited") return `${registry} limits the requests of Wave`;
  if (state === "timeout") return `${registry} did not answer Wave in time`;
  return `Wave got no answer from ${registry}`;
}

/** Nothing came back, or nothing of use. A timeout is the registry's: Wave has none of its own and waits for it. */
function unanswered({ subject, registry }: WaveName, { failure: state, message }: NetworkFailure): WaveFailure {
  const words = message.replace(/\.$/, "");
  if (state !== "timeout") return { kind: "failure", state, culprit: "wave", message: words };
  const why = `Wave gave no answer about ${subject} in time, as when it waits for ${registry}: ${words}`;
  return { kind: "failure", state, culprit: "registry", message: why };
}
