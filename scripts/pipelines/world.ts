/** A checkout on loopback: a copy that names a server of files in place of public ones, and a Wave that knows its images. */
import { cp, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { ImageName, Pull } from "../../src/model.ts";
import { parseImageName } from "../../src/image/name.ts";
import { readPulledName } from "../../src/image/written.ts";
import { defaultScanOptions, openRepository, scanRepository } from "../../src/scan/index.ts";
import { type FileServer, imageFile, ranged, type Serve, startFiles } from "../../test/support/files.ts";
import { multiArch } from "../../test/support/registry/images.ts";
import { type Registry, startRegistry } from "../../test/support/registry/index.ts";
import { startWave, type Wave } from "../../test/support/wave/index.ts";

export interface World {
  /** The copy. */
  readonly directory: string;
  readonly wave: Wave;
  readonly files: FileServer;
  /** What the server of files holds, by path. */
  readonly downloads: Record<string, Serve>;
  /** Everything that the copy pulls. */
  readonly pulls: readonly Pull[];
  /** Stands for every registry. */
  readonly registry: Registry;
  /** Puts an image of a registry in place. */
  readonly push: (canonical: string) => void;
  close(): Promise<void>;
}

const everywhere = ["linux/amd64", "linux/arm64"];

export interface WorldOptions {
  /** The copy names the registry on loopback in place of those that it writes out, so that it can be asked without a Wave. */
  readonly isDirect?: boolean;
  /** Of each image. */
  readonly layers?: number;
}

export async function openWorld(
  checkout: string,
  directory: string,
  { isDirect = false, layers = 1 }: WorldOptions = {},
): Promise<World> {
  await cp(checkout, directory, { recursive: true, filter: (path) => basename(path) !== ".git" });
  const downloads: Record<string, Serve> = {};
  const [registry, files] = await Promise.all([startRegistry(), startFiles(downloads)]);
  const hosts = new Set<string>();
  const before = await pullsOf(directory);
  for (const { url } of downloadsOf(before)) hosts.add(url.host);
  await replaceHosts(directory, hosts, files.origin);
  if (isDirect) await replaceRegistries(directory, registriesOf(before), registry.host);

  const pulls = await pullsOf(directory);
  for (const { url } of downloadsOf(pulls)) downloads[url.pathname + url.search] = ranged(imageFile("amd64"));
  const names = new Set(pulls.flatMap(({ canonical }) => canonical ?? []));
  const wave = await startWave({
    registries: Object.fromEntries([...registriesOf(pulls)].map((host) => [host, registry.url])),
  });
  const push = (canonical: string): void => {
    const name = nameOf(canonical);
    const contents = Array.from({ length: layers }, (_, at) => ({ [`layer${at}`]: canonical }));
    if (name !== undefined)
      registry.push(name.repository, name.tag ?? null, multiArch(everywhere, { layers: contents }));
  };
  for (const name of names) push(name);
  const close = async (): Promise<void> => void (await Promise.all([wave, registry, files].map((one) => one.close())));
  return { directory, wave, files, downloads, pulls, registry, push, close };
}

async function pullsOf(directory: string): Promise<readonly Pull[]> {
  return (await scanRepository(openRepository(directory, { exclude: [] }), defaultScanOptions)).pulls;
}

function registriesOf(pulls: readonly Pull[]): ReadonlySet<string> {
  return new Set(pulls.flatMap(({ canonical }) => (canonical && nameOf(canonical)?.registry) ?? []));
}

/** Pulls of files behind a URL, each with its URL. */
export function downloadsOf(pulls: readonly Pull[]): readonly { readonly pull: Pull; readonly url: URL }[] {
  return pulls.flatMap((pull) => {
    const read = readPulledName((pull.image ?? "").trim(), pull.canonical);
    return read.kind === "download" ? [{ pull, url: read.url }] : [];
  });
}

export function nameOf(canonical: string): ImageName | undefined {
  const read = parseImageName(canonical);
  return "error" in read ? undefined : read.name;
}

/** There is no https on loopback. */
function replaceHosts(directory: string, hosts: ReadonlySet<string>, origin: string): Promise<void> {
  return rewrite(directory, (text) =>
    [...hosts].reduce((before, host) => before.replaceAll(`https://${host}/`, `${origin}/`), text),
  );
}

/** In names, and where a setting (`docker.registry`) is one. */
function replaceRegistries(directory: string, registries: ReadonlySet<string>, host: string): Promise<void> {
  return rewrite(directory, (text) =>
    [...registries].reduce(
      (before, name) => before.replaceAll(`${name}/`, `${host}/`).replaceAll(`'${name}'`, `'${host}'`),
      text,
    ),
  );
}

/** Every script and configuration of the copy. */
async function rewrite(directory: string, change: (text: string) => string): Promise<void> {
  const tree = openRepository(directory, { exclude: [] });
  for (const file of tree.files.filter((name) => /\.(?:nf|config)$/.test(name))) {
    const path = join(directory, file);
    const text = await readFile(path, "utf8");
    const changed = change(text);
    if (changed !== text) await writeFile(path, changed);
  }
}
