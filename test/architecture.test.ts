/** The floor plan of src/: which room may import which, type imports counted; and no circle of files anywhere. */
import { globSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";

const src = resolve(import.meta.dirname, "../src");

/**
 * What each room may import, ground floor first. A file belongs to the innermost room around it; `./x` is the room x
 * beside this one, `*` any room directly within it.
 */
const PLAN: Readonly<Record<string, string>> = {
  text: "",
  version: "",
  errors: "version",
  cancellation: "",
  signals: "cancellation",
  world: "cancellation text",
  model: "text",
  files: "errors model",
  git: "files text",
  image: "model text",
  order: "model",
  finding: "model",
  "exit-code": "finding model order",
  reference: "model",
  pull: "model",
  way: "model pull text",
  scenarios: "model",
  drift: "image model scenarios text",
  "pull-request": "errors text",
  record: "errors files git model pull-request text",
  redaction: "model text",
  "image-files": "files image model",
  recipe: "image model text",

  "scan/disk": "errors files git model text",
  "scan/directives": "model text",
  "scan/kit": "image model text",
  "scan/dockerfile": "image model text ./kit",
  "scan/neighbours": "model text ./dockerfile ./kit",
  "scan/nextflow/budget": "model",
  "scan/nextflow/regex": "./budget",
  "scan/nextflow/syntax": "text",
  "scan/modules": "model text ./disk ./neighbours ./nextflow/syntax",
  "scan/nextflow/evaluate": "model text ./budget ./regex ./syntax",
  "scan/nextflow/naming": "image model",
  "scan/nextflow/launch": "model text ./evaluate",
  "scan/nextflow/files": "model text ./evaluate ./launch ./naming ./syntax",
  "scan/nextflow/config": "model text ./budget ./evaluate ./files ./launch ./naming ./syntax",
  "scan/nextflow/calls": "text ./budget ./evaluate ./files ./syntax",
  "scan/nextflow/process": "./budget ./evaluate ./regex ./syntax",
  "scan/nextflow/scripts": "text ./calls ./config ./evaluate ./files ./launch ./process ./syntax",
  "scan/nextflow/container": "image model text recipe scan/kit ./config ./evaluate ./files ./naming ./scripts ./syntax",
  "scan/nextflow/plan": "model ./budget ./config ./container ./evaluate ./files ./launch ./naming ./syntax",
  "scan/nextflow/project": "scan/kit text ./budget ./calls ./config ./evaluate ./files ./process ./syntax",
  "scan/nextflow/compare": "errors model text ./config ./evaluate ./files ./naming",
  "scan/nextflow": "model reference text *",
  scan: "cancellation model reference text *",

  "inspect/network": "errors files model text",
  "inspect/oci": "image model text ./network",
  "inspect/credentials": "files text",
  "inspect/cache": "files text ./network ./oci",
  "inspect/download": "image model text ./network ./oci",
  "inspect/registry": "image model text ./cache ./credentials ./network ./oci",
  "inspect/wave": "errors image model text ./network ./oci",
  inspect: "cancellation model order *",

  "policy/shapes": "image model text",
  "policy/rules": "image model order recipe reference pull text ./shapes",
  policy: "model scenarios text version *",
  "policy/presets": "errors text",
  "policy/file": "errors model text policy ./rules ./shapes",
  "policy/judge": "finding image model order recipe reference pull scenarios text policy ./rules ./shapes",
  lock: "drift errors files image model pull scenarios text policy policy/judge policy/rules policy/shapes",
  evidence: "errors files git image lock model record text version",

  matrix: "image model pull recipe scenarios text policy policy/judge policy/rules",

  lineage: "errors files image model pull text",
  replay: "errors files image-files image model order text policy/rules policy/shapes",
  baseline: "errors model order text policy/judge policy/rules policy/shapes",
  github: "errors text",
  base: "errors files git github pull-request text",
  "policy-source": "base baseline errors files git github model policy pull-request policy/file policy/presets",
  "single-file": "errors model text",
  settings: "errors image model policy scan text",
  explain: "image model pull reference text way policy policy/judge policy/rules",
  together: "finding model policy/judge reference scenarios",
  fix: "cancellation files finding image model pull reference text scan scan/directives together",
  "recipe-list": "errors files git image model recipe scan/modules",
  report:
    "recipe-list drift exit-code explain finding github image model order reference pull scenarios text version way fix inspect lock policy/rules recipe",
  audit: "drift finding github lock model order policy policy/shapes pull report text",
  suggest: "fix git github model report text",
  changed:
    "base cancellation errors files finding lock model pull reference text policy policy/judge scan settings policy/rules",
  run: "base cancellation changed single-file image-files exit-code finding model redaction text version inspect lock policy policy/judge scan settings files lineage record scenarios",
  init: "baseline cancellation errors exit-code files finding image model order scenarios text version policy policy/file policy/judge policy/presets policy/rules policy/shapes policy-source run settings",
  "policy-test":
    "cancellation errors files image model text world policy policy/file policy/rules policy/shapes policy-source report run settings",
  action:
    "audit base cancellation errors evidence exit-code files fix github inspect lock model pull-request text version world policy policy-source report run scan settings suggest record together",
  cli: "recipe-list drift base fix matrix baseline cancellation errors evidence exit-code explain files image init model redaction signals single-file text version world inspect lock policy policy/file policy/judge policy/presets policy/rules policy/shapes policy-source policy-test replay report run scan settings lineage record together",
  main: "action signals",
  start: "cli",
};

const rooms = Object.keys(PLAN);
const parentOf = (room: string): string => room.split("/").slice(0, -1).join("/");

/** `a -> b`, with what a row's short forms stand for. */
const planned = Object.entries(PLAN).flatMap(([room, row]) =>
  row
    .split(" ")
    .filter((word) => word !== "" && word !== "*")
    .map((word) => `${room} -> ${word.replace(/^\./, parentOf(room))}`),
);

const files = globSync("**/*.ts", { cwd: src }).map((file) => file.replaceAll("\\", "/"));

const imports = new Map(
  files.map((file) => {
    const text = readFileSync(join(src, file), "utf8");
    const paths = [...text.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*"(\.[^"]+)"/g)].map(([, path = ""]) => path);
    return [file, [...new Set(paths.map((path) => join(dirname(file), path).replaceAll("\\", "/")))]];
  }),
);

function roomOf(file: string): string {
  const around = rooms.filter((room) => file === `${room}.ts` || file.startsWith(`${room}/`));
  return around.sort((a, b) => b.length - a.length)[0] ?? `no room for ${file}`;
}

const crossing = new Set(
  [...imports].flatMap(([file, targets]) =>
    targets.flatMap((target) => (roomOf(file) === roomOf(target) ? [] : [`${roomOf(file)} -> ${roomOf(target)}`])),
  ),
);
const isWithin = (arrow: string): boolean => {
  const [from = "", to = ""] = arrow.split(" -> ");
  return PLAN[from]?.split(" ").includes("*") === true && parentOf(to) === from;
};

test("every arrow between rooms is in the plan, and every arrow of the plan is there", () => {
  expect([...crossing].filter((arrow) => !isWithin(arrow)).sort()).toEqual(planned.sort());
});

test("an arrow runs down: a room imports only rooms that stand before it", () => {
  const climbing = [...crossing].filter((arrow) => {
    const [from = "", to = ""] = arrow.split(" -> ");
    return rooms.indexOf(to) >= rooms.indexOf(from);
  });
  expect(climbing).toEqual([]);
});

test("there is no circle of files", () => {
  // What imports nothing that is left is no part of a circle.
  const left = new Map(imports);
  for (let before = 0; before !== left.size;) {
    before = left.size;
    for (const [file, targets] of left) if (!targets.some((target) => left.has(target))) left.delete(file);
  }
  expect([...left.keys()]).toEqual([]);
});
