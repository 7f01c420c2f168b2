/** The id in the names that Wave gives to what it builds: a hash of container file, conda file, platform and repository. */
import { absorb, digest, givesDigest, type SipState } from "./sip-hash.ts";
import { type Engine, type Template, templatesOf } from "./templates.ts";

/** As Wave writes them into the hash; the last one stands for an image of both. */
export const wavePlatforms = ["linux/amd64", "linux/arm64", "linux/amd64,linux/arm64"] as const;

/** A request that gives an id, apart from its conda file. */
export interface WaveRequest {
  readonly template: Template;
  readonly platform: string;
  /** Without the name of the image, where Wave adds that: `community.wave.seqera.io/library`. */
  readonly repository: string;
}

/** 16 hexadecimal digits (`ContainerHelper.makeContainerId`). `condaFile` is the text that Wave made of the environment. */
export function waveId(condaFile: string, { template, platform, repository }: WaveRequest): string {
  return digest(absorb(withCondaFile(template, condaFile), behindCondaFile(platform, repository)));
}

/** The request that gives an id, of all templates of an engine and of these platforms and repositories; undefined where none does. */
export function findRequest(
  id: string,
  condaFile: string,
  { engine, platforms = wavePlatforms, repositories }: SearchRange,
): WaveRequest | undefined {
  const ends = repositories.flatMap((repository) =>
    platforms.map((platform) => ({ platform, repository, text: behindCondaFile(platform, repository) })),
  );
  const states = condaFile.length < LONG ? undefined : keptStates(condaFile, engine);
  const likely = lastFound.get(engine);
  for (const template of likely === undefined ? templatesOf(engine) : [likely, ...templatesOf(engine)]) {
    const state = states?.get(template) ?? withCondaFile(template, condaFile);
    const end = ends.find(({ text }) => givesDigest(state, text, id));
    if (end === undefined) continue;
    lastFound.set(engine, template);
    return { template, platform: end.platform, repository: end.repository };
  }
  return undefined;
}

/** Tried first: most images of a repository are of one template. Only one gives an id, whichever is tried first. */
const lastFound = new Map<Engine, Template>();

/** Characters of a conda file of which states are kept: the names of one module are looked for one behind the other in the same few. */
const LONG = 4096;
const MOST_KEPT = 16 * 1024 * 1024;

const kept = new Map<string, ReadonlyMap<Template, SipState>>();
let charactersKept = 0;

/** Of each template the state after it and a conda file. */
function keptStates(condaFile: string, engine: Engine): ReadonlyMap<Template, SipState> {
  const key = `${engine}\n${condaFile}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  if (charactersKept > MOST_KEPT) {
    kept.clear();
    charactersKept = 0;
  }
  const made = new Map(templatesOf(engine).map((template) => [template, withCondaFile(template, condaFile)]));
  kept.set(key, made);
  charactersKept += key.length;
  return made;
}

export interface SearchRange {
  readonly engine: Engine;
  /** All of `wavePlatforms` where there are none. */
  readonly platforms?: readonly string[];
  readonly repositories: readonly string[];
}

/** The container file is in the template's state: each attribute is its key, U+001C, its value and U+001E (`RegHelper.sipHash`). */
function withCondaFile({ state }: Template, condaFile: string): SipState {
  return absorb(state, `condaFile\u001c${condaFile}\u001eplatform\u001c`);
}

function behindCondaFile(platform: string, repository: string): string {
  return `${platform}\u001erepository\u001c${repository}\u001e`;
}
