import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isProvable, readBuiltName } from "../../src/recipe/built-name.ts";
import { type Environment, readEnvironment } from "../../src/recipe/environment.ts";
import { buildsOf, explanations } from "../../src/recipe/explanations.ts";
import { predictNames } from "../../src/recipe/predict.ts";
import { proveRecipe } from "../../src/recipe/prove.ts";
import { templatesOf } from "../../src/recipe/templates.ts";
import { waveId } from "../../src/recipe/wave-id.ts";
import { vectors } from "./vectors.ts";

const community = "community.wave.seqera.io/library";

function environment(...dependencies: readonly string[]): Environment {
  return file(
    `channels:\n  - conda-forge\n  - bioconda\ndependencies:\n${dependencies.map((one) => `  - ${one}\n`).join("")}`,
  );
}

function file(text: string): Environment {
  const read = readEnvironment(text);
  if ("problem" in read) throw new Error(read.problem);
  return read;
}

test("packages that a lock file has are pinned one by one and all together, those of pip as they are", () => {
  const asked = environment("bioconda::multiqc=1.35", "conda-forge::python=3.12", "pip", "{ pip: [rich] }");
  const builds = buildsOf(
    "https://x/noarch/multiqc-1.35-pyhdfd78af_1.conda\nhttps://x/linux-64/python-3.12-h1_0.conda\nhttps://x/noarch/rich-1-a.conda\n",
  );
  const pinned = explanations(asked, asked.packages, builds).filter(({ how }) => how.startsWith("the exact build"));
  const head = "channels:\n- conda-forge\n- bioconda\ndependencies:\n";
  expect(pinned).toEqual([
    {
      condaFile: `${head}- bioconda::multiqc=1.35=pyhdfd78af_1\n- conda-forge::python=3.12\n- pip\n- pip:\n  - rich\n`,
      how: "the exact build multiqc=1.35=pyhdfd78af_1",
    },
    {
      condaFile: `${head}- bioconda::multiqc=1.35\n- conda-forge::python=3.12=h1_0\n- pip\n- pip:\n  - rich\n`,
      how: "the exact build python=3.12=h1_0",
    },
    {
      condaFile: `${head}- bioconda::multiqc=1.35=pyhdfd78af_1\n- conda-forge::python=3.12=h1_0\n- pip\n- pip:\n  - rich\n`,
      how: "the exact build multiqc=1.35=pyhdfd78af_1 and python=3.12=h1_0",
    },
  ]);
});

test("nobody writes an environment of 64 KiB by hand, so nothing is tried of one", () => {
  const long = environment(...Array.from({ length: 4000 }, (_, at) => `conda-forge::package-${at}=1.0`));
  expect(explanations(long, long.packages, [])).toEqual([]);
});

describe("a name of Wave's that is made from the environment as it stands", () => {
  test.each(vectors)("$name", ({ condaFile, platform, template, name }) => {
    const proof = proveRecipe(name, file(condaFile), { platform });
    expect(proof).toMatchObject({ verdict: "recomputed", platform, by: "wave-hash" });
    expect(proof.template).toContain(`${template} (`);
    expect(isProvable(name)).toBe(true);
  });

  test("is one however the file is written", () => {
    const [vector] = vectors;
    const commented = `---\n# comment\nchannels: [conda-forge, "bioconda"]\ndependencies:\n    - 'bioconda::prodigal=2.6.3' # one\n    - conda-forge::pigz=2.6\n`;
    expect(proveRecipe(vector!.name, file(commented)).verdict).toBe("recomputed");
  });

  test("is for the other platform where the place says so", () => {
    // nf-core/modules#7747: which of the two is arm64?
    const tools = environment("conda-forge::grep=3.11", "conda-forge::sed=4.8", "conda-forge::tar=1.34");
    const arm = `${community}/grep_sed_tar:4b2523b1c76a5494`;
    expect(proveRecipe(arm, tools, { platform: "linux/arm64/v8" })).toMatchObject({ verdict: "recomputed" });
    expect(proveRecipe(arm, tools, { platform: "linux/amd64" })).toMatchObject({
      verdict: "other-platform",
      platform: "linux/arm64",
      detail: expect.stringContaining("and not for linux/amd64"),
    });
    const amd = `${community}/grep_sed_tar:4f61255d5eff93dc`;
    expect(proveRecipe(amd, tools)).toMatchObject({ verdict: "recomputed", platform: "linux/amd64" });
  });

  test("may be that of the other kind", () => {
    const rclone = vectors.find(({ name }) => name.includes("/rclone:"));
    const proof = proveRecipe(`oras://${rclone?.name}`, file(rclone?.condaFile ?? ""));
    expect(proof).toMatchObject({
      verdict: "recomputed",
      engine: "docker",
      detail: expect.stringContaining("`oras://` pulls no SIF"),
    });
    const sif = vectors.find(({ name }) => name.startsWith("oras://"));
    const named = proveRecipe(sif?.name.slice("oras://".length) ?? "", file(sif?.condaFile ?? ""));
    expect(named).toMatchObject({
      verdict: "recomputed",
      engine: "singularity",
      detail: expect.stringContaining("needs `oras://`"),
    });
  });

  test("may be one for both platforms, kept below the name of the packages", () => {
    const tools = environment("bioconda::samtools=1.17");
    const [first] = predictNames({ environment: tools, platform: "linux/amd64,linux/arm64", engine: "docker" });
    expect(first?.name).toMatch(/^community\.wave\.seqera\.io\/library\/samtools:samtools-1\.17--[0-9a-f]{16}$/);
    for (const platform of ["linux/amd64", "linux/arm64"])
      expect(proveRecipe(first?.name ?? "", tools, { platform })).toMatchObject({
        verdict: "recomputed",
        platform: "linux/amd64,linux/arm64",
      });
  });
});

const verdict = (image: string, made: Environment, options = {}) => proveRecipe(`${community}/${image}`, made, options);

const ORDERED = ["coreutils=9.5", "gzip=1.14", "tar=1.35", "curl=8.16.0"].map((one) => `conda-forge::${one}`);
const CIVICPY = `channels:\n  - conda-forge\n  - bioconda\n  - nodefaults\ndependencies:\n  - "bioconda::civicpy=5.4.0"\n  - "bioconda::htslib=1.23.1"\n`;

describe("a name that another request explains", () => {
  test("the packages in another order, which the name has", () => {
    const proof = verdict("coreutils_curl_gzip_tar:17a6ea9a6766c02a", environment(...ORDERED));
    expect(proof).toMatchObject({
      verdict: "recomputed-with",
      by: "wave-hash",
      platform: "linux/amd64",
      detail: expect.stringContaining("with the packages in the order of the name"),
    });
  });

  test("the channels in another order", () => {
    const proof = verdict("civicpy_htslib:a4e0f1666f9ba596", file(CIVICPY));
    expect(proof).toMatchObject({
      verdict: "recomputed-with",
      detail: expect.stringContaining("with the channels conda-forge, bioconda"),
    });
  });

  test("the channels that the environment does not have", () => {
    const [vector] = vectors;
    const bare = vector!.condaFile.slice(vector!.condaFile.indexOf("dependencies:"));
    const proof = proveRecipe(vector!.name, file(bare));
    expect(proof).toMatchObject({
      verdict: "recomputed-with",
      detail: expect.stringContaining("with the channels conda-forge, bioconda"),
    });
  });

  test("the packages without their channels", () => {
    const proof = verdict("bwa-mem3:0.8.0--a430e1e1df49a92e", environment("bioconda::bwa-mem3=0.8.0"));
    expect(proof).toMatchObject({
      verdict: "recomputed-with",
      detail: expect.stringContaining("without their channels"),
    });
  });

  test("the packages with a channel that the environment leaves out", () => {
    const names = ["bwa-mem2_htslib_samtools:db98f81f55b64113", "blobtk:0.8.0--2fe0d833a26e0cd9"];
    const environments = [
      environment("bwa-mem2=2.3", "htslib=1.22.1", "samtools=1.22.1"),
      environment("blobtk==0.8.0"),
    ];
    for (const [index, name] of names.entries())
      expect(verdict(name, environments[index]!)).toMatchObject({
        verdict: "recomputed-with",
        detail: expect.stringContaining("the packages with the channel bioconda"),
      });
  });

  test("the exact build that a lock file has", () => {
    // All four of multiqc 1.35: seqeralabs/wave#1049.
    const lock = "- conda: https://conda.anaconda.org/bioconda/noarch/multiqc-1.35-pyhdfd78af_1.conda\n";
    const multiqc = environment("bioconda::multiqc=1.35");
    const images = ["multiqc:1.35--c17fb751507e9dfc", "multiqc:1.35--5c84a5000a226ab5"];
    for (const image of images) {
      expect(verdict(image, multiqc)).toMatchObject({
        verdict: "unknown",
        detail: expect.stringContaining("names and versions agree"),
      });
      expect(verdict(image, multiqc, { builds: () => ["# no package", lock].flatMap(buildsOf) })).toMatchObject({
        verdict: "recomputed-with",
        detail: expect.stringContaining("the exact build multiqc=1.35=pyhdfd78af_1"),
      });
      const others = [lock.replace("1.35", "1.34"), lock.repeat(100_000)].flatMap(buildsOf);
      expect(verdict(image, multiqc, { builds: () => others }).verdict).toBe("unknown");
    }
    const sif = proveRecipe(`oras://${community}/multiqc:1.35--c680f2aea25ccec2`, multiqc, {
      builds: () => buildsOf(lock),
      platform: "linux/arm64",
    });
    expect(sif).toMatchObject({ verdict: "other-platform", platform: "linux/amd64" });
  });

  test("an older commit of the file, which is asked for last", () => {
    const [vector] = vectors;
    const newer = file(vector!.condaFile.replace("pigz=2.6", "pigz=2.8"));
    const older = function* () {
      yield { commit: "aaaaaaa", text: "no: [environment" };
      yield { commit: "bbbbbbb", text: vector!.condaFile };
      throw new Error("asked for more than it took");
    };
    expect(proveRecipe(vector!.name, newer, { older })).toMatchObject({
      verdict: "recomputed-with",
      detail: expect.stringContaining("with the file as it was at bbbbbbb"),
    });
    const known = file(vector!.condaFile);
    expect(
      proveRecipe(vector!.name, known, {
        older: () => {
          throw new Error("asked");
        },
      }).verdict,
    ).toBe("recomputed");
    const many = function* () {
      for (let n = 0; n < 1000; n++) yield { commit: String(n), text: n === 500 ? vector!.condaFile : "{}" };
    };
    expect(proveRecipe(vector!.name, newer, { older: many }).verdict).toBe("unknown");
  });
});

describe("a name that the environment refutes", () => {
  test.each([
    [
      "other packages",
      "bbmap_pigz:07416fe99b090fa9",
      ["bioconda::bbmap=39.18", "bioconda::samtools=1.21", "conda-forge::pigz=2.8"],
      'without "samtools"',
    ],
    ["one more", "amulety_igblast:659eaa872785adeb", ["bioconda::amulety=2.0"], 'with "igblast"'],
    [
      "both",
      "longphase_samtools:8c61296cae7a5fc0",
      ["bioconda::longphase=1.7.3", "bioconda::htslib=1.21"],
      'without "htslib" and with "samtools"',
    ],
    ["others behind a cut", "a_b_c_x_pruned:8c61296cae7a5fc0", ["a", "b", "c", "d", "e", "f"], 'with "x"'],
    ["fewer than a cut needs", "a_b_c_d_pruned:8c61296cae7a5fc0", ["a", "b", "c", "d", "x_y"], ""],
    ["many", "a:8c61296cae7a5fc0", Array.from({ length: 11 }, (_, n) => `p${n}`), "and 3 more"],
  ])("%s", (_, image, packages, detail) => {
    const proof = proveRecipe(`${community}/${image}`, environment(...packages));
    expect(proof).toMatchObject({ by: "names", detail: expect.stringContaining(detail) });
    expect(proof.verdict).toBe(detail === "" ? "unknown" : "not-from-environment");
  });

  test.each([
    ["another", "samtools:1.18--8c61296cae7a5fc0", ["bioconda::samtools=1.17"], "the name says 1.18"],
    ["one of several", "samtools_bwa:1.17--8c61296cae7a5fc0", ["samtools=1.17", "bwa=0.7"], "the name says 1.17"],
  ])("%s version", (_, image, packages, detail) => {
    const proof = proveRecipe(`${community}/${image}`, environment(...packages));
    expect(proof).toMatchObject({ verdict: "version-differs", by: "names", detail: expect.stringContaining(detail) });
  });

  test("a version that a tag of Wave's does not have refutes nothing, unless the id is that of the environment", () => {
    // `name:` stood in environments of nf-core until 2024, and gives a name without a version.
    const regenie = vectors.find(({ name }) => name.includes("/regenie:4.1.2--"))!;
    const other = proveRecipe(`${community}/regenie:8c61296cae7a5fc0`, file(regenie.condaFile));
    expect(other).toMatchObject({ verdict: "unknown", detail: expect.stringContaining("the names agree, and no") });
    const same = proveRecipe(regenie.name.replace(/:.*--/, ":"), file(regenie.condaFile));
    expect(same).toMatchObject({
      verdict: "version-differs",
      detail: expect.stringContaining("the name has no version"),
    });
  });

  test("though its id is that of the environment, or of the file as it was", () => {
    const regenie = vectors.find(({ name }) => name.includes("/regenie:4.1.2--"));
    const older = () => [{ commit: "ccccccc", text: regenie!.condaFile }];
    const changed = regenie!.name.replace("4.1.2--", "4.1.3--");
    expect(proveRecipe(changed, file(regenie!.condaFile))).toMatchObject({
      verdict: "version-differs",
      detail: expect.stringContaining("changed by hand"),
    });
    const now = file(regenie!.condaFile.replace("4.1.2", "4.2"));
    expect(proveRecipe(regenie!.name, now, { older })).toMatchObject({
      verdict: "version-differs",
      detail: expect.stringContaining("as it was at ccccccc"),
    });
    expect(proveRecipe(regenie!.name, now).detail).not.toContain("as it was");
  });

  test("is none in a repository that holds what else it likes", () => {
    for (const image of [
      "ghcr.io/me/tool:8c61296cae7a5fc0",
      "quay.io/me/wave:bwa-1--8c61296cae7a5fc0",
      `${community}/build:8c61296cae7a5fc0`,
    ])
      expect(proveRecipe(image, environment("bioconda::samtools=1.17"))).toMatchObject({
        verdict: "unknown",
        by: "names",
      });
    const freeze = "quay.io/me/samtools:1.18--8c61296cae7a5fc0";
    expect(proveRecipe(freeze, environment("bioconda::samtools=1.17")).verdict).toBe("version-differs");
    const long = Array.from({ length: 5 }, (_, n) => `${"x".repeat(60)}${n}`);
    expect(proveRecipe(`${community}/${"y".repeat(201)}:8c61296cae7a5fc0`, environment(...long)).verdict).toBe(
      "unknown",
    );
    expect(proveRecipe(`${community}/a:8c61296cae7a5fc0`, file("dependencies: [[a]]\n")).verdict).toBe("unknown");
  });

  test("packages of pip bring pip along, and a name of its own is left aside", () => {
    const pip = file("dependencies:\n  - python=3.12\n  - pip:\n    - cellpose==3\n");
    expect(proveRecipe(`${community}/python_pip_cellpose:8c61296cae7a5fc0`, pip).verdict).toBe("unknown");
    const named = file("name: mine\ndependencies:\n  - samtools=1.17\n");
    expect(proveRecipe(`${community}/samtools:1.17--8c61296cae7a5fc0`, named).verdict).toBe("unknown");
    expect(proveRecipe(`${community}/mine:8c61296cae7a5fc0`, named).verdict).toBe("unknown");
    expect(proveRecipe(`${community}/other:8c61296cae7a5fc0`, named).verdict).toBe("not-from-environment");
  });
});

describe("names of BioContainers", () => {
  const bwa = "fe8faa35dbf6dc65a0f7f5d4ea12e31a79f73e40";
  // The examples of galaxy.tool_util.deps.mulled.util.
  test.each([
    [
      `quay.io/biocontainers/mulled-v2-${bwa}:4d0535c94ef45be8459f429561f0894c3fe0ebcf`,
      ["samtools=1.3.1", "bwa=0.7.13"],
      "recomputed-with",
    ],
    [
      `quay.io/biocontainers/mulled-v2-${bwa}:4d0535c94ef45be8459f429561f0894c3fe0ebcf-0`,
      ["bwa=0.7.13", "bioconda::samtools=1.3.1"],
      "recomputed-with",
    ],
    [
      `https://depot.galaxyproject.org/singularity/mulled-v2-${bwa}:b0c847e4fb89c343b04036e33b2daa19c4152cf5-2`,
      ["samtools=1.3.1", "bwa"],
      "recomputed-with",
    ],
    [`biocontainers/mulled-v2-${bwa}:0`, ["samtools", "bwa"], "recomputed-with"],
    [
      `quay.io/biocontainers/mulled-v2-${bwa}:4d0535c94ef45be8459f429561f0894c3fe0ebcf-0`,
      ["samtools=1.4", "bwa=0.7.13"],
      "version-differs",
    ],
    [
      `quay.io/biocontainers/mulled-v2-${bwa}:4d0535c94ef45be8459f429561f0894c3fe0ebcf-0`,
      ["samtools=1.3.1", "bwa>=0.7"],
      "unknown",
    ],
    [
      `quay.io/biocontainers/mulled-v2-${bwa}:4d0535c94ef45be8459f429561f0894c3fe0ebcf-0`,
      ["samtools=1.3.1", "bwa=0.7.13", "htslib=1"],
      "not-from-environment",
    ],
    [`quay.io/biocontainers/mulled-v2-${bwa}:0`, ["samtools"], "unknown"],
    [`quay.io/biocontainers/mulled-v2-${bwa}:0`, Array.from({ length: 11 }, (_, n) => `p${n}`), "unknown"],
    [
      "quay.io/biocontainers/mulled-v1-b06ecbd9141f0dbbc0c287375fc0813adfcbdfbd:0",
      ["samtools=1.3.1", "bwa=0.7.13"],
      "recomputed-with",
    ],
    [
      "quay.io/biocontainers/mulled-v1-bda945976caa5734347fbf7f35066d9f58519e0c:1",
      ["samtools=1.3.1", "bwa"],
      "recomputed-with",
    ],
    [
      "quay.io/biocontainers/mulled-v1-fe8faa35dbf6dc65a0f7f5d4ea12e31a79f73e40:1",
      ["samtools", "bwa"],
      "recomputed-with",
    ],
    [
      "quay.io/biocontainers/mulled-v1-fe8faa35dbf6dc65a0f7f5d4ea12e31a79f73e40:1",
      ["samtools=1.3.1=h0", "bwa"],
      "unknown",
    ],
  ])("%s of %j: %s", (image, packages, verdict) => {
    expect(proveRecipe(image, environment(...packages))).toMatchObject({ verdict, by: "mulled-hash" });
    expect(isProvable(image)).toBe(true);
  });

  test("samblaster has no htslib", () => {
    const samblaster = environment(
      "bioconda::htslib=1.19.1",
      "bioconda::samblaster=0.1.26",
      "bioconda::samtools=1.19.2",
    );
    const name =
      "quay.io/biocontainers/mulled-v2-19fa9f1a5c3966b63a24166365e81da35738c5ab:60ebac4ad9c6530c0d7bf6844f52ec6916e1e0b1-0";
    expect(proveRecipe(name, samblaster)).toMatchObject({
      verdict: "not-from-environment",
      detail: expect.stringContaining('without "htslib=1.19.1"'),
    });
  });

  test.each([
    [
      "quay.io/biocontainers/samtools:1.17--h00cdaf9_0",
      ["bioconda::samtools=1.17"],
      "unknown",
      "name and version agree",
    ],
    [
      "https://depot.galaxyproject.org/singularity/samtools%3A1.17--h00cdaf9_0",
      ["bioconda::samtools==1.17", "pigz"],
      "unknown",
      "name and version agree",
    ],
    ["quay.io/biocontainers/samtools:1.17--h00cdaf9_0", ["samtools"], "unknown", "asks for no version"],
    ["quay.io/biocontainers/python:3.12", ["python=3.12.2"], "unknown", "says no more than 3.12"],
    // conda's MatchSpec: one `=` and no build is any of that version, two are that alone.
    ["quay.io/biocontainers/python:3.8.3", ["conda-forge::python=3.8"], "unknown", 'which "python=3.8" allows'],
    ["quay.io/biocontainers/python:3.8.3", ["python==3.8"], "version-differs", 'the environment "python==3.8"'],
    ["quay.io/biocontainers/python:3.8.3", ["python=3.8=h0_1"], "version-differs", "the name says 3.8.3"],
    ["quay.io/biocontainers/python:3.8.3", ["python=3.80"], "version-differs", "the name says 3.8.3"],
    ["quay.io/biocontainers/python:3.8.3", ["python>=3.7"], "unknown", "which is no one version"],
    ["quay.io/biocontainers/python:3.8.3", ["python=3.*"], "unknown", "allows"],
    ["quay.io/biocontainers/samtools:1.17--h00cdaf9_0", ["samtools=1.18"], "version-differs", "the name says 1.17"],
    ["quay.io/biocontainers/ubuntu:20.04", ["samtools=1.18"], "not-from-environment", "the image is of ubuntu"],
  ])("%s of %j: %s", (image, packages, verdict, detail) => {
    expect(proveRecipe(image, environment(...packages))).toMatchObject({
      verdict,
      by: "names",
      detail: expect.stringContaining(detail),
    });
  });
});

test.each([
  "",
  "ubuntu:22.04",
  "docker.io/library/x",
  "quay.io/biocontainers/samtools",
  "/data/x.sif",
  "not a name",
  "library://a/b/c:1",
  "a:0123456789abcde",
  "a:0123456789ABCDEF",
])("nothing is proven of %j", (image) => {
  expect(isProvable(image)).toBe(false);
  expect(proveRecipe(image, environment("a"))).toMatchObject({ verdict: "unknown", by: "names" });
});

/** The text with one character at a place inserted, taken out or replaced. */
function changed(text: string, place: number, kind: "in" | "out" | "other", letter: string): string {
  const at = place % text.length;
  return text.slice(0, at) + (kind === "out" ? "" : letter) + text.slice(kind === "in" ? at : at + 1);
}

/** Scheme and host as they are, so that `ORAS://` and the upper case of a host are the same name. */
function readsAs(name: string): string {
  const built = readBuiltName(name);
  return built?.kind === "wave" ? JSON.stringify({ ...built, engine: "", isCommunity: "" }) : name;
}
describe("one character more, less or other", () => {
  const any = fc.constantFrom(...vectors);
  const character = fc.oneof(
    fc.constantFrom("a", "z", "0", "9", "-", "_", ".", "=", ":", "/", " ", "\n", ","),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  );

  test("of the conda file, the platform or the repository gives another id", () => {
    const kinds = fc.constantFrom("in" as const, "out" as const, "other" as const);
    const part = fc.constantFrom("condaFile" as const, "platform" as const, "repository" as const);
    const property = fc.property(any, part, fc.nat(), kinds, character, (vector, which, place, kind, letter) => {
      const request = { ...vector, repository: community };
      const next = changed(request[which], place, kind, letter);
      fc.pre(next !== request[which]);
      const other = { ...request, [which]: next };
      for (const template of templatesOf(vector.name.startsWith("oras://") ? "singularity" : "docker"))
        expect(waveId(other.condaFile, { template, platform: other.platform, repository: other.repository })).not.toBe(
          vector.name.slice(-16),
        );
    });
    fc.assert(property, { numRuns: 1500 });
  });

  test("of an environment or of a name is not recomputed, and no proof throws", () => {
    const kinds = fc.constantFrom("in" as const, "out" as const, "other" as const);
    const property = fc.property(
      any,
      fc.boolean(),
      fc.nat(),
      kinds,
      character,
      (vector, isName, place, kind, letter) => {
        const name = isName ? changed(vector.name, place, kind, letter) : vector.name;
        const read = readEnvironment(isName ? vector.condaFile : changed(vector.condaFile, place, kind, letter));
        if ("problem" in read) return;
        const isSame = read.dumped === vector.condaFile && readsAs(name) === readsAs(vector.name);
        expect(proveRecipe(name, read).verdict === "recomputed").toBe(isSame);
      },
    );
    fc.assert(property, { numRuns: 600 });
  });
});
