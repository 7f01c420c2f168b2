import type { Problem, Pull, ScanOptions, Scenario } from "../../../src/model.ts";
import { defaultScanOptions } from "../../../src/scan/index.ts";
import { scanNextflow, type NextflowScan } from "../../../src/scan/nextflow/index.ts";

export interface ScanSettings extends Partial<Omit<ScanOptions["nextflow"], "scenarios">> {
  readonly scenarios?: readonly Scenario[];
  readonly env?: Readonly<Record<string, string>>;
}

export function scanOptions({ env = {}, ...nextflow }: ScanSettings): ScanOptions {
  return { ...defaultScanOptions, nextflow: { ...defaultScanOptions.nextflow, ...nextflow }, env };
}

export function scan(files: Readonly<Record<string, string>>, settings: ScanSettings = {}): NextflowScan {
  const tree = { files: Object.keys(files).sort(), read: (path: string) => files[path] };
  return scanNextflow(tree, scanOptions(settings));
}

/** `PROCESS image` of every pull, sorted. */
export function images({ pulls }: { readonly pulls: readonly Pull[] }): readonly string[] {
  return pulls.map(({ process, image }) => `${process} ${image}`).sort();
}

export function kinds({ problems }: { readonly problems: readonly Problem[] }): readonly string[] {
  return problems.map(({ kind }) => kind);
}
