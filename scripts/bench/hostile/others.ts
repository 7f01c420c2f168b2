/** Every kind of file but Nextflow's own. */
import type { HostileCase } from "./case.ts";
import { dockerfiles } from "./dockerfile.ts";
import { languages } from "./languages.ts";
import { pipelines } from "./pipelines.ts";
import { surroundings } from "./surroundings.ts";
import { yamls } from "./yaml.ts";

export const cases: readonly HostileCase[] = [...dockerfiles, ...yamls, ...pipelines, ...languages, ...surroundings];
