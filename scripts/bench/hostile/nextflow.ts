/** Nextflow projects that would keep a scan busy for ever. */
import type { HostileCase } from "./case.ts";

export const cases: readonly HostileCase[] = [];
