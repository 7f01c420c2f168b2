/** What becomes of an image by the edits of the texts that its name is made of. */
import { canonicalOf } from "../image/name.ts";
import { versionPart } from "../image/version-part.ts";
import { withoutDockerScheme } from "../image/written.ts";
import type { Pull } from "../model.ts";

/** A text that stands in a file, and what an edit makes of it. */
export interface Step {
  readonly old: string;
  readonly now: string;
}

/** Whether an image is what edits announce of a pull: its name with what they write in place of what they take. */
export function announces(pull: Pull, steps: readonly Step[]): (now: string) => boolean {
  const { image, canonical, rewrites = [] } = pull;
  // One that could not be known before.
  if (image === null) return (now) => steps.some((step) => now.includes(step.now));
  const expected = steps.reduce<ReadonlySet<string>>(
    (names, step) => new Set([...names].flatMap((name) => replacedIn(name, step))),
    new Set([image]),
  );
  const [only, ...others] = steps;
  if (only === undefined || others.length > 0) return (now) => expected.has(now);
  const isSame = canonicalOf(only.old) === canonical;
  // A registry is put in front of names that have none.
  const isPrefixed = rewrites.some(({ by }) => by === "registry" || by === "registry-override");
  const meant = isSame || (isPrefixed && image.endsWith(only.old)) ? canonicalOf(only.now) : undefined;
  return (now) => expected.has(now) || (meant !== undefined && canonicalOf(withoutDockerScheme(now)) === meant);
}

/** The whole of a text replaced, or of one with variables in it the words that differ. */
function replacedIn(name: string, { old, now }: Step): readonly string[] {
  // `:latest`, which engines add, goes with a name that has no tag.
  const isUntagged = versionPart(old).kind === "name" && name.endsWith(`${old}:latest`);
  const words = differingWords(old, now);
  return [
    ...replaced(name, isUntagged ? `${old}:latest` : old, now),
    ...(words === undefined ? [] : replaced(name, words.old, words.now)),
  ];
}

/** At one place, each by itself, and at all of them. */
function replaced(name: string, old: string, now: string): readonly string[] {
  if (old === "" || !name.includes(old)) return [];
  const names = [name.replaceAll(old, () => now)];
  for (let at = name.indexOf(old); at !== -1; at = name.indexOf(old, at + 1)) {
    names.push(name.slice(0, at) + now + name.slice(at + old.length));
  }
  return names;
}

/** What two texts do not share, as far as words of a name go; undefined where that has a variable in it. */
function differingWords(old: string, now: string): Step | undefined {
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start++;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  while (start > 0 && isOfWord(old[start - 1])) start--;
  while (end > 0 && isOfWord(old.at(-end))) end--;
  const words = { old: old.slice(start, old.length - end), now: now.slice(start, now.length - end) };
  return words.old === old || words.old.includes("$") || words.now.includes("$") ? undefined : words;
}

function isOfWord(character: string | undefined): boolean {
  return character !== undefined && /[\w.-]/.test(character);
}
