/** What a reply of Wave means: its own words, and those of others that it passes on. */
import type { Answer, FailureState, IndexSpec } from "../../model.ts";
import { type HttpResponse, header } from "../network/http.ts";
import { type Json, list, object, text } from "../../text/json.ts";
import { readError } from "../oci/error.ts";
import { decodeJson, decodeText, oneLine } from "../../text/foreign.ts";
import { readAnswer, readIndex } from "./answer.ts";
import { crashes } from "./crashes.ts";
import type { WaveFailure, About, Culprit } from "./failure.ts";

export type Reply =
  | { readonly kind: "answer"; readonly answer: Answer }
  /** The manifest is there and is an index, but Wave cannot show it: its registry labels it inexactly. */
  | { readonly kind: "lost-index" }
  /** Wave finds no entry for the platform, by its own rules. `index` is the registry's text of it, in Wave's form. */
  | { readonly kind: "no-match"; readonly index?: IndexSpec }
  /** Wave stumbles over the entries before it finds the platform. */
  | { readonly kind: "stumble" }
  | WaveFailure;

/** What Wave's answer means. Five body shapes are expected (docs/wave.md), and anything else. */
export function readReply(response: HttpResponse, about: About): Reply {
  const { status } = response;
  const body = object(decodeJson(response.bytes));
  const own = ownMessage(body);
  const reply =
    status === 200
      ? readSuccess(body, about)
      : own === undefined
        ? readForeign(response, body, about)
        : readOwn(status, own, about);
  if (reply.kind !== "failure") return reply;
  const isOfNobody = reply.code === undefined && reply.errorId === undefined && reply.silent !== true;
  const isRefusal = status === 200 || (status >= 400 && status < 500 && status !== 408 && status !== 429);
  return { ...reply, status, ...(isOfNobody && isRefusal && !isWords(own) && { unsigned: true }) };
}

/** What a gateway of any kind may say as well, as a message. */
function isWords(own: string | undefined): boolean {
  return (
    own !== undefined && !/^(?:not found|forbidden|unauthorized|bad request|method not allowed)$/i.test(own.trim())
  );
}

const fail = (
  state: FailureState,
  culprit: Culprit,
  message: string,
  more: Pick<WaveFailure, "refused" | "silent" | "passing" | "seen"> = {},
): WaveFailure => ({ kind: "failure", state, culprit, message, ...more });

function readSuccess(body: Json | undefined, { registry }: About): Reply {
  if (body === undefined) return fail("malformed", "wave", "Wave's answer is not JSON");
  const answer = readAnswer(body);
  if (answer !== undefined) return { kind: "answer", answer };
  const reason = `the token server of ${registry} gave Wave no token`;
  return fail("server-error", "registry", `Wave's answer holds neither an image nor an index, as when ${reason}`);
}

// ── Wave's own words: {"message": "…"} ───────────────────────────────────────────────────────────────────────────────

/** The message of a body of Wave's own form, the encoder's form included. */
function ownMessage(body: Json | undefined): string | undefined {
  const message = text(body?.["message"]);
  if (body === undefined || message === undefined) return undefined;
  const inner = text(object(list(object(body["_embedded"])?.["errors"])[0])?.["message"]);
  if (inner !== undefined) return inner;
  const isOwn = Object.keys(body).every((key) => ["message", "_links", "_embedded"].includes(key));
  return isOwn ? message : undefined;
}

const errorIdPattern = / - Error ID: ([0-9a-f]{4,40})$/;

function readOwn(status: number, message: string, about: About): Reply {
  const errorId = errorIdPattern.exec(message)?.[1];
  const plain = message.replace(errorIdPattern, "");
  const reply =
    readPlatformWords(status, plain, about) ?? readImageWords(status, plain, about) ?? readCrash(plain, about);
  if (reply !== undefined) return errorId === undefined || reply.kind !== "failure" ? reply : { ...reply, errorId };
  const shown = oneLine(plain, 160);
  if (errorId !== undefined || message === "Internal Server Error") {
    const failure = fail("server-error", "wave", `Wave failed on ${about.subject}: ${shown}`, { passing: true });
    return errorId === undefined ? failure : { ...failure, errorId };
  }
  return readStatus(status, about, { aside: shown === "" ? "" : ` (${shown})`, unsigned: status !== 429 });
}

/** About the token and the Seqera Platform. Believed only where a token was sent: a registry could say the same. */
function readPlatformWords(status: number, message: string, { withToken }: About): Reply | undefined {
  if (!withToken) return undefined;
  const shown = oneLine(message.replace(/ - response=.*$/s, ""), 240);
  if (/^Tower instance '.*' has not enabled to connect Wave service '/s.test(message)) {
    const hint = "check the Seqera endpoint, https://api.cloud.seqera.io for Seqera Cloud";
    return fail("configuration", "account", `Wave is not paired with this Seqera Platform; ${hint} (${shown})`);
  }
  if (message.startsWith("Unauthorized access to Tower resource:")) {
    return fail("configuration", "account", `The Seqera Platform refuses the token: ${shown}`);
  }
  if (message.startsWith("Tower resource not found:")) {
    const what = message.includes("workspaceId=")
      ? "does not know the workspace"
      : "does not know what Wave asks it for";
    return fail("configuration", "account", `The Seqera Platform ${what}: ${shown}`);
  }
  if (message.startsWith("Timeout error connecting to '")) {
    return fail("timeout", "account", `The Seqera Platform did not answer Wave: ${shown}`);
  }
  if (!/^Unexpected status code \d+ while accessing Tower resource:/.test(message)) return undefined;
  if (status === 403)
    return fail("configuration", "account", `The Seqera Platform refuses the workspace to this token: ${shown}`);
  const state = status === 429 ? "rate-limited" : "server-error";
  return fail(state, "account", `The Seqera Platform answered Wave with ${status}: ${shown}`, { passing: true });
}

/** About the image, from a check that Wave makes on purpose. */
function readImageWords(status: number, message: string, about: About): Reply | undefined {
  const { subject, registry } = about;
  if (/^repository '.*' not found$/s.test(message)) return notFound(about);
  if (/^repository '.*' .+ \(\d+\)$/s.test(message)) {
    if (status >= 500 || [401, 403, 429].includes(status))
      return readStatus(status, about, { aside: "", unsigned: false });
    return fail("server-error", "registry", `${registry} answered Wave with ${status} when asked for ${subject}`);
  }
  if (message.startsWith("Cannot find platform '")) {
    const at = message.indexOf(" in the manifest: ");
    const index = at < 0 ? undefined : parseObject(message.slice(at + " in the manifest: ".length));
    return index === undefined ? { kind: "no-match" } : { kind: "no-match", index: readIndex(index) };
  }
  if (message.startsWith("Unsupported container platform:") || message.startsWith("Invalid container platform:")) {
    return { kind: "no-match" };
  }
  if (message === "Missing authentication credentials") {
    const reason = `${registry} asks for a login in a way that Wave does not understand`;
    return fail("absent-or-private", "registry", `${subject} was not read: ${reason}`, { refused: true });
  }
  if (message.startsWith("Maximum request rate exceeded")) {
    return fail("rate-limited", "wave", "Wave accepts no more requests for now", { passing: true });
  }
  return undefined;
}

/** Registries of which Wave reads nothing, whatever they hold: to it, none of their images is there. */
const unreadable: ReadonlyMap<string, string> = new Map([
  ["registry.k8s.io", "redirects requests for manifests, which Wave does not follow"],
  ["k8s.gcr.io", "redirects requests for manifests, which Wave does not follow"],
  ["registry.access.redhat.com", "does not tell the digest of a tag, which Wave asks for"],
  ["registry.redhat.io", "does not tell the digest of a tag, which Wave asks for"],
]);

function notFound({ subject, registry }: About): WaveFailure {
  const reason = unreadable.get(registry);
  if (reason === undefined) return fail("not-found", "image", `${subject} is not on ${registry}`);
  const message = `Wave found no ${subject}, which says nothing: ${registry} ${reason}; ask the registry directly`;
  return fail("unreachable", "image", message);
}

function readCrash(message: string, about: About): Reply | undefined {
  if (message.includes('because "this.platform" is null')) return { kind: "lost-index" };
  if (message.includes('because "record" is null') || message.startsWith("Unexpected media type for request")) {
    return { kind: "stumble" };
  }
  const known = crashes.find(({ pattern }) => pattern.test(message));
  if (known === undefined) return undefined;
  const { state, culprit, words, seen } = known;
  return fail(state, culprit, `${words(about)} (${oneLine(message, 120)})`, seen === undefined ? {} : { seen });
}

// ── Words of others ──────────────────────────────────────────────────────────────────────────────────────────────────

/** A body that Wave forwards from a registry or its token server, plain text of Wave's router, or a load balancer's page. */
function readForeign(response: HttpResponse, body: Json | undefined, about: About): Reply {
  const { status } = response;
  const plain = body === undefined ? decodeText(response.bytes.subarray(0, 2048)).trim() : "";
  if (status === 404 && plain === "Page Not Found") {
    return fail(
      "configuration",
      "wave",
      `${response.url.host} has no Wave inspect service at ${response.url.pathname}`,
    );
  }
  if (status >= 300 && status < 400) {
    const target = oneLine(header(response, "location") ?? "another address", 120);
    return fail("configuration", "wave", `The Wave endpoint redirects to ${target}; set it to where it leads`);
  }
  const { code, message } = readError(response);
  const words = [code, message].filter((word) => word !== undefined).join(": ");
  const reply = readStatus(status, about, {
    aside: words === "" ? "" : ` (${words})`,
    wait: header(response, "retry-after"),
    unsigned: body === undefined && (status !== 429 || isSoon(response)),
    silent: response.bytes.length === 0,
  });
  return code === undefined ? reply : { ...reply, code };
}

/** A 429 of a load balancer is worth another try; one that asks for minutes is more likely a registry's. */
function isSoon(response: HttpResponse): boolean {
  const wait = header(response, "retry-after");
  return wait === undefined || /^\d$/.test(wait.trim());
}

interface Words {
  readonly aside: string;
  /** Neither Wave's nor a registry's form: it may be Wave's own load balancer, and another try may do better. */
  readonly unsigned: boolean;
  readonly silent?: boolean;
  /** `Retry-After`, as sent. */
  readonly wait?: string | undefined;
}

/** What is left to go by is the status. */
function readStatus(
  status: number,
  { subject, registry, withToken }: About,
  { aside, unsigned, silent, wait }: Words,
): WaveFailure {
  const passing = unsigned ? { passing: true as const } : {};
  if (status === 401 || status === 403) {
    const who = withToken ? "Wave with this workspace" : "Wave as an anonymous reader";
    const message = `${subject} does not exist on ${registry} or is private: it refuses ${who}${aside}`;
    return fail("absent-or-private", "image", message, { refused: true, ...(silent === true && { silent }) });
  }
  if (status === 404) {
    const message = `${registry} does not answer Wave as a registry does: 404 to its first request${aside}`;
    return fail("server-error", "registry", message);
  }
  if (status === 429) {
    const until =
      wait === undefined ? "" : `, and asks to wait ${/^\d+$/.test(wait) ? `${wait} s` : `until ${oneLine(wait, 40)}`}`;
    const message = `${registry} limits the requests of Wave and did not let ${subject} through${until}${aside}`;
    return fail("rate-limited", "registry", message, { ...passing, refused: true });
  }
  if (status === 408 || status === 504) {
    return fail("timeout", "registry", `${registry} did not answer Wave in time${aside}`, passing);
  }
  if (status >= 500) {
    return fail("server-error", "registry", `Wave got no answer about ${subject}: ${status}${aside}`, passing);
  }
  return fail("malformed", "wave", `Wave answered ${status} when asked for ${subject}${aside}`);
}

function parseObject(json: string): Json | undefined {
  try {
    return object(JSON.parse(json));
  } catch {
    return undefined;
  }
}
