/**
 * Authentication as registries do it: Basic (htpasswd), or Bearer with a token endpoint (distribution's token
 * specification), which hands a token for fewer scopes than asked to whoever may not have them.
 */
import { type Answer, type Incoming, answer, failure, json } from "./exchange.ts";

export interface BasicAuth {
  readonly kind: "basic";
  /** Name to password. */
  readonly users: Readonly<Record<string, string>>;
  readonly realm?: string;
}

export interface BearerAuth {
  readonly kind: "bearer";
  readonly users?: Readonly<Record<string, string>>;
  readonly service?: string;
  /** Repositories that an anonymous token cannot read. Default: none. */
  readonly isPrivate?: (repository: string) => boolean;
  /** Like GHCR: the token endpoint itself answers 403, in place of a token that opens nothing. */
  readonly refuseAtToken?: boolean;
  /** Like Quay: a public repository is served without any token. */
  readonly open?: boolean;
  /** Seconds; left out of the answer when absent. */
  readonly expiresIn?: number;
  /** The `WWW-Authenticate` lines; default: realm, service and scope, quoted. */
  readonly challenge?: (parts: {
    readonly realm: string;
    readonly service: string;
    readonly scope?: string;
  }) => string | readonly string[];
  /** The token answer's fields; default `{ token, expires_in }`. */
  readonly tokenBody?: (token: string) => unknown;
  /** Refresh tokens accepted by `POST` with `grant_type=refresh_token`, each to the name of its user. */
  readonly refreshTokens?: Readonly<Record<string, string>>;
}

export type Auth = BasicAuth | BearerAuth;

export interface Guard {
  /** An answer that refuses, or undefined to let the request pass. */
  readonly check: (request: Incoming) => Answer | undefined;
  readonly token: (request: Incoming) => Answer;
}

const absent = (): Answer => answer(404, { "content-type": "text/plain" }, "404 page not found\n");

const basicUser = (
  header: string | undefined,
  users: Readonly<Record<string, string>>,
): { readonly name: string; readonly accepted: boolean } | undefined => {
  if (header === undefined || !/^basic /iu.test(header)) return undefined;
  const pair = Buffer.from(header.slice("basic ".length), "base64").toString();
  const colon = pair.indexOf(":");
  const name = pair.slice(0, colon);
  return { name, accepted: Object.hasOwn(users, name) && users[name] === pair.slice(colon + 1) };
};

const unauthorized = (challenge: string | readonly string[]): Answer =>
  failure(401, "UNAUTHORIZED", "authentication required", null, { "www-authenticate": challenge });

const basicGuard = (auth: BasicAuth): Guard => ({
  check: (request) => {
    const user = basicUser(request.headers.authorization, auth.users);
    return user?.accepted === true ? undefined : unauthorized(`Basic realm="${auth.realm ?? "registry"}"`);
  },
  token: absent,
});

/** Token endpoints are servers of their own; most say no charset. */
const plainJson = { "content-type": "application/json" };

interface Grant {
  readonly user: string | undefined;
  readonly pull: ReadonlySet<string>;
  readonly endsAt: number;
}

const bearerGuard = (auth: BearerAuth, realm: () => string, now: () => number): Guard => {
  const { service = "test-registry", isPrivate = () => false, users = {} } = auth;
  const grants = new Map<string, Grant>();

  const challenge = (request: Incoming, extra: string): Answer => {
    const actions = request.method === "GET" || request.method === "HEAD" ? "pull" : "pull,push";
    const scope = request.repository === undefined ? undefined : `repository:${request.repository}:${actions}`;
    const lines =
      auth.challenge?.({ realm: realm(), service, ...(scope === undefined ? {} : { scope }) }) ??
      `Bearer realm="${realm()}",service="${service}"${scope === undefined ? "" : `,scope="${scope}"`}${extra}`;
    return unauthorized(lines);
  };

  const check = (request: Incoming): Answer | undefined => {
    const { repository } = request;
    const readsPublic = repository !== undefined && !isPrivate(repository) && ["GET", "HEAD"].includes(request.method);
    const header = request.headers.authorization;
    if (auth.open === true && readsPublic && header === undefined) return undefined;
    if (header === undefined || !/^bearer /iu.test(header)) return challenge(request, "");
    const grant = grants.get(header.slice("bearer ".length));
    if (grant === undefined || grant.endsAt <= now()) return challenge(request, ',error="invalid_token"');
    if (repository === undefined) return undefined;
    if (grant.pull.has(repository) && (grant.user !== undefined || readsPublic)) return undefined;
    return challenge(request, ',error="insufficient_scope"');
  };

  const issue = (user: string | undefined, scopes: readonly string[]): Answer => {
    const asked = scopes
      .flatMap((scope) => scope.split(" "))
      .flatMap((scope) => /^repository:(.+):[^:]*$/u.exec(scope)?.[1] ?? []);
    const pull = new Set(asked.filter((repository) => user !== undefined || !isPrivate(repository)));
    if (auth.refuseAtToken === true && pull.size < new Set(asked).size) {
      return failure(403, "DENIED", "requested access to the resource is denied", null, plainJson);
    }
    const token = `token-${grants.size + 1}`;
    grants.set(token, { user, pull, endsAt: now() + (auth.expiresIn ?? 300) * 1000 });
    const body = { token, ...(auth.expiresIn === undefined ? {} : { expires_in: auth.expiresIn }) };
    return json(200, auth.tokenBody?.(token) ?? body, plainJson);
  };

  const token = (request: Incoming): Answer => {
    if (request.method === "POST") {
      const form = new URLSearchParams(request.body.toString());
      const refresh = form.get("refresh_token") ?? "";
      const known = form.get("grant_type") === "refresh_token" && Object.hasOwn(auth.refreshTokens ?? {}, refresh);
      return known
        ? issue(auth.refreshTokens?.[refresh], form.getAll("scope"))
        : failure(401, "UNAUTHORIZED", "refresh token not accepted");
    }
    const user = basicUser(request.headers.authorization, users);
    if (user?.accepted === false) return json(401, { details: "incorrect username or password" }, plainJson);
    return issue(user?.name, request.query.getAll("scope"));
  };

  return { check, token };
};

const openGuard: Guard = { check: () => undefined, token: absent };

export const createGuard = (auth: Auth | undefined, realm: () => string, now: () => number): Guard => {
  if (auth === undefined) return openGuard;
  return auth.kind === "basic" ? basicGuard(auth) : bearerGuard(auth, realm, now);
};
