import { parse } from "yaml";
import { expect, test } from "vitest";
import type { NotLookedAt } from "../src/model.ts";
import { scenariosLine } from "../src/scenarios.ts";
import { scan } from "./scan/nextflow/scan.ts";

const files = {
  "main.nf": "process FOO {\n  container 'a:1'\n  script:\n  'true'\n}\nworkflow { FOO() }\n",
  "nextflow.config": "profiles {\n  docker { docker.enabled = true }\n  shifter { shifter.enabled = true }\n}\n",
};
const whole = (found: ReturnType<typeof scan>) => ({ ...found, ignores: [] });
const other = (...profiles: readonly string[]): NotLookedAt => ({ what: "profile", name: "x", profiles, images: 1 });

test("what is looked at stays, what is not comes behind it", () => {
  const found = whole(scan(files));
  expect(scenariosLine(found, found.notLookedAt)).toBe("scenarios: [{ profiles: [docker] }, { profiles: [shifter] }]");
});

test("options of the launch command are kept", () => {
  const found = whole(scan({ "modules/foo/main.nf": files["main.nf"].replace(/workflow.*/, "") }));
  expect(scenariosLine(found, [])).toBe(
    'scenarios: [{ profiles: [], arguments: ["-with-docker"] }, { profiles: [], arguments: ["-with-singularity"] }]',
  );
});

test.each(["docker", "a-b_c", "true", "null", "1.0", "~", "a: b", "], [", '"', "x #y", "\n", "- a", "é"])(
  "a profile called %j is read back as it is",
  (name) => {
    const line = scenariosLine(whole(scan({})), [other(name)]);
    expect(line).not.toContain("\n");
    expect(parse(line)).toEqual({ scenarios: [{ profiles: [name] }] });
  },
);
