/** Where a run stands, and the files that it finds there. */
import type { Problem } from "../../../model.ts";
import type { LocalFiles } from "../naming/engine.ts";
import type { Launch } from "../launch/launch.ts";
import { LAUNCH } from "../evaluate/constants.ts";
import { anywhere, isOutside, join, locate, type Places } from "./paths.ts";
import { listProblems } from "./problems.ts";
import type { ConfigFile, Sources } from "./sources.ts";

/**
 * Where a run stands. An absolute path on the command line that ends in a file of the repository, and is not on this
 * machine, tells where its root is on the machine of the run.
 */
export function placesOf(
  sources: Sources,
  projectDir: string,
  launchDir: string | undefined,
  launches: readonly Launch[],
): Places {
  const named = launches.flatMap(({ configs, onlyConfigs, paramsFile }) => [
    ...configs,
    ...onlyConfigs,
    paramsFile ?? "",
  ]);
  const roots = new Set<string>(sources.tree.outside?.roots);
  for (const path of named) {
    if (!isOutside(path) || sources.exists(path)) continue;
    for (let slash = 0; slash !== -1; slash = path.indexOf("/", slash + 1)) {
      if (!sources.exists(path.slice(slash + 1))) continue;
      roots.add(path.slice(0, slash));
      break;
    }
  }
  return { projectDir, launchDir: launchDir ?? projectDir, roots: [...roots] };
}

/** A file named on the command line, relative to the launch directory; outside of the repository where a person typed it. */
export function launchFile(
  written: string | undefined,
  places: Places,
  { isTyped }: Pick<Launch, "isTyped">,
): string | undefined {
  if (written === undefined) return undefined;
  const target = locate(written, places.launchDir, places);
  if (target.kind === "file") return isTyped || !isOutside(target.path) ? target.path : undefined;
  const [root] = places.roots;
  if (target.kind !== "outside" || !isTyped || root === undefined) return undefined;
  return anywhere(isOutside(target.path) ? "" : `${root}/${places.launchDir}`, target.path, places);
}

export interface ConfigFiles {
  readonly files: readonly ConfigFile[];
  readonly problems: readonly Problem[];
}

/** The configuration files of a run, weakest first: the project's, the launch directory's, those of `-c`; or those of `-C` alone. */
export function configFiles(
  sources: Sources,
  places: Places,
  launch: Launch,
  env: Readonly<Record<string, string>>,
): ConfigFiles {
  const problems = listProblems();
  const about = mainConfig(sources, places.projectDir);
  const named = (written: string): readonly ConfigFile[] => {
    const path = launchFile(written, places, launch);
    const file = path === undefined ? undefined : sources.config(path);
    if (file !== undefined) return [file];
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(written)) {
      problems.of(about, "remote-include", `The remote configuration ${written} is not fetched.`);
    } else if (path === undefined || !sources.exists(path)) {
      const message = `The specified configuration file does not exist: ${written} -- check the name or choose another file`;
      problems.of(about, "missing-include", message);
    } else if (isOutside(path)) problems.of(about, "unreadable", `${written}: ${UNREADABLE}`);
    return [];
  };
  const found = (path: string | undefined): readonly ConfigFile[] => {
    if (path === undefined || !sources.exists(path)) return [];
    const file = sources.config(path);
    if (file !== undefined) return [file];
    problems.of(path, "unreadable", UNREADABLE);
    return [];
  };
  if (launch.onlyConfigs.length > 0) {
    return { files: launch.onlyConfigs.flatMap(named), problems: problems.all() };
  }
  const project = places.projectDir === places.launchDir ? undefined : join(places.projectDir, "nextflow.config");
  // Both are typed, or are the repository's own.
  const local = launchFile(env["NXF_CONFIG_FILE"] ?? "nextflow.config", places, { isTyped: true });
  const files = [...[...new Set([project, local])].flatMap(found), ...launch.configs.flatMap(named)];
  return { files, problems: problems.all() };
}

const UNREADABLE = "This file cannot be read as text: it is too large, binary, or not accessible.";

/** The file that a problem of the whole run is told about. */
export function mainConfig(sources: Sources, directory: string): string {
  const config = join(directory, "nextflow.config")!;
  return sources.exists(config) ? config : join(directory, "main.nf")!;
}

/** What a run finds on the disk, as far as the repository tells. */
export function localFiles(sources: Sources, places: Places): LocalFiles {
  const there = (path: string | undefined): boolean =>
    path !== undefined && path !== "" && !isOutside(path) && (sources.exists(path) || sources.isDirectory(path));
  return {
    launchDir: LAUNCH,
    exists: (relative) => there(join(places.launchDir, relative)),
    pathOf(image) {
      const target = locate(image, places.launchDir, places);
      const path = target.kind === "file" && !isOutside(target.path) ? target.path : undefined;
      return path !== undefined && sources.exists(path) ? path : undefined;
    },
    existsIn(directory, file) {
      const target = locate(`${directory.replace(/\/$/, "")}/${file}`, places.launchDir, places);
      if (target.kind === "file" && there(target.path)) return true;
      const path = target.kind === "file" || target.kind === "outside" ? target.path : "";
      // A directory outside that ends like one of the repository holds the same files.
      for (let slash = path.indexOf("/"); slash !== -1; slash = path.indexOf("/", slash + 1)) {
        const tail = path.slice(slash + 1);
        if (tail.includes("/") && sources.exists(tail)) return true;
      }
      return false;
    },
  };
}
