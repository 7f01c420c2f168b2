/** The charts of Helm that a repository holds. */
import { posix } from "node:path";
import type { SourceTree } from "../../../../model.ts";
import type { FileScanner } from "../../../kit/file-scan.ts";
import { isChartName } from "../../glance.ts";
import { Chart } from "./chart.ts";

const byTree = new WeakMap<SourceTree, Charts>();

/** Of all of a repository, worked out once. */
export function chartsOf(tree: SourceTree): Charts {
  const charts = byTree.get(tree) ?? new Charts(tree);
  byTree.set(tree, charts);
  return charts;
}

export class Charts {
  /** By folder. */
  readonly #charts = new Map<string, Chart>();

  constructor(tree: SourceTree) {
    const folders = tree.files.filter(isChartName).map((file) => posix.dirname(file));
    const parts = Map.groupBy(folders, (folder) => posix.dirname(folder));
    // A chart is read before those in it, whose values it sets.
    for (const folder of folders.toSorted((one, other) => one.length - other.length)) {
      const text = tree.read(posix.join(folder, "Chart.yaml"));
      if (text === undefined) continue;
      const within = (parts.get(posix.join(folder, "charts")) ?? []).map((part) => posix.basename(part));
      const [, above = ".", name = ""] = /^(?:(.+)\/)?charts\/([^/]+)$/.exec(folder) ?? [];
      const parent = name === "" ? undefined : this.#charts.get(above);
      this.#charts.set(folder, new Chart(tree, folder, text, within, parent?.valuesOf(name)));
    }
  }

  /** The chart that a template is of. */
  chartOf(file: string): Chart | undefined {
    for (let end = file.lastIndexOf("/templates/"); end > 0; end = file.lastIndexOf("/templates/", end - 1)) {
      const chart = this.#charts.get(file.slice(0, end));
      if (chart !== undefined) return chart;
    }
    return file.startsWith("templates/") ? this.#charts.get(".") : undefined;
  }

  /** What is in `Chart.yaml` or the values of a chart. */
  scanOf(file: string): FileScanner | undefined {
    return this.#charts.get(posix.dirname(file))?.scanOf(file);
  }
}
