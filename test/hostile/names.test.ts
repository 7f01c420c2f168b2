/** Names that mean something else than they seem to: of images in Dockerfiles, and of policies in other repositories. */
import { describe, expect, test } from "vitest";
import { cli } from "../support/cli.ts";
import { startGitHub } from "../support/github.ts";
import { repositoryOf } from "../support/scratch.ts";

const schemes = [
  "docker-daemon",
  "docker-archive",
  "oci",
  "oci-archive",
  "file",
  "dir",
  "containers-storage",
  "ostree",
  "localimage",
  "sif",
  "podman-daemon",
  "library",
  "shub",
  "oras",
  "docker",
];
const policy = "version: 1\nrules: { registry: { severity: error, allow: [quay.io] }, tag: error, pin: error }\n";

interface Checked {
  readonly findings: readonly { readonly rule: string; readonly image: string; readonly line: number }[];
}

async function check(files: Readonly<Record<string, string>>): Promise<Checked["findings"]> {
  const root = await repositoryOf({ "wave-inspect.yml": policy, ...files });
  const { out } = await cli(["check", root, "--inspector", "none", "--format", "json"]);
  const { findings }: Checked = JSON.parse(out);
  return findings;
}

describe("what looks like a scheme is a name on Docker Hub", () => {
  test.each(schemes)("FROM %s:latest", async (scheme) => {
    const findings = await check({ Dockerfile: `FROM ${scheme}:latest\nCOPY --from=${scheme}:edge a b\n` });
    const hub = (tag: string): string => `docker.io/library/${scheme}:${tag}`;
    expect(findings.map(({ rule, image, line }) => `${line} ${rule} ${image}`).toSorted()).toEqual(
      ["pin", "registry", "tag"]
        .flatMap((rule) => [`1 ${rule} ${hub("latest")}`, `2 ${rule} ${hub("edge")}`])
        .toSorted(),
    );
  });

  test("in compose files and Nextflow with Docker, too", async () => {
    const findings = await check({
      "compose.yaml": "services: { a: { image: 'docker-daemon:latest' } }\n",
      "main.nf": "process A {\n  container 'file:latest'\n  script: 'true'\n}\nworkflow { A() }\n",
      "nextflow.config": "docker.enabled = true\n",
    });
    expect(new Set(findings.map(({ rule, image }) => `${rule} ${image}`))).toEqual(
      new Set(
        ["docker-daemon", "file"].flatMap((name) =>
          ["pin", "registry", "tag"].map((rule) => `${rule} docker.io/library/${name}:latest`),
        ),
      ),
    );
  });

  test("and a file where Apptainer reads it", async () => {
    const findings = await check({ "tool.def": "Bootstrap: localimage\nFrom: base.sif\n" });
    // So there is no image to check.
    expect(findings.map(({ rule }) => rule)).toEqual(["readable"]);
  });
});

describe("a policy in another repository", () => {
  test.each([
    "evil/..:p.yml@main",
    "evil/.:p.yml@main",
    "../..:p.yml@main",
    "evil/gov:../../user@main",
    "evil/gov:a/../../../user@main",
    "evil/gov:p.yml@../../x",
    "evil/gov:p.yml@main?ref=x y",
    "evil/a%2f..:p.yml@main",
  ])("%s is refused before GitHub is asked", async (address) => {
    const commit = "0123456789abcdef0123456789abcdef01234567";
    const { url, asked } = await startGitHub({ commitOf: () => commit, contentOf: () => "version: 1\n" });
    const env = { GITHUB_API_URL: url, GITHUB_TOKEN: "t" };
    const root = await repositoryOf({
      "bad.yml": `version: 1\nextends: ["${address}"]\n`,
      "good.yml": "version: 1\nextends: [acme/.github:policies/all.yml@v1]\n",
    });
    const bad = await cli(["policy", "validate", "bad.yml"], { cwd: root, env });
    expect(bad).toMatchObject({ code: 2, out: "" });
    expect(bad.err).toMatch(
      /^wave-inspect: bad\.yml:2:11: extends: .*(?:write owner\/repo:path@ref|name a file inside)\n$/,
    );
    expect(asked).toEqual([]);
    expect(await cli(["policy", "validate", "good.yml"], { cwd: root, env })).toMatchObject({ code: 0 });
    expect(asked.map(({ path }) => path)).toEqual([
      "/repos/acme/.github/commits/v1",
      `/repos/acme/.github/contents/policies/all.yml?ref=${commit}`,
    ]);
  });
});
