/** What is said of each image on each architecture, what stops something, and what would mend it. */
import { describe, expect, test } from "vitest";
import { askMore, matrixOf, matrixPolicy } from "../../src/matrix/index.ts";
import type { Inspection, Matrix, Pull } from "../../src/model.ts";
import { defaultPolicy } from "../../src/policy/policy.ts";
import { container, failed, inspection, now, pull, reportOf, scanOf, unresolvedPull } from "../policy/make.ts";

const BOTH = ["linux/amd64", "linux/arm64"];

interface Given {
  readonly inspections?: readonly Inspection[];
  readonly architectures?: readonly string[];
}

const optionsFor = (architectures: readonly string[]) => ({
  policy: matrixPolicy({ ...defaultPolicy, platform: "linux/s390x" }, architectures),
  architectures,
  now,
});

function matrixFor(pulls: readonly Pull[], { inspections = [], architectures = BOTH }: Given = {}): Matrix {
  return matrixOf(reportOf({ scan: scanOf(pulls), inspections }), optionsFor(architectures));
}

/** `runs: why` of the first image of the first process, an architecture each. */
function verdicts(pulls: readonly Pull[], given: Given = {}): readonly string[] {
  const [image] = matrixFor(pulls, given).processes[0]?.images ?? [];
  return [...(image?.architectures ?? [])].map(([, { verdict, detail }]) => `${verdict}: ${detail}`);
}

const NAME = "quay.io/acme/tool:1.0";
const URL_OF_SIF = "https://files.example.org/tool.sif";
const inSingularity = { engine: "singularity", scenario: { profiles: ["singularity"] } } as const;

describe("an architecture", () => {
  test.each<[what: string, Inspection, string, string]>([
    [
      "is on offer in an index",
      inspection(NAME, { platforms: BOTH }),
      "runs: it is offered for linux/amd64, linux/arm64",
      "runs: it is offered for linux/amd64, linux/arm64",
    ],
    [
      "is not in the index",
      inspection(NAME, { platforms: ["linux/arm64/v8"] }),
      "stops: it is offered for linux/arm64 only",
      "runs: it is offered for linux/arm64",
    ],
    [
      "of a name that is not there",
      failed(NAME, "not-found", "quay.io has no such tag."),
      "stops: quay.io has no such tag",
      "stops: quay.io has no such tag",
    ],
    [
      "of an image that may be private",
      failed(NAME, "absent-or-private", "quay.io does not say."),
      "unknown: quay.io does not say",
      "unknown: quay.io does not say",
    ],
    [
      "where what answers lists none",
      inspection(NAME, { platforms: [] }),
      "unknown: what answered does not say for which architecture it is",
      "unknown: what answered does not say for which architecture it is",
    ],
  ])("%s", (_, answer, amd64, arm64) => {
    expect(verdicts([pull(NAME)], { inspections: [answer] })).toEqual([amd64, arm64]);
  });

  test("that nobody asks for by itself, and that a registry says is missing", () => {
    const asked = failed(NAME, "platform-missing", "not for linux/arm64", "linux/arm64");
    expect(verdicts([pull(NAME, { platform: "linux/arm64" })], { inspections: [asked] })).toEqual([
      "stops: it is not offered for linux/arm64",
    ]);
  });

  test("of which Wave cannot tell", () => {
    const inspections = [
      inspection(NAME, { platforms: ["linux/arm/v7"], answer: container() }),
      failed(NAME, "unsupported", "Wave does not tell the variant.", "linux/arm/v6"),
    ];
    expect(verdicts([pull(NAME)], { inspections, architectures: ["linux/arm/v6"] })).toEqual([
      "unknown: Wave does not tell the variant",
    ]);
  });

  test.each<[what: string, NonNullable<Inspection["download"]>, string]>([
    ["of another SIF", { sif: { architecture: "linux/arm64" } }, "stops: its SIF is for linux/arm64"],
    ["of its SIF", { sif: { architecture: "linux/amd64" } }, "runs: its SIF is for linux/amd64"],
    ["of a SIF that does not say", { sif: {} }, "unknown: what answered does not say for which architecture it is"],
    ["of a bare file system", { squashfs: {} }, "unknown: what answered does not say for which architecture it is"],
  ])("%s", (_, download, said) => {
    const answer = inspection(URL_OF_SIF, { download });
    const one = pull(URL_OF_SIF, inSingularity);
    expect(verdicts([one], { inspections: [answer], architectures: ["linux/amd64"] })).toEqual([said]);
  });

  test.each<[what: string, Pull, Inspection, string]>([
    [
      "an image, which `oras://` does not pull",
      pull(`oras://${NAME}`, inSingularity),
      inspection(NAME, { platforms: BOTH, answer: container() }),
      `stops: ${NAME} is a container image, and oras:// fetches none`,
    ],
    [
      "an index, which may be of images",
      pull(`oras://${NAME}`, inSingularity),
      inspection(NAME, { platforms: BOTH }),
      "unknown: it is an index, which does not say whether SIFs are in it",
    ],
    [
      "a SIF, which Docker does not run",
      pull(NAME),
      inspection(NAME, {
        artifact: "application/vnd.sylabs.sif.layer.v1.sif",
        download: { sif: { architecture: "linux/amd64" } },
      }),
      `stops: ${NAME} is a SIF, which is fetched by oras:// only`,
    ],
    [
      "a SIF of which the header could not be read",
      pull(`oras://${NAME}`, inSingularity),
      inspection(NAME, { artifact: "application/vnd.sylabs.sif.layer.v1.sif" }),
      "unknown: what answered does not say for which architecture it is",
    ],
  ])("of %s", (_, one, answer, said) => {
    expect(verdicts([one], { inspections: [answer] })).toEqual([said, said]);
  });

  test.each<[Pull, string]>([
    [pull(NAME), "unknown: nobody was asked"],
    [pull("library://acme/tool/one:1.0"), "unknown: there is nobody to ask about it"],
    [pull("/opt/tool.sif"), "unknown: it is a file of the machine that runs it"],
    [unresolvedPull("${x}"), "unknown: its name cannot be known before the run: params.image has no value"],
    [
      pull("quay.io/acme/tool:null", { undefinedParameters: ["v"] }),
      "unknown: its name has parameters without a value: params.v",
    ],
  ])("of %o where nobody is asked", (one, said) => {
    expect(verdicts([one], { architectures: ["linux/amd64"] })).toEqual([said]);
  });

  test("other than the one that a process asks for is none of its own", () => {
    const [image] = matrixFor([pull(NAME, { platform: "aarch64" })]).processes[0]?.images ?? [];
    expect(image?.platform).toBe("linux/arm64");
    expect([...(image?.architectures.keys() ?? [])]).toEqual(["linux/arm64"]);
  });
});

describe("the rows", () => {
  test("are of processes alone, by name, and of images that run", () => {
    const { process: _, ...stage } = pull("alpine:3.20", { source: "dockerfile", scenario: null });
    const pulls = [
      pull(NAME, { process: "DEMO:B" }),
      pull("quay.io/acme/b:1", { process: "DEMO:A", conditions: ["params.gpu"], confidence: "candidate" }),
      pull(NAME, { process: "DEMO:A", ...inSingularity }),
      pull(NAME, { process: "DEMO:A", ...inSingularity }),
      pull(NAME, { process: "DEMO:C", called: false }),
      pull(NAME, { process: "DEMO:D", source: "nf-core", reachable: false }),
      stage,
    ];
    const { processes } = matrixFor(pulls);
    expect(
      processes.map(({ process, images }) => [process, images.map(({ engine, image }) => `${engine} ${image}`)]),
    ).toEqual([
      ["DEMO:A", ["docker quay.io/acme/b:1", "singularity quay.io/acme/tool:1.0"]],
      ["DEMO:B", ["docker quay.io/acme/tool:1.0"]],
    ]);
    expect(processes[0]?.images[0]).toMatchObject({ conditions: ["params.gpu"], pin: "version" });
  });

  test("are counted by run, the worst of several images of one process", () => {
    const pulls = [
      pull(NAME, { conditions: ["a"] }),
      pull("quay.io/acme/arm:1", { conditions: ["b"] }),
      pull(NAME, { process: "DEMO:B", engine: null, scenario: null }),
    ];
    const inspections = [
      inspection(NAME, { platforms: BOTH }),
      inspection("quay.io/acme/arm:1", { platforms: ["linux/arm64"] }),
    ];
    const { counts } = matrixFor(pulls, { inspections });
    expect(counts.map(({ engine, architecture, runs, stops }) => [engine, architecture, runs, stops])).toEqual([
      [null, "linux/amd64", 1, 0],
      [null, "linux/arm64", 1, 0],
      ["docker", "linux/amd64", 0, 1],
      ["docker", "linux/arm64", 1, 0],
    ]);
  });

  test("say whether the halves of a process are the same", () => {
    const depot = "https://depot.galaxyproject.org/singularity/fastqc:0.12.1--hdfd78af_0";
    const twinsOf = (docker: string, more: Partial<Pull> = {}) =>
      matrixFor([pull(docker), pull(depot, { ...inSingularity, ...more })]).processes[0]?.images.map(
        ({ twin }) => twin?.answer,
      );
    expect(twinsOf("quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0")).toEqual(["same-by-name", "same-by-name"]);
    expect(twinsOf("quay.io/biocontainers/fastqc:0.12.1--hdfd78af_1")).toEqual(["different", "different"]);
    expect(twinsOf(NAME, { process: "DEMO:B" })).toEqual([undefined]);
    expect(
      matrixFor([
        pull("quay.io/biocontainers/fastqc:0.12.1--hdfd78af_0", { platform: "linux/arm64" }),
        pull(depot, { ...inSingularity, platform: "linux/amd64" }),
      ]).processes[0]?.images.map(({ twin }) => twin),
    ).toEqual([undefined, undefined]);
  });
});

describe("what stops", () => {
  test("an image of no engine stops its architecture, also where it is not there", () => {
    const one = pull(NAME, { engine: null, scenario: null });
    const { blockers } = matrixFor([one], { inspections: [failed(NAME, "not-found", "gone")] });
    expect(blockers).toMatchObject([
      { stops: "linux/amd64", image: NAME, engines: [] },
      { stops: "linux/arm64", image: NAME, engines: [] },
    ]);
  });

  test("those of most processes first, then by name; architectures before engines, Singularity before others", () => {
    const pulls = [
      pull("quay.io/acme/z:1", { process: "A" }),
      pull("quay.io/acme/z:1", { process: "B" }),
      pull("quay.io/acme/y:1", { process: "C" }),
      pull("quay.io/acme/x:1", { process: "D" }),
      pull("quay.io/acme/Gone:1", { process: "E" }),
      pull("quay.io/acme/Gone:1", { process: "E", engine: "podman", scenario: { profiles: ["podman"] } }),
      pull("quay.io/acme/Gone:1", { process: "E", engine: "apptainer", scenario: { profiles: ["apptainer"] } }),
    ].map(({ canonical, ...one }) => (/[A-Z]/.test(one.written) ? one : { ...one, canonical: canonical ?? "" }));
    const inspections = ["x", "y", "z"].map((name) =>
      inspection(`quay.io/acme/${name}:1`, { platforms: ["linux/arm64"] }),
    );
    const { blockers } = matrixFor(pulls, { inspections });
    expect([...new Set(blockers.map(({ stops, image }) => `${stops} ${image}`))]).toEqual([
      "linux/amd64 quay.io/acme/z:1",
      "linux/amd64 quay.io/acme/x:1",
      "linux/amd64 quay.io/acme/y:1",
      "apptainer null",
      "apptainer quay.io/acme/Gone:1",
      "docker quay.io/acme/Gone:1",
      "podman quay.io/acme/Gone:1",
    ]);
  });

  test("a run with Singularity that has no image, where another run has one or several", () => {
    const other = pull("quay.io/acme/b:1", { process: "DEMO:B", ...inSingularity });
    const pulls = [
      pull(NAME, { conditions: ["a"] }),
      pull("quay.io/acme/c:1", { conditions: ["b"] }),
      other,
      pull("quay.io/acme/wdl:1", { process: "TASK", source: "wdl", engine: null, scenario: null }),
    ];
    const { blockers } = matrixFor(pulls);
    expect(blockers).toEqual([
      expect.objectContaining({
        stops: "singularity",
        image: null,
        processes: ["DEMO:A"],
        why: "no run with it that was looked at has an image for the process, where docker has quay.io/acme/c:1 or quay.io/acme/tool:1.0",
      }),
    ]);
    const open = matrixFor([unresolvedPull("x"), other]);
    expect(open.blockers[0]?.why).toContain("docker has a name that is not known");
  });
});

describe("what would mend it", () => {
  const digest = `quay.io/acme/tool:1.0@sha256:${"2f".repeat(32)}`;
  const amd64 = inspection(digest, { platforms: ["linux/amd64"] });
  const mendsWith = (...answers: readonly Inspection[]) =>
    matrixFor([pull(digest)], { inspections: [amd64, ...answers] }).blockers[0]?.mends;

  test("is asked for once it is known what stops", () => {
    const scan = scanOf([pull(digest), pull(digest, { process: "DEMO:B" })]);
    expect(askMore(scan, [amd64], optionsFor(BOTH))).toEqual([{ image: NAME, platform: null, need: "platforms" }]);
    expect(askMore(scan, [inspection(digest, { platforms: BOTH })], optionsFor(BOTH))).toEqual([]);
    const before = inspection(NAME, { platforms: BOTH });
    expect(askMore(scan, [amd64, before], optionsFor(BOTH))).toEqual([]);
  });

  test("is told where it is there", () => {
    expect(mendsWith(inspection(NAME, { platforms: BOTH }))).toEqual([
      {
        how: "tag",
        image: NAME,
        exists: true,
        detail: "Without the digest the name is for linux/arm64: write the digest of its index, and it is there.",
      },
    ]);
  });

  test.each<[what: string, readonly Inspection[]]>([
    ["nobody was asked", []],
    ["it is not there", [failed(NAME, "not-found")]],
    ["it is for another architecture", [inspection(NAME, { platforms: ["linux/amd64"] })]],
    ["nobody could say", [failed(NAME, "timeout")]],
    ["what is there does not say for what", [inspection(NAME)]],
  ])("is somebody's to choose where %s", (_, answers) => {
    expect(mendsWith(...answers)).toEqual([
      { how: "choose", detail: "Choose an image that is offered for linux/arm64, or set one per architecture." },
    ]);
  });

  test("is Docker's image where Singularity's is not there, unless that is not there either", () => {
    const sif = pull(URL_OF_SIF, inSingularity);
    const gone = failed(URL_OF_SIF, "not-found", "gone");
    const mends = (answer: readonly Inspection[]) =>
      matrixFor([pull(NAME), sif], { inspections: [gone, ...answer] }).blockers.find(
        ({ stops }) => stops === "singularity",
      )?.mends;
    expect(mends([])).toMatchObject([{ how: "convert", image: NAME }]);
    expect(mends([])?.[0]?.detail).toContain("whether it is there is not known");
    expect(mends([inspection(NAME, { platforms: BOTH })])).toMatchObject([{ how: "convert", exists: true }]);
    expect(mends([failed(NAME, "not-found", "gone")])).toEqual([
      { how: "choose", detail: "Name an image that is there and that singularity can pull." },
    ]);
  });

  test("is of each process the image that Docker has for it", () => {
    const pulls = ["a", "b"].flatMap((name) => [
      pull(`quay.io/acme/${name}:1`, { process: name }),
      pull(URL_OF_SIF, { ...inSingularity, process: name }),
    ]);
    const { blockers } = matrixFor(pulls, { inspections: [failed(URL_OF_SIF, "not-found", "gone")] });
    expect(blockers[0]?.mends.map(({ image }) => image)).toEqual(["quay.io/acme/a:1", "quay.io/acme/b:1"]);
  });

  test("is the SIF that the metadata declares for the architecture, by its header", () => {
    const arm = "https://files.example.org/arm.sif";
    const declared = pull(
      arm,
      { ...inSingularity, scenario: null, source: "nf-core", platform: "linux/arm64", reachable: false },
      { file: "modules/a/meta.yml", kind: "meta" },
    );
    const answers = (architecture: string) => [
      inspection(URL_OF_SIF, { download: { sif: { architecture: "linux/amd64" } } }),
      inspection(arm, { download: { sif: { architecture } } }),
    ];
    const mends = (architecture: string) =>
      matrixFor([pull(URL_OF_SIF, inSingularity), declared], { inspections: answers(architecture) }).blockers[0]?.mends;
    expect(mends("linux/arm64")).toMatchObject([{ how: "declared", image: arm, exists: true }]);
    expect(mends("linux/amd64")).toMatchObject([{ how: "choose" }]);
  });
});

test("metadata may name an image of a library, which nobody can be asked about", () => {
  const library = "library://acme/tool/one:1.0";
  const about = { scenario: null, source: "nf-core", platform: "linux/arm64", reachable: false } as const;
  const meta = { file: "modules/a/meta.yml", kind: "meta" } as const;
  const header = inspection(URL_OF_SIF, { download: { sif: { architecture: "linux/amd64" } } });
  const pulls = [pull(URL_OF_SIF, inSingularity), pull(library, { ...about, engine: "singularity" }, meta)];
  const { blockers } = matrixFor(pulls, { inspections: [header] });
  expect(blockers[0]?.mends).toMatchObject([{ how: "declared", image: library }]);
  expect(askMore(scanOf(pulls), [header], optionsFor(BOTH))).toEqual([]);
});

describe("what the environment of a process tells", () => {
  const [docker, arm, sif, sifOfArm] = [
    "community.wave.seqera.io/library/prodigal_pigz:27b5cdb2d516f347",
    "community.wave.seqera.io/library/prodigal_pigz:8f955ee5391535ca",
    "oras://community.wave.seqera.io/library/prodigal_pigz:91d31a94f3a16dca",
    "oras://community.wave.seqera.io/library/prodigal_pigz:0f538b4630f0a3a8",
  ];
  const file = "modules/a/environment.yml";
  const text =
    "channels:\n- conda-forge\n- bioconda\ndependencies:\n- bioconda::prodigal=2.6.3\n- conda-forge::pigz=2.6\n";
  const matrixOfConda = (pulls: readonly Pull[], inspections: readonly Inspection[] = [], environment = text): Matrix =>
    matrixOf(
      reportOf({ scan: scanOf(pulls, { environments: new Map([[file, environment]]) }), inspections }),
      optionsFor(BOTH),
    );
  const of = (image: string, more: Partial<Pull> = {}): Pull => pull(image, { conda: { file }, ...more });

  test("is for which architectures the image was asked of Wave", () => {
    const { processes, blockers } = matrixOfConda([of(docker), of(sif, inSingularity)]);
    expect(processes[0]?.images).toMatchObject([
      { recipe: { verdict: "recomputed", platform: "linux/amd64" }, image: docker },
      { recipe: { verdict: "recomputed", platform: "linux/amd64" } },
    ]);
    expect(blockers).toMatchObject([
      { stops: "linux/arm64", engines: ["docker"], mends: [{ how: "build", image: arm }, { how: "both" }] },
      // Wave makes no SIF of several architectures.
      { stops: "linux/arm64", engines: ["singularity"], mends: [{ how: "build", image: sifOfArm }] },
    ]);
    expect(blockers[0]?.why).toBe("by the hash in its name it was asked of Wave for linux/amd64");
  });

  test("and what the metadata declares under the name of the same build are one mend", () => {
    const declared = pull(
      arm,
      { scenario: null, engine: "docker", source: "nf-core", platform: "linux/arm64", reachable: false },
      { file: "modules/a/meta.yml", kind: "meta" },
    );
    const { blockers } = matrixOfConda([of(docker), declared]);
    expect(blockers[0]?.mends.map(({ how, image }) => [how, image])).toEqual([
      ["declared", arm],
      ["both", expect.stringContaining("prodigal_pigz:")],
    ]);
  });

  test("counts for less than an answer, and for nothing beside a digest", () => {
    const answered = matrixOfConda([of(docker)], [inspection(docker, { platforms: BOTH })]);
    expect(answered.blockers).toEqual([]);
    expect(matrixOfConda([of(`${docker}@sha256:${"2f".repeat(32)}`)]).blockers).toEqual([]);
  });

  test("is the platform that a process asks for, and another one that the hash is of", () => {
    const { processes } = matrixOfConda([of(docker, { platform: "linux/arm64" })]);
    expect(processes[0]?.images[0]?.recipe).toMatchObject({ verdict: "other-platform", platform: "linux/amd64" });
  });

  test("is one build for both where that is there", () => {
    const [first] = matrixOfConda([of(docker)]).blockers;
    const both = first?.mends.find(({ how }) => how === "both")?.image ?? "";
    const { blockers } = matrixOfConda([of(docker)], [inspection(both, { platforms: BOTH })]);
    expect(blockers[0]?.mends).toMatchObject([
      { how: "both", image: both, exists: true },
      { how: "build", image: arm },
    ]);
  });

  test("is asked for by the newest text of each template where the hash says nothing, and told where it is there", () => {
    const bio = "quay.io/biocontainers/prodigal:2.6.3--h779adbc_3";
    const amd64 = inspection(bio, { platforms: ["linux/amd64"] });
    const scan = scanOf([of(bio)], { environments: new Map([[file, text]]) });
    const asked = askMore(scan, [amd64], optionsFor(BOTH)).map(({ image }) => image);
    expect(asked).toContain(arm);
    expect(asked.length).toBeGreaterThan(4);
    expect(asked.length).toBeLessThan(12);
    // Nobody knows which of them there is.
    expect(matrixOfConda([of(bio)], [amd64]).blockers[0]?.mends).toEqual([
      { how: "both", detail: "Build it for both: Wave takes linux/amd64,linux/arm64." },
    ]);
    const there = matrixOfConda([of(bio)], [amd64, inspection(arm)]).blockers[0]?.mends;
    expect(there).toMatchObject([{ how: "build", image: arm, exists: true }, { how: "both" }]);
  });

  test("is a SIF by its name, where the one behind the URL is not there", () => {
    const depot = "https://depot.galaxyproject.org/singularity/prodigal:2.6.3--h779adbc_3";
    const gone = failed(depot, "not-found", "gone");
    const { blockers } = matrixOfConda([of(depot, inSingularity)], [gone, inspection(sif.slice("oras://".length))]);
    expect(blockers).toMatchObject([{ stops: "singularity", mends: [{ how: "build", image: sif, exists: true }] }]);
  });

  test("is nothing where it cannot be read; packages of a directive are an environment, too", () => {
    const unread = matrixOfConda([of(docker)], [], "- a list\n");
    expect(unread.processes[0]?.images[0]?.recipe?.verdict).toBe("unknown");
    expect(unread.blockers).toEqual([]);
    const packages = "bioconda::prodigal=2.6.3 conda-forge::pigz=2.6";
    const [image] = matrixFor([pull(docker, { conda: { packages } })]).processes[0]?.images ?? [];
    expect(image?.recipe?.verdict).toBeDefined();
    expect(matrixFor([of(docker)]).processes[0]?.images[0]?.recipe?.detail).toBe(
      "it is no text, or longer than an environment is",
    );
    expect(matrixFor([pull(docker)]).processes[0]?.images[0]?.recipe).toBeUndefined();
  });
});
