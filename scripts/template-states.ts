/**
 * Computes what `src/recipe/template-states.ts` keeps of Wave's templates from checkouts of Wave and of libseqera, all their history.
 *
 *   node scripts/template-states.ts WAVE LIBSEQERA            change nothing; say which states are new, fail where there are any
 *   node scripts/template-states.ts WAVE LIBSEQERA --write    write them all
 *
 * A template that is not in `templates` below yields no state: images made from it stay `unknown`.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { absorb, type SipState } from "../src/recipe/sip-hash.ts";

const MICROMAMBA_1 = [
  "mambaorg/micromamba:1.5.10-noble",
  "mambaorg/micromamba:1.5.10-lunar",
  "mambaorg/micromamba:1.5.8-lunar",
];
const MICROMAMBA_2 = ["mambaorg/micromamba:2-amazon2023", "mambaorg/micromamba:1.5.10-noble"];
const PIXI = ["public.cr.seqera.io/wave/pixi:0.61.0-noble"];
const [V1, RESOURCES] = ["wave-utils/src/main/resources/templates/conda", "src/main/resources/templates"];

/** The default of today's servers first. `builders`: the images that `CondaOpts` and `PixiOpts` had as defaults. */
const templates = [
  {
    name: "conda/micromamba:v2",
    tool: "micromamba install -y -n base",
    builders: MICROMAMBA_2,
    places: [["wave", `${RESOURCES}/conda-micromamba-v2`]],
  },
  { name: "conda/pixi:v1", tool: "pixi add", builders: PIXI, places: [["wave", `${RESOURCES}/conda-pixi-v1`]] },
  {
    name: "conda/micromamba:v1",
    tool: "micromamba install -y -n base",
    builders: MICROMAMBA_1,
    places: [
      ["libseqera", V1],
      ["wave", `${RESOURCES}/conda-micromamba-v1`],
    ],
  },
] as const;

/** Before anything is absorbed: the key of Guava's `Hashing.sipHash24()` is the bytes 00 to 0f. */
export const freshState: SipState = Int32Array.from(
  [
    [0x70736575 ^ 0x03020100, 0x6e646f6d ^ 0x0b0a0908, 0x6e657261 ^ 0x03020100, 0x79746573 ^ 0x0b0a0908],
    [0x736f6d65 ^ 0x07060504, 0x646f7261 ^ 0x0f0e0d0c, 0x6c796765 ^ 0x07060504, 0x74656462 ^ 0x0f0e0d0c],
    [0, 0, 0],
  ].flat(),
);

/** The container file that a request without options gets (`TemplateRenderer`, `condaFileTemplate0`), its conda file's folder left open. */
function render(text: string, builder: string, tool: string, isSingularity: boolean): string {
  const install = `${tool} conda-forge::procps-ng`;
  const values: Readonly<Record<string, string>> = {
    base_image: text.includes("{{mamba_image}}") || text.includes("{{pixi_image}}") ? "ubuntu:24.04" : builder,
    mamba_image: builder,
    pixi_image: builder,
    base_packages: isSingularity ? install : `&& ${install} \\`,
  };
  const lines = text.split(/(?<=\n)/).filter((line) => !line.startsWith("##"));
  return lines.join("").replace(/\{\{(\w+)\}\}/g, (whole, key: string) => values[key] ?? whole);
}

/** v0 to v3, the bytes of the tail, the number of bytes: as a line of the table ends. */
function written(state: SipState): string {
  const [tailLow = 0, tailHigh = 0, length = 0] = state.slice(8);
  const words = Buffer.alloc(32);
  for (let word = 0; word < 4; word++) {
    words.writeInt32BE(state[word + 4] ?? 0, 8 * word);
    words.writeInt32BE(state[word] ?? 0, 8 * word + 4);
  }
  const tail = Buffer.alloc(8);
  tail.writeInt32LE(tailLow);
  tail.writeInt32LE(tailHigh, 4);
  return `${words.toString("hex")} ${tail.toString("hex", 0, length % 8) || "-"} ${length}`;
}

type Template = (typeof templates)[number];
type Checkouts = Readonly<Record<"wave" | "libseqera", string>>;

/** Lines of the table, of each template and engine the newest text first. */
function tableOf(checkouts: Checkouts): string[] {
  const engines = ["docker", "singularity"];
  return templates.flatMap((template) => engines.flatMap((engine) => linesOf(template, engine, checkouts)));
}

function linesOf({ name, tool, builders, places }: Template, engine: string, checkouts: Checkouts): string[] {
  const states = new Map<string, string[]>();
  for (const [repository, folder] of places) {
    const git = (...words: string[]): string =>
      execFileSync("git", ["-C", checkouts[repository], ...words], { encoding: "utf8" });
    const path = `${folder}/${engine}file-conda-file.txt`;
    const log = git("log", "--reverse", "--format=%h@%cs", "--abbrev=9", "--", path).trim().split("\n");
    for (const commit of log) {
      const text = git("show", `${commit.slice(0, commit.indexOf("@"))}:${path}`);
      for (const builder of builders) {
        const file = render(text, builder, tool, engine === "singularity");
        const state = `${builder}\n${written(absorb(freshState, `containerFile\u001c${file}\u001e`))}`;
        states.set(state, [...(states.get(state) ?? []), `${repository}@${commit}`]);
      }
    }
  }
  return [...states]
    .map(([state, sources]) => ({
      line: [name, engine, state.replace("\n", ` ${sources.join(",")} `)].join(" "),
      day: sources.at(-1)?.slice(-10) ?? "",
    }))
    .sort((a, b) => b.day.localeCompare(a.day))
    .map(({ line }) => line);
}

if (process.argv[1] === import.meta.filename) {
  const [wave, libseqera] = process.argv.slice(2);
  if (wave === undefined || libseqera === undefined) throw new Error("name a checkout of Wave and one of libseqera");
  const file = join(import.meta.dirname, "../src/recipe/template-states.ts");
  const old = readFileSync(file, "utf8");
  const table = tableOf({ wave: resolve(wave), libseqera: resolve(libseqera) });
  const news = table.filter((line) => !old.includes(`\n${line}\n`));
  console.log(
    `${table.length} states, ${news.length} that are not in the table${news.map((line) => `\n${line}`).join("")}`,
  );
  if (process.argv.includes("--write")) writeFileSync(file, old.replace(/`\n.*`/s, `\`\n${table.join("\n")}\n\``));
  else if (news.length > 0) process.exitCode = 1;
}
