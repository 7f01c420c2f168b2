/**
 * The five words that cross folder borders, as types and nothing else:
 * files ─scan▶ Reference ─resolve▶ Pull ─inspect▶ Inspection ─rules▶ Finding ─▶ Report ─▶ surfaces.
 */
export type * from "./model/image.ts";
export type * from "./model/reference.ts";
export type * from "./model/pull.ts";
export type * from "./model/scan.ts";
export type * from "./model/inspection.ts";
export type * from "./model/policy.ts";
export type * from "./model/known.ts";
export type * from "./model/lock.ts";
export type * from "./model/ran.ts";
export type * from "./model/drift.ts";
export type * from "./model/twins.ts";
export type * from "./model/provenance.ts";
export type * from "./model/recipe.ts";
export type * from "./model/report.ts";
export type * from "./model/matrix.ts";
