/** The Seqera Platform behind a token: who it is, and which registry logins its workspace holds. */
import { crash, empty, refuse } from "./refusal.ts";
import { isObject, parseJson } from "../json.ts";
import type { Login } from "./upstream.ts";

/** What the Platform answers where it does not answer as it should. */
export interface PlatformReply {
  readonly status: number;
  readonly body?: string;
}

export interface Account {
  /** The Platform's own answer to `GET /user-info`, or its silence; default: a user. */
  readonly userInfo?: PlatformReply | "silent";
  /** Logins of the personal workspace, by registry as it stands in an image name (`docker.io`). */
  readonly logins?: Readonly<Record<string, Login>>;
  /** Logins of the other workspaces by number, or the Platform's refusal. One that is not here has none. */
  readonly workspaces?: Readonly<Record<string, Readonly<Record<string, Login>> | PlatformReply>>;
}

export interface AccountOptions {
  /** Endpoints that keep a connection to this Wave. */
  readonly paired?: readonly string[];
  /** By token; any other token is refused. */
  readonly tokens?: Readonly<Record<string, Account>>;
  /** Name of this server in the word about an endpoint that is not paired. */
  readonly serverUrl?: string;
  /** How long a silent Platform is waited for; 154 s with the real server. */
  readonly silenceMs?: number;
}

export interface Credentials {
  readonly token: string;
  readonly endpoint: string | undefined;
  readonly workspaceId: number | undefined;
}

const isReply = (value: Readonly<Record<string, Login>> | PlatformReply | undefined): value is PlatformReply =>
  value !== undefined && typeof value.status === "number";

const platformError = (url: string, { status, body = "" }: PlatformReply): Error => {
  const rest = `${url} - HTTP status=${status} - response=${body === "" ? "-" : body}`;
  if (status === 401) return refuse(401, `Unauthorized access to Tower resource: ${rest}`);
  if (status === 404) return refuse(404, `Tower resource not found: ${rest}`);
  return refuse(status, `Unexpected status code ${status} while accessing Tower resource: ${rest}`);
};

const defaultEndpoint = "https://api.cloud.seqera.io";

/** Checks endpoint and token; gives what then looks up the login for a registry. */
export const identify = async (
  options: AccountOptions,
  { token, endpoint: sent, workspaceId }: Credentials,
): Promise<(registry: string) => Login | undefined> => {
  const endpoint = (sent ?? defaultEndpoint).replace("/api.tower.nf", "/api.cloud.seqera.io");
  if (options.paired?.includes(endpoint) !== true) {
    const server = options.serverUrl ?? "http://localhost:9090";
    throw refuse(400, `Tower instance '${endpoint}' has not enabled to connect Wave service '${server}'`);
  }
  const tokens = options.tokens ?? {};
  const refused: Account = { userInfo: { status: 401, body: '{"message":"Unauthorized"}' } };
  const account = Object.hasOwn(tokens, token) ? (tokens[token] ?? refused) : refused;
  const { userInfo = { status: 200, body: '{"user":{"id":7}}' } } = account;
  if (userInfo === "silent") {
    await new Promise((resolve) => setTimeout(resolve, options.silenceMs ?? 0));
    throw refuse(408, `Timeout error connecting to '${endpoint}' - HTTP status=408 - response=-`);
  }
  if (userInfo.status !== 200) throw platformError(`${endpoint}/user-info`, userInfo);
  const body = userInfo.body ?? "";
  const user = parseJson(body);
  if (user === undefined) {
    // The first character is named before the message is stripped of tags, so `<` stays.
    const first = body[0] ?? "";
    const expected = "expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
    throw crash(`Unexpected character ('${first}' (code ${first.charCodeAt(0)})): ${expected}`);
  }
  if (!isObject(user) || !isObject(user.user)) throw empty(401);
  const logins = workspaceId === undefined ? (account.logins ?? {}) : account.workspaces?.[String(workspaceId)];
  // The real server looks up credentials after the name of the image is read.
  return (registry) => {
    if (isReply(logins))
      throw platformError(
        `${endpoint}/credentials${workspaceId === undefined ? "" : `?workspaceId=${workspaceId}`}`,
        logins,
      );
    return logins !== undefined && Object.hasOwn(logins, registry) ? logins[registry] : undefined;
  };
};
