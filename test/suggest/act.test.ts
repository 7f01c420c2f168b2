/** `suggest: true` in a workflow as users write it, run by `act` by its own token and payload. */
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { findProgram } from "../inspect/programs.ts";
import { runAct } from "../support/act.ts";
import { multiArch } from "../support/registry/images.ts";
import { startRegistry } from "../support/registry/index.ts";
import { scratch } from "../support/scratch.ts";
import { blockIn, PullRequest } from "./make.ts";

const act = findProgram("act");

test.skipIf(act === undefined)("the review of a workflow that act runs, once (.ci/run installs act)", async () => {
  const registry = await startRegistry({});
  const digest = registry.push("acme/tool", "1.0", multiArch(["linux/amd64"]));
  const image = `${registry.host}/acme/tool:1.0`;
  const pull = await PullRequest.open(
    { "wave-inspect.yml": "version: 1\nrules: { pin: { at-least: digest } }\n" },
    { Dockerfile: `FROM ${image}\n` },
  );
  const inputs = { suggest: true, "policy-from": "head", inspector: "registry", "insecure-registries": registry.host };
  const steps = [
    { uses: "actions/checkout@v4" },
    { id: "images", uses: "wave-inspect/wave-inspect-action@v1", with: inputs },
  ];
  const permissions = { contents: "read", "pull-requests": "write" };
  const jobs = { images: { "runs-on": "ubuntu-latest", permissions, steps } };
  for (let run = 0; run < 2; run++) {
    const { workspace, event } = await pull.checkout({ checkout: "head" });
    const step = await runAct({
      act: act ?? "",
      workspace,
      workflow: stringify({ name: "pr", on: ["pull_request"], jobs }),
      event: "pull_request",
      payload: { ...event.payload, repository: { full_name: "acme/readqc", default_branch: "main" } },
      env: { GITHUB_API_URL: pull.api.url },
      secrets: { GITHUB_TOKEN: "github-token-of-the-run" },
      scratch: await scratch(),
    });
    expect(step.annotations.filter(({ name }) => name !== "error")).toEqual([]);
    expect(step.outputs["verdict"]).toBe("fail");
    expect(pull.api.comments.map(({ body }) => blockIn(body))).toEqual([`FROM ${image}@${digest}\n`]);
  }
  expect(pull.api.reviews).toHaveLength(1);
  await registry.close();
});
