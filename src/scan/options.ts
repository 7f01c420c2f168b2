/** What a scan goes by where nobody says otherwise. */
import type { ScanOptions } from "../model.ts";

/** Every kind is on; kinds.ts has the names that a file of each kind has. */
export const defaultScanOptions: ScanOptions = {
  exclude: [],
  kinds: {},
  nextflow: { syntax: "auto", scenarios: [], params: {}, launch: [] },
  dockerfile: { buildArgs: {} },
  env: {},
};
