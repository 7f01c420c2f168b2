/** Policies that ship with the program, to build on by name: `extends: [wave-inspect:standard]`. */
import { ConfigurationError } from "../../errors.ts";
import { quote } from "../../text/quote.ts";
import { suggestion } from "../../text/nearest.ts";

/** Each is loaded only where a policy names it. */
const presets: Readonly<Record<string, () => Promise<string>>> = {
  observe: async () => (await import("./observe.ts")).observe,
  standard: async () => (await import("./standard.ts")).standard,
  strict: async () => (await import("./strict.ts")).strict,
  "nf-core": async () => (await import("./nf-core.ts")).nfCore,
};

/** The least strict first. */
export const presetNames: readonly string[] = Object.keys(presets);

/**
 * The text of a preset, which is YAML as a policy file has it.
 *
 * @throws ConfigurationError where there is none of that name.
 */
export async function readPreset(name: string): Promise<string> {
  const load = Object.hasOwn(presets, name) ? presets[name] : undefined;
  if (load !== undefined) return load();
  // A name with a version is that of another release, whatever else is wrong with it.
  const advice = name.includes("@")
    ? "a preset is that of the running release: write it without a version, and pin the release"
    : `there is no such preset${suggestion(name, presetNames)}`;
  throw new ConfigurationError(`wave-inspect:${quote(name).slice(1, -1)}: ${advice}`);
}
