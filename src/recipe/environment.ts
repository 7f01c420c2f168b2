/** What an environment.yml or a `conda` directive asks for, and the text that Wave makes of it and hashes. */
import { quote } from "../text/quote.ts";
import { YamlProblem, type YamlMap, type YamlScalar, type YamlValue, readYamlValue } from "./yaml-value.ts";
import { dumpYaml } from "./yaml-dump.ts";

/** A package as one of the dependencies names it, cut where Wave cuts it (`ContainerHelper.guessCondaRecipeName`). */
export interface CondaPackage {
  readonly name: string;
  /** `1.17`; of `>=1.17,<2` Wave's own first piece, `1.17,`. */
  readonly version?: string;
  /** `pyhdfd78af_1`, where it is pinned as well. */
  readonly build?: string;
  readonly channel?: string;
  readonly manager: "conda" | "pip";
  /** As the environment has it, without `pip:`. */
  readonly written: string;
}

export interface Environment {
  /** Its `name:`, which is the name of an image then. */
  readonly name?: string;
  readonly channels: readonly string[];
  /** In the order of the environment; none where a dependency is neither a text nor a list of pip's. */
  readonly packages: readonly CondaPackage[];
  /** The text that Wave hashes: parsed and written again, comments gone. */
  readonly dumped: string;
  readonly kind: "file" | "entries";
  /** What `dumped` is the text of. */
  readonly document: YamlMap;
}

/** What requests have that say nothing else: Nextflow (`WaveClient`), wave-cli (`App`) and the site of Seqera Containers. */
export const defaultChannels: readonly string[] = ["conda-forge", "bioconda"];

/** Why nothing can be said of a text: half a sentence about it. */
export interface NoEnvironment {
  readonly problem: string;
}

/** Reads an environment.yml. */
export function readEnvironment(text: string): Environment | NoEnvironment {
  return orProblem(() => {
    const document = readYamlValue(text);
    if (document.kind !== "map") throw new YamlProblem("it is no environment: it has no `dependencies:`");
    return environmentOf(document, "file");
  });
}

function orProblem(read: () => Environment): Environment | NoEnvironment {
  try {
    return read();
  } catch (error) {
    if (error instanceof YamlProblem) return { problem: error.message };
    throw error;
  }
}

/** Throws a YamlProblem where its text cannot be written. */
function environmentOf(document: YamlMap, kind: Environment["kind"]): Environment {
  const name = valueOf(document, "name");
  const channels = valueOf(document, "channels");
  const words = dependenciesOf(document);
  if (name !== undefined && name.kind !== "scalar") throw new YamlProblem("its `name:` is no word");
  return {
    ...(name !== undefined && isGroovyTrue(name) && { name: name.text }),
    channels:
      channels?.kind === "list" ? channels.items.flatMap((item) => (item.kind === "scalar" ? [item.text] : [])) : [],
    packages: (words ?? []).map(readPackage),
    dumped: dumpYaml(document),
    kind,
    document,
  };
}

function valueOf({ entries }: YamlMap, key: string): YamlValue | undefined {
  return entries.find(([word]) => word.isString && word.text === key)?.[1];
}

/** `if( yaml.name )`: empty, zero, false and nothing are no name. */
function isGroovyTrue({ text, isString }: YamlScalar): boolean {
  return isString ? text !== "" : !/^(?:null|false|-?0(?:\.0)?)$/.test(text);
}

/** Texts with `pip:` before those of pip's list; undefined where one is of another form, which is no name to Wave either. */
function dependenciesOf(document: YamlMap): string[] | undefined {
  const dependencies = valueOf(document, "dependencies");
  if (dependencies?.kind !== "list") return undefined;
  const words: string[] = [];
  for (const item of dependencies.items) {
    if (item.kind === "scalar" && item.isString) words.push(item.text);
    else if (item.kind === "map") {
      for (const [key, value] of item.entries) {
        if (key.text !== "pip" || value.kind !== "list") return undefined;
        for (const word of value.items) words.push(`pip:${word.kind === "scalar" ? word.text : ""}`);
      }
    } else return undefined;
  }
  return words;
}

const PIP = /^pip:(?=[^:])/;

/** `bioconda::samtools=1.17=h00cdaf9_0`, or that with `pip:` before it. */
function readPackage(word: string): CondaPackage {
  const written = word.replace(PIP, "");
  const end = written.indexOf("::");
  const channel = end < 0 ? undefined : written.slice(0, end);
  const [name = "", version, build] = specPieces(end < 0 ? written : written.slice(end + 2));
  return {
    name: name.trim(),
    ...(version !== undefined && { version: version.trim() }),
    ...(build !== undefined && { build: build.trim() }),
    ...(channel !== undefined && { channel }),
    manager: PIP.test(word) ? "pip" : "conda",
    written,
  };
}

/** Name, version and build, as Wave cuts them (`splitVersion`). */
export function specPieces(spec: string): string[] {
  return spec.split(/[=<>]/).filter((piece) => piece !== "");
}

/** Reads packages as Nextflow and Wave do where a `conda` directive names them: `bioconda::samtools=1.17 pip:numpy==1.26`. */
export function environmentOfDirective(
  text: string,
  channels: readonly string[] = defaultChannels,
): Environment | NoEnvironment {
  const words = text
    .split(" ")
    .filter((word) => word !== "")
    .map(unquoted);
  const refused = words.find((word) => /^(?:pip::|https?:\/\/)/.test(word));
  if (words.length === 0) return { problem: "it names no package" };
  if (refused !== undefined) return { problem: `${quote(refused)} is no package to Wave` };
  return orProblem(() => environmentOf(entriesDocument(words, channels), "entries"));
}

/** What Wave writes for packages that a request names one by one (`DockerHelper.condaPackagesToCondaYaml`). */
export function entriesDocument(words: readonly string[], channels: readonly string[]): YamlMap {
  const conda = words.filter((word) => !word.startsWith("pip:")).map(textOf);
  const pip = words.filter((word) => word.startsWith("pip:")).map((word) => textOf(word.slice(4)));
  const dependencies = pip.length === 0 ? conda : [...conda, textOf("pip"), mapOf({ pip: listOf(pip) })];
  return mapOf({
    ...(channels.length > 0 && { channels: listOf(channels.map(textOf)) }),
    dependencies: listOf(dependencies),
  });
}

export const textOf = (text: string): YamlScalar => ({ kind: "scalar", text, isString: true });
const listOf = (items: YamlValue[]): YamlValue => ({ kind: "list", items });
const mapOf = (entries: Readonly<Record<string, YamlValue>>): YamlMap => ({
  kind: "map",
  entries: Object.entries(entries).map(([key, value]) => [textOf(key), value] as const),
});

/** Single quotes around a word, then double ones, as often as there are some (`DockerHelper.trim0`). */
function unquoted(word: string): string {
  let text = word.trim();
  for (const mark of ["'", '"'])
    while (text.length > 1 && text.startsWith(mark) && text.endsWith(mark)) text = text.slice(1, -1);
  return text;
}
