import { expect, test } from "vitest";
import { scanNextflow } from "../../../src/scan/nextflow/index.ts";
import { scanOptions, type ScanSettings } from "./scan.ts";

const files: Readonly<Record<string, string>> = {
  "main.nf":
    "include { BAR } from './modules/bar/main'\nprocess FOO {\n  container \"x:${Tags.tag()}\"\n  script:\n  'true'\n}\nworkflow { FOO()\n BAR() }\n",
  "nextflow.config":
    "docker.enabled = true\nincludeConfig 'conf/base.config'\nprofiles { p { includeConfig 'conf/p.config' } }\n",
  "conf/base.config": "process.cpus = 1\n",
  "conf/p.config": "singularity.enabled = true\n",
  "conf/stray.config": "process.container = 's:1'\n",
  "modules/bar/main.nf": "process BAR {\n  container 'b:1'\n  script:\n  'true'\n}\n",
  "modules/other/main.nf": "process OTHER {\n  container 'o:1'\n  script:\n  'true'\n}\n",
  "lib/Tags.groovy": "class Tags {\n  static tag() { '1' }\n}\n",
  "extra.config": "process.cpus = 2\n",
};

function scanWithout(path: string, settings: ScanSettings) {
  const tree = { files: Object.keys(files).sort(), read: (file: string) => (file === path ? undefined : files[file]) };
  return scanNextflow(tree, scanOptions(settings));
}

/** Nothing is dropped in silence: a file that cannot be read is told, or what hangs on it is open. */
test.each(Object.keys(files))("%s may be unreadable", (path) => {
  for (const launch of [[], ["run", ".", "-profile", "p", "-c", "extra.config"]]) {
    for (const syntax of ["v1", "v2"] as const) {
      const { pulls } = scanWithout(path, { launch, syntax });
      const known = pulls.filter(({ unresolved }) => unresolved === undefined).map(({ image }) => image);
      expect(known).not.toContain(null);
    }
  }
});

test.each(["main.nf", "nextflow.config"])("%s is told where it cannot be read", (path) => {
  expect(scanWithout(path, {}).problems.map(({ file, kind }) => [file, kind])).toContainEqual([path, "unreadable"]);
});
