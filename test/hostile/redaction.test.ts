/** Servers that say again what only they should know: the login or the token that they were asked with, in every form. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type ActionRun, runAction } from "../support/action.ts";
import { cli } from "../support/cli.ts";
import { repositoryOf, scratch } from "../support/scratch.ts";

const password = 'correct horse/"battery"&staple?42';
const pair = `ann:${password}`;
const basic = Buffer.from(pair).toString("base64");
const token = "eyJ0aWQiOjEyMzR9.0123456789abcdef+/seqera-token";

/** What a token server gives. */
const issued = "0paque/token+of~the_registry.0123456789abcdef";

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
/** What a server may make of a secret. */
const forms = (secret: string): readonly string[] => [
  secret,
  secret.toUpperCase(),
  encodeURIComponent(secret),
  encodeURIComponent(secret).toLowerCase(),
  new URLSearchParams({ q: secret }).toString(),
  inJson(secret),
  inJson(inJson(secret)),
  Buffer.from(secret).toString("base64"),
  Buffer.from(`x${secret}`).toString("base64"),
  Buffer.from(`xy${secret}`).toString("base64url"),
  Buffer.from(secret).toString("hex"),
  // Cut in the middle, as a long message is.
  `${".".repeat(140)}${secret}`,
];
/** Of each secret so many characters that nobody could write them by chance. */
const traces = [
  issued,
  encodeURIComponent(issued),
  Buffer.from(issued).toString("base64"),
  Buffer.from(issued).toString("hex"),
]
  .concat([password, encodeURIComponent(password), inJson(password), basic, token, encodeURIComponent(token)])
  .concat([Buffer.from(password).toString("base64"), Buffer.from(token).toString("base64")])
  .concat([Buffer.from(password).toString("hex"), Buffer.from(token).toString("hex")])
  .map((text) => text.slice(0, 10).toLowerCase());

/** What of the secrets stands in a text. The runner's own masks are no leak. */
function leaks(text: string): readonly string[] {
  const shown = text.replaceAll(/^::add-mask::.*$/gmu, "").toLowerCase();
  return traces.filter((trace) => shown.includes(trace));
}

interface Server extends AsyncDisposable {
  readonly host: string;
  readonly requests: () => number;
}

async function serve(
  handle: (request: IncomingMessage, body: string, response: ServerResponse) => void,
): Promise<Server> {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    let body = "";
    request.on("data", (chunk: Buffer) => (body += String(chunk)));
    request.on("end", () => handle(request, body, response));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    host: `localhost:${address.port}`,
    requests: () => requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const sha256 = (text: string): string => `sha256:${createHash("sha256").update(text).digest("hex")}`;
const manifestType = "application/vnd.oci.image.manifest.v1+json";

/** An image whose config and manifest quote a secret wherever there is room. */
function quoting(secret: string): { readonly config: string; readonly manifest: string } {
  const labels = Object.fromEntries(
    forms(secret).flatMap((form, n) => [
      [`label-${n}`, form],
      [form, "x"],
    ]),
  );
  const config = JSON.stringify({
    os: "linux",
    architecture: secret,
    config: { User: secret, Env: forms(secret), Labels: labels, WorkingDir: secret, Entrypoint: [secret] },
  });
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: manifestType,
    config: { mediaType: "application/vnd.oci.image.config.v1+json", digest: sha256(config), size: config.length },
    layers: [],
    annotations: labels,
  });
  return { config, manifest };
}

/** A registry with a login that tells it in its errors, one form a tag, and in the image called `quoting`. */
const hostileRegistry = (): Promise<Server> =>
  serve((request, _, response) => {
    if (request.headers.authorization !== `Basic ${basic}`) {
      response.writeHead(401, { "www-authenticate": 'Basic realm="r"' }).end();
      return;
    }
    const echo = `Authorization: ${request.headers.authorization}`;
    answerQuoting(request, password, [...forms(password), ...forms(pair), echo], response);
  });

/** The image called `quoting`, or a refusal that says one of the texts: the one that the tag has the number of. */
function answerQuoting(
  request: IncomingMessage,
  secret: string,
  texts: readonly string[],
  response: ServerResponse,
): void {
  const { config, manifest } = quoting(secret);
  if (request.url?.includes("/blobs/") === true) {
    response.end(config);
  } else if (request.url?.endsWith("/quoting") === true) {
    response.writeHead(200, { "content-type": manifestType, "content-length": Buffer.byteLength(manifest) });
    response.end(request.method === "HEAD" ? undefined : manifest);
  } else {
    const [, form = "0"] = /f(\d+)$/u.exec(request.url ?? "") ?? [];
    const said = texts[Number(form)];
    const body = JSON.stringify({ errors: [{ code: "DENIED", message: said, detail: said }] });
    response.writeHead(Number(form) % 2 === 0 ? 403 : 400, { "x-echo": encodeURIComponent(String(said)) }).end(body);
  }
}

/** A registry that gives tokens to anybody, and tells them as `hostileRegistry` does its login. */
const hostileIssuer = (): Promise<Server> =>
  serve((request, _, response) => {
    if (request.url?.startsWith("/token") === true) {
      response.end(JSON.stringify({ token: issued }));
    } else if (request.headers.authorization === `Bearer ${issued}`) {
      answerQuoting(request, issued, [...forms(issued), `Authorization: Bearer ${issued}`], response);
    } else {
      const realm = `http://${request.headers.host}/token`;
      response.writeHead(401, { "www-authenticate": `Bearer realm="${realm}",service="r"` }).end();
    }
  });
const errorForms = forms(password).length + forms(pair).length + 1;

/** A Wave that tells the token in its refusals and in what it says of the image called `quoting`. */
const hostileWave = (): Promise<Server> =>
  serve((request, body, response) => {
    response.setHeader("content-type", "application/json");
    if (request.url === "/service-info") {
      response.end(JSON.stringify({ serviceInfo: { version: token } }));
    } else if (body.includes(":quoting")) {
      const { config, manifest } = quoting(token);
      const inner = {
        user: token,
        env: forms(token),
        labels: Object.fromEntries(forms(token).map((form) => [form, form])),
      };
      const container = {
        registry: token,
        hostName: token,
        imageName: token,
        reference: token,
        digest: sha256(manifest),
      };
      const spec = {
        ...container,
        config: { architecture: "amd64", config: inner, note: config },
        manifest: JSON.parse(manifest),
      };
      response.end(JSON.stringify({ container: spec }));
    } else {
      const [, form = "0"] = /:f(\d+)"/u.exec(body) ?? [];
      const said = [...forms(token), body, `Unauthorized access to Tower resource: ${token}`][Number(form)];
      response.writeHead(Number(form) % 2 === 0 ? 401 : 400).end(JSON.stringify({ message: said }));
    }
  });
const waveForms = forms(token).length + 2;

const policy = `version: 1
rules:
  exists: error
  inspectable: error
  user: { severity: error, allow: [nobody] }
  labels: { severity: error, match: { label-0: none, label-5: none, label-11: none } }
`;

function repository(host: string, count: number): Readonly<Record<string, string>> {
  const images = ["quoting", ...Array.from({ length: count }, (_, n) => `f${n}`)].map(
    (tag) => `${host}/acme/tool:${tag}`,
  );
  return {
    "wave-inspect.yml": policy,
    "compose.yaml": `services:\n${images.map((image, n) => `  s${n}:\n    image: ${image}\n`).join("")}`,
  };
}

const logins = (host: string): string => JSON.stringify({ auths: { [host]: { auth: basic } } });

const formats = ["text", "json", "sarif", "github", "gitlab", "junit", "markdown", "html"] as const;

describe("a registry that tells the login", () => {
  test.each(formats)("check --format %s", async (format) => {
    await using registry = await hostileRegistry();
    const root = await repositoryOf(repository(registry.host, errorForms));
    const { out, err } = await cli(
      ["check", root, "--inspector", "registry", "--insecure-registry", registry.host, "--format", format],
      { env: { DOCKER_AUTH_CONFIG: logins(registry.host) } },
    );
    expect(registry.requests()).toBeGreaterThan(errorForms);
    expect(out).toMatch(/\*{3}|(?:&#42;){3}/u);
    expect(leaks(out + err)).toEqual([]);
  });

  test("inspect, with what it knows of an image", async () => {
    await using registry = await hostileRegistry();
    const images = ["quoting", "f0", "f7", "f12"].map((tag) => `${registry.host}/acme/tool:${tag}`);
    for (const more of [["--format", "json"], ["--format", "text"], ["--reachability"]]) {
      const args = ["inspect", "--via", "registry", "--insecure-registry", registry.host, ...more, ...images];
      const { out, err } = await cli(
        more.includes("--reachability") ? args.filter((arg) => !["--via", "registry"].includes(arg)) : args,
        {
          env: { DOCKER_AUTH_CONFIG: logins(registry.host) },
        },
      );
      expect(out).not.toBe("");
      expect(leaks(out + err)).toEqual([]);
    }
  });

  test("every surface of the step", async () => {
    await using registry = await hostileRegistry();
    const run = await stepOf(repository(registry.host, errorForms), {
      inputs: { inspector: "registry", "insecure-registries": registry.host },
      env: { DOCKER_AUTH_CONFIG: logins(registry.host) },
    });
    expect(run.json).toContain("***");
    expect(leaks(run.stdout + run.stderr + run.summary + run.json + run.sarif)).toEqual([]);
  });
});

describe("a registry that tells the token that it gave", () => {
  const count = forms(issued).length + 1;

  test.each(formats)("check --format %s", async (format) => {
    await using registry = await hostileIssuer();
    const root = await repositoryOf(repository(registry.host, count));
    const hosts = ["--insecure-registry", registry.host];
    const { out, err } = await cli(["check", root, "--inspector", "registry", ...hosts, "--format", format]);
    expect(registry.requests()).toBeGreaterThan(count);
    expect(out).toMatch(/\*{3}|(?:&#42;){3}/u);
    expect(leaks(out + err)).toEqual([]);
  });

  test("inspect", async () => {
    await using registry = await hostileIssuer();
    const images = ["quoting", "f0", "f7", "f12"].map((tag) => `${registry.host}/acme/tool:${tag}`);
    for (const more of [["--via", "registry", "--format", "json"], ["--via", "registry"], ["--reachability"]]) {
      const { out, err } = await cli(["inspect", "--insecure-registry", registry.host, ...more, ...images]);
      expect(out).not.toBe("");
      expect(leaks(out + err)).toEqual([]);
    }
  });

  test("every surface of the step, and the runner is not told of it either", async () => {
    await using registry = await hostileIssuer();
    const run = await stepOf(repository(registry.host, count), {
      inputs: { inspector: "registry", "insecure-registries": registry.host },
    });
    expect(run.json).toContain("***");
    expect(leaks(run.stdout + run.stderr + run.summary + run.json + run.sarif)).toEqual([]);
    expect(run.stdout).not.toContain(issued);
  });
});

describe("a Wave that tells the token", () => {
  test.each(formats)("check --format %s", async (format) => {
    await using wave = await hostileWave();
    const root = await repositoryOf(repository("quay.io", waveForms));
    const { out, err } = await cli(["check", root, "--wave-endpoint", `http://${wave.host}`, "--format", format], {
      env: { SEQERA_ACCESS_TOKEN: token },
    });
    expect(wave.requests()).toBeGreaterThan(2);
    expect(leaks(out + err)).toEqual([]);
  });

  test("every surface of the step", async () => {
    await using wave = await hostileWave();
    const run = await stepOf(repository("quay.io", waveForms), {
      inputs: { "wave-endpoint": `http://${wave.host}`, "seqera-access-token": token },
    });
    expect(run.json).toContain("***");
    expect(leaks(run.stdout + run.stderr + run.summary + run.json + run.sarif)).toEqual([]);
  });
});

async function stepOf(
  files: Readonly<Record<string, string>>,
  {
    inputs,
    env = {},
  }: { readonly inputs: Readonly<Record<string, string>>; readonly env?: Readonly<Record<string, string>> },
): Promise<ActionRun & { readonly json: string; readonly sarif: string }> {
  const workspace = await repositoryOf(files);
  const reports = { "json-file": "report.json", "sarif-file": "report.sarif" };
  const run = await runAction({ workspace, scratch: await scratch(), inputs: { ...inputs, ...reports }, env });
  const [json, sarif] = await Promise.all(
    Object.values(reports).map((file) => readFile(join(workspace, file), "utf8")),
  );
  return { ...run, json: json ?? "", sarif: sarif ?? "" };
}
