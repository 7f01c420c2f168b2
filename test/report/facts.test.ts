/** What every surface says of an image: where it comes from, and whether it is to be judged. */
import { expect, test } from "vitest";
import { factsOf } from "../../src/report/facts.ts";
import { coverage, pull, reportOf, scanOf } from "../policy/make.ts";

test.for<[name: string, registry: string]>([
  ["quay.io/acme/tool:1.0", "quay.io"],
  ["alpine:3", "docker.io"],
  ["https://depot.galaxyproject.org/singularity/samtools:1.17", "depot.galaxyproject.org"],
  ["library://acme/default/tool:1.0", "library://"],
  ["shub://acme/tool", "shub://"],
  ["/data/tool.sif", "a file"],
  ["UPPER", "no image name"],
])("%s comes from %s", ([name, registry]) => {
  expect(factsOf(reportOf({ scan: scanOf([pull(name)]) }))).toMatchObject([{ image: expect.any(String), registry }]);
});

test("what no run pulls is left out where the report says that such images are", () => {
  const pulls = [
    pull("quay.io/a/run:1"),
    pull("quay.io/a/uncalled:1", { called: false }, { line: 9 }),
    pull("quay.io/a/unreachable:1", { source: "dockerfile", reachable: false }, { line: 12 }),
  ];
  const leftOut = (...reasons: readonly ("uncalled" | "unreachable")[]): readonly boolean[] =>
    factsOf(
      reportOf({
        scan: scanOf(pulls),
        coverage: coverage({ leftOut: reasons.map((reason) => ({ reason, images: 1 })) }),
      }),
    ).map(({ isLeftOut }) => isLeftOut);
  expect(leftOut()).toEqual([false, false, false]);
  expect(leftOut("uncalled")).toEqual([false, true, false]);
  expect(leftOut("unreachable")).toEqual([false, false, true]);
});
