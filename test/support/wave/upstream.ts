/** How Wave asks a registry: the ping that finds the challenge, the token, five tries, and no trust in anything but the status. */
import { once } from "node:events";
import { Agent, type IncomingMessage, STATUS_CODES, request as httpRequest } from "node:http";
import { objectOf, parseJson } from "../json.ts";
import { mediaTypes } from "../registry/images.ts";
import { type Coordinates, checkHost, checkedPath, hostNameOf, shown } from "./name.ts";
import { crash, forward, refuse } from "./refusal.ts";

export interface Login {
  readonly username: string;
  readonly password: string;
}

/** Base URL of the registry behind a name, or why it cannot be reached (a Java exception's text). */
export type Upstream = string | { readonly broken: string };

export interface UpstreamOptions {
  readonly registries: Readonly<Record<string, Upstream>>;
  /** Default 5. */
  readonly attempts?: number;
  /** Between two of them; the real server spends about 5 s on five. */
  readonly retryDelayMs?: number;
}

export interface UpstreamReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

interface Challenge {
  readonly type: "Basic" | "Bearer";
  readonly realm: string;
  readonly service: string | undefined;
}

export const schema1 = "application/vnd.docker.distribution.manifest.v1+prettyjws";

const accept = [
  "application/json",
  mediaTypes.ociIndex,
  mediaTypes.ociManifest,
  schema1,
  mediaTypes.dockerManifest,
  mediaTypes.dockerList,
];
const redirects = new Set([301, 302, 303, 307, 308]);
const retried = new Set([429, 500, 502, 503, 504]);
/** The ping and the token endpoint are not asked again after a 429. */
const notLimited = (status: number): boolean => status !== 429 && retried.has(status);

const basic = ({ username, password }: Login): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;

const readChallenge = (header: string | undefined): Challenge => {
  const match = /^(?<type>.+) realm="(?<realm>[^"]+)"(?:,service="(?<service>[^"]+)")?/u.exec(header ?? "");
  const { type = "", realm = "", service } = match?.groups ?? {};
  if (match === null) throw refuse(400, "Missing authentication credentials");
  if (type !== "Basic" && type !== "Bearer")
    throw crash(`No enum constant io.seqera.wave.auth.RegistryAuth.Type.${type}`);
  return { type, realm, service };
};

/** A status of the registry in Wave's words. */
export const upstreamFailure = (status: number, coordinates: Coordinates): Error => {
  const name = `repository '${shown(coordinates)}'`;
  if (status === 404) return refuse(404, `${name} not found`);
  const reason = status === 418 ? "i am a teapot" : (STATUS_CODES[status] ?? "unknown").toLowerCase();
  return refuse(status, `${name} ${reason} (${status})`);
};

export interface RegistrySession {
  /** A manifest; redirects are taken as they are. */
  manifest(method: "HEAD" | "GET", reference: string): Promise<UpstreamReply>;
  /** A config blob; redirects are followed. */
  blob(digest: string): Promise<string>;
}

export interface UpstreamAccess {
  /** Asks the registry who may read, once an hour; then gives what reads one repository. */
  open(coordinates: Coordinates, login: Login | undefined): Promise<RegistrySession>;
  close(): void;
}

export const createUpstream = (options: UpstreamOptions): UpstreamAccess => {
  const agent = new Agent({ keepAlive: true });
  const challenges = new Map<string, Challenge | null>();
  const tokens = new Map<string, string>();

  const exchange = async (
    method: string,
    base: string,
    path: string,
    headers: Record<string, string | string[]>,
  ): Promise<UpstreamReply> => {
    const { hostname, port } = new URL(base);
    const request = httpRequest({ hostname, port, method, path, headers, agent });
    request.end();
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request.once("response", resolve);
      request.once("error", reject);
    });
    const parts: Uint8Array[] = [];
    response.on("data", (part: Uint8Array) => parts.push(part));
    await once(response, "end");
    const flat: Record<string, string> = {};
    for (const [name, value] of Object.entries(response.headers))
      flat[name] = Array.isArray(value) ? value.join(", ") : (value ?? "");
    return { status: response.statusCode ?? 0, headers: flat, text: Buffer.concat(parts).toString() };
  };

  const send = async (
    method: string,
    base: string,
    path: string,
    headers: Record<string, string | string[]>,
    again: (status: number) => boolean = (status) => retried.has(status),
  ): Promise<UpstreamReply> => {
    const attempts = options.attempts ?? 5;
    for (let attempt = 1; ; attempt += 1) {
      let reply: UpstreamReply | undefined;
      try {
        reply = await exchange(method, base, path, headers);
      } catch {
        if (attempt >= attempts) throw crash("java.net.ConnectException");
      }
      if (reply !== undefined && (attempt >= attempts || !again(reply.status))) return reply;
      await new Promise((resolve) => setTimeout(resolve, options.retryDelayMs ?? 0));
    }
  };

  const baseOf = (registry: string): string => {
    const known = Object.hasOwn(options.registries, registry) ? options.registries[registry] : undefined;
    if (typeof known === "string") return known;
    if (known !== undefined) throw crash(known.broken);
    const port = /^localhost:(?<port>\d+)$/u.exec(registry)?.groups?.port;
    if (port !== undefined) return `http://127.0.0.1:${port}`;
    if (registry.startsWith("127."))
      throw crash("javax.net.ssl.SSLException: Unrecognized SSL message, plaintext connection?");
    throw crash("java.net.ConnectException");
  };

  const ping = async (registry: string, base: string): Promise<Challenge | null> => {
    const known = challenges.get(registry);
    if (known !== undefined) return known;
    const reply = await send("GET", base, "/v2/", {}, notLimited);
    if (reply.status !== 200 && reply.status !== 401) throw forward(reply.status, reply.headers, reply.text);
    const challenge = reply.status === 200 ? null : readChallenge(reply.headers["www-authenticate"]);
    challenges.set(registry, challenge);
    return challenge;
  };

  const tokenFor = async (
    challenge: Challenge,
    image: string,
    login: Login | undefined,
    fresh: boolean,
  ): Promise<string> => {
    const key = JSON.stringify([challenge.realm, image, login]);
    const known = tokens.get(key);
    if (known !== undefined && !fresh) return known;
    const realm = new URL(challenge.realm);
    const query = `scope=repository:${image}:pull${challenge.service === undefined ? "" : `&service=${encodeURIComponent(challenge.service)}`}`;
    const path = `${realm.pathname}${realm.search === "" ? "?" : `${realm.search}&`}${query}`;
    const reply = await send(
      "GET",
      realm.origin,
      path,
      login === undefined ? {} : { authorization: basic(login) },
      notLimited,
    );
    if (reply.status !== 200) throw forward(reply.status, reply.headers, reply.text);
    const body = parseJson(reply.text);
    if (body === undefined)
      throw crash("Unable to determine the current character, it is not a string, number, array, or object");
    const { token, access_token: accessToken } = objectOf(body);
    const found = token ?? accessToken;
    if (typeof found !== "string") throw forward(200, reply.headers, reply.text);
    tokens.set(key, found);
    return found;
  };

  return {
    open: async (coordinates, login) => {
      const { registry, image } = coordinates;
      const hostName = hostNameOf(registry);
      checkHost(hostName);
      const base = baseOf(registry);
      const challenge = await ping(registry, base);

      const authorization = async (fresh: boolean): Promise<Record<string, string>> => {
        if (challenge?.type === "Bearer")
          return { authorization: `Bearer ${await tokenFor(challenge, image, login, fresh)}` };
        return challenge === null || login === undefined ? {} : { authorization: basic(login) };
      };
      const read = async (method: string, path: string, headers: Record<string, string[]>): Promise<UpstreamReply> => {
        const first = await send(method, base, path, { ...headers, ...(await authorization(false)) });
        return first.status === 401 && challenge?.type === "Bearer"
          ? send(method, base, path, { ...headers, ...(await authorization(true)) })
          : first;
      };

      return {
        manifest: async (method, reference) => {
          const path = checkedPath(hostName, `/v2/${image}/manifests/${reference}`);
          const reply = await read(method, path, { accept });
          if (reply.status < 400) return reply;
          throw upstreamFailure(reply.status, coordinates);
        },
        blob: async (digest) => {
          let reply = await read("GET", `/v2/${image}/blobs/${digest}`, {});
          for (let hops = 0; redirects.has(reply.status); hops += 1) {
            const { location } = reply.headers;
            if (location === undefined || hops === 5) throw upstreamFailure(400, coordinates);
            const target = new URL(location, base);
            reply = await send("GET", target.origin, `${target.pathname}${target.search}`, {});
          }
          if (reply.status === 200) return reply.text;
          throw upstreamFailure(reply.status, coordinates);
        },
      };
    },
    close: () => agent.destroy(),
  };
};
