/** The services of a project as Compose merges them from its files (compose-go: loader, override), as far as images go. */
import { type PlacedText, subtext } from "../../kit/placed-text.ts";
import type { YamlDocument, YamlText } from "../../kit/yaml-file.ts";
import type { Way } from "./roots.ts";

/** A text of a Compose file, and the way by which Compose came to it. */
export interface Setting {
  readonly text: PlacedText & Partial<Pick<YamlText, "isPlain">>;
  readonly way: Way;
  /** A build argument without a value: its own name, for one of the environment. */
  readonly isBare?: true;
  /** One of a list, or of lists and maps that were merged: Compose takes nothing away from those by its name. */
  readonly isListed?: true;
}

/**
 * By their paths: `image`, `build`, `build.context`, `build.args.NAME`, `build.platforms.linux/arm64`. `build` alone is
 * where a build is asked for.
 */
export type Settings = ReadonlyMap<string, Setting>;

/** A service as one file says it. */
export interface WrittenService {
  readonly settings: Settings;
  /** Paths of what the files below say and this one takes away (`!reset`, `!override`); "" is all of the service. */
  readonly resets: readonly string[];
  /** All of it is taken away. */
  readonly isGone: boolean;
  /** Another service, which it is based on. */
  readonly base: string | undefined;
}

const TEXTS = ["image", "platform", "pull_policy"] as const;
const BUILD_TEXTS = ["context", "dockerfile", "dockerfile_inline", "target"] as const;

/** `take`: whether so many settings more are read. */
export function readService(
  yaml: YamlDocument,
  node: unknown,
  way: Way,
  take: (settings: number) => boolean,
): WrittenService {
  const reader = new ServiceReader(yaml, way, take);
  reader.read(node);
  const extended = yaml.get(node, "extends");
  const base = yaml.text(yaml.get(extended, "service") ?? extended)?.value;
  return { settings: reader.settings, resets: reader.resets, isGone: yaml.tagOf(node) === "!reset", base };
}

class ServiceReader {
  readonly settings = new Map<string, Setting>();
  readonly resets: string[] = [];
  readonly #yaml: YamlDocument;
  readonly #way: Way;
  readonly #take: (settings: number) => boolean;

  constructor(yaml: YamlDocument, way: Way, take: (settings: number) => boolean) {
    this.#take = take;
    this.#yaml = yaml;
    this.#way = way;
  }

  read(node: unknown): void {
    if (!this.#isKept("", node)) return;
    for (const key of TEXTS) this.#text(key, this.#yaml.get(node, key));
    const build = this.#yaml.get(node, "build");
    if (this.#isKept("build", build)) this.#build(build);
  }

  /** What a tag takes away below; false where nothing takes its place. */
  #isKept(path: string, node: unknown): boolean {
    const tag = this.#yaml.tagOf(node);
    if (tag === "!reset" || tag === "!override") this.resets.push(path);
    return tag !== "!reset";
  }

  #text(path: string, node: unknown): void {
    const text = this.#yaml.text(node);
    if (this.#isKept(path, node) && text !== undefined) this.#set(path, text);
  }

  #set(path: string, text: YamlText): void {
    this.settings.set(path, { text, way: this.#way });
  }

  #build(node: unknown): void {
    const yaml = this.#yaml;
    const context = yaml.text(node);
    if (context === undefined && !yaml.isMap(node)) return;
    const start = yaml.startOf(node);
    const at = { value: "", start, end: start, offsetOf: () => undefined };
    this.settings.set("build", { text: at, way: this.#way });
    if (context !== undefined) this.#set("build.context", context);
    for (const key of BUILD_TEXTS) this.#text(`build.${key}`, yaml.get(node, key));
    this.#pairs("build.args", yaml.get(node, "args"));
    this.#pairs("build.additional_contexts", yaml.get(node, "additional_contexts"));
    const platforms = yaml.get(node, "platforms");
    if (!this.#isKept("build.platforms", platforms)) return;
    for (const item of yaml.items(platforms)) {
      const text = yaml.text(item);
      // The same text is another platform where another file gives its variables.
      const around = text?.value.includes("$") === true ? ` ${this.#way.environment.join(" ")}` : "";
      if (text !== undefined) this.#set(`build.platforms.${text.value}${around}`, text);
    }
  }

  /** A map, or a list of `NAME=value`. */
  #pairs(path: string, node: unknown): void {
    const yaml = this.#yaml;
    if (!this.#isKept(path, node) || !this.#take(yaml.entries(node).length + yaml.items(node).length)) return;
    for (const { key, value } of yaml.entries(node)) {
      const own = `${path}.${key.value}`;
      if (!this.#isKept(own, value)) continue;
      const text = yaml.text(value);
      if (text !== undefined) this.#set(own, text);
      else if (!yaml.isMap(value)) this.settings.set(own, { text: key, way: this.#way, isBare: true });
    }
    for (const item of yaml.items(node)) {
      const text = yaml.text(item);
      if (text === undefined) continue;
      const equals = text.value.indexOf("=");
      const name = equals < 0 ? text.value : text.value.slice(0, equals);
      const own = `${path}.${name}`;
      const about = { way: this.#way, isListed: true } as const;
      if (equals < 0) this.settings.set(own, { text, ...about, isBare: true });
      else this.settings.set(own, { text: subtext(text, equals + 1), ...about });
    }
  }
}

/** What Compose turns into a list where it merges it. */
const LISTED = ["build.args", "build.additional_contexts"] as const;

function isIn(list: string): (path: string) => boolean {
  return (path) => path.startsWith(`${list}.`);
}

/** What is above counts more; of what is below, nothing that the one above takes away. */
export function mergeSettings(below: Settings, above: Settings, resets: readonly string[]): Settings {
  const merged = new Map(withoutReset(below, resets));
  const listed = LISTED.filter((list) => [merged, above].every((one) => [...one.keys()].some(isIn(list))));
  for (const [path, setting] of above) merged.set(path, setting);
  for (const [path, setting] of merged) {
    if (listed.some((list) => isIn(list)(path))) merged.set(path, { ...setting, isListed: true });
  }
  // A build that is asked for is where it is asked for first; what asks for it again only says more of it.
  const first = merged.get("build") && below.get("build");
  return first === undefined || resets.includes("build") ? merged : merged.set("build", first);
}

export function withoutReset(settings: Settings, resets: readonly string[]): Settings {
  if (resets.length === 0) return settings;
  const isReset = (path: string, { isListed }: Setting): boolean =>
    resets.some((reset) =>
      isListed === true && reset === path ? false : reset === "" || `${path}.`.startsWith(`${reset}.`),
    );
  return new Map([...settings].filter(([path, setting]) => !isReset(path, setting)));
}
