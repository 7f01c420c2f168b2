/** Places that stand in place of others: what a policy says of them, and the name that comes of it. */
import { HUB, isDomain } from "../../image/grammar.ts";
import { judgedRegistry, judgedRepository } from "../../image/registry-host.ts";
import { readWrittenName } from "../../image/written.ts";
import type { ImageName } from "../../model.ts";
import { quote } from "../../text/quote.ts";
import { parsed, record, textSchema } from "../shapes/shape.ts";

/** Beginnings of names, to what is written in their place. */
export type Replacements = Readonly<Record<string, string>>;

/** That it is the beginning of a name, no expression says. */
const placeSchema = { pattern: "^[^*?]+$" };
const place = parsed<string>("the beginning of a name", textSchema(placeSchema), (written) => {
  const fault = placeFault(written);
  return fault === undefined ? { value: written } : { error: fault };
});

export const places = record(place, "a map from a place to its replacement", {
  schema: placeSchema,
  fault: placeFault,
});

/**
 * The longest beginning wins; it ends where a segment ends. Hosts are compared as patterns compare them: case, the default
 * port and the names of Docker Hub do not count. Undefined where none fits, or where no name would come of it.
 */
export function replacementOf(image: string, replacements: Replacements): string | undefined {
  const read = readWrittenName(image);
  const whole = read.kind === "registry" ? judgedText(read.name) : image;
  const [best] = Object.entries(replacements)
    .flatMap(([key, to]) => spellingsOf(key).map((from) => ({ from, to: withoutSlash(to) })))
    .filter(({ from }) => whole.startsWith(from) && /^[/:@]|^$/.test(whole.slice(from.length)))
    .sort((a, b) => b.from.length - a.from.length);
  if (best === undefined) return undefined;
  const name = best.to + whole.slice(best.from.length);
  return isPlace(name) ? name : undefined;
}

/** What is wrong with a beginning of a name, or with what stands in its place. */
function placeFault(text: string): string | undefined {
  if (/[*?]/.test(text)) return `${quote(text)} is a pattern: write the beginning of a name, without * and ?`;
  const place = withoutSlash(text);
  if (isPlace(place) || isPlace(`${place}/x`)) return undefined;
  const read = readWrittenName(`${place}/x`);
  return `${quote(text)} is not the beginning of an image name${read.kind === "invalid" ? `: ${read.error}` : ""}`;
}

/** Whether it names an image of a registry or a download. */
function isPlace(text: string): boolean {
  const { kind } = readWrittenName(text);
  return kind === "registry" || kind === "download";
}

function withoutSlash(text: string): string {
  return text.replace(/\/+$/, "");
}

/** A name with its host and path as they are compared. */
function judgedText(name: ImageName): string {
  const path = `${judgedRegistry(name.registry)}/${judgedRepository(name)}`;
  return path + (name.tag === undefined ? "" : `:${name.tag}`) + (name.digest === undefined ? "" : `@${name.digest}`);
}

/** What a beginning may mean: without a registry it is of Docker Hub, where one part may be an image below `library`. */
function spellingsOf(key: string): readonly string[] {
  const text = withoutSlash(key);
  if (/^[a-z]+:\/\//i.test(text)) return [text];
  const slash = text.indexOf("/");
  const first = slash === -1 ? text : text.slice(0, slash);
  const isHost = isDomain(first) && !(slash === -1 && /^[^.]*:(?!\d+$)/.test(first));
  const [host, path] = isHost ? [judgedRegistry(first), slash === -1 ? "" : text.slice(slash + 1)] : [HUB, text];
  if (path === "") return [host];
  return host === HUB && !path.includes("/") ? [`${host}/${path}`, `${host}/library/${path}`] : [`${host}/${path}`];
}
