/** What the registry keeps: repositories of manifests, blobs and tags, in memory. */
import type { Image, Manifest } from "./images.ts";

export interface Repository {
  readonly manifests: Map<string, Manifest>;
  readonly blobs: Map<string, Buffer>;
  /** Tag to digest. */
  readonly tags: Map<string, string>;
}

export interface Store {
  readonly names: () => string[];
  readonly find: (name: string) => Repository | undefined;
  readonly open: (name: string) => Repository;
}

export const createStore = (): Store => {
  const repositories = new Map<string, Repository>();
  return {
    names: () => [...repositories.keys()].sort(),
    find: (name) => repositories.get(name),
    open: (name) => {
      const known = repositories.get(name);
      if (known !== undefined) return known;
      const fresh: Repository = { manifests: new Map(), blobs: new Map(), tags: new Map() };
      repositories.set(name, fresh);
      return fresh;
    },
  };
};

/** Puts an image in place without HTTP, also one that a strict registry would refuse. Returns its digest. */
export const place = (repository: Repository, tag: string | null, image: Image): string => {
  for (const [digest, bytes] of image.blobs) repository.blobs.set(digest, bytes);
  for (const manifest of image.manifests) repository.manifests.set(manifest.digest, manifest);
  if (tag !== null) repository.tags.set(tag, image.descriptor.digest);
  return image.descriptor.digest;
};

/** The manifest of a tag or digest. */
export const lookUp = (repository: Repository | undefined, reference: string): Manifest | undefined =>
  repository?.manifests.get(reference.includes(":") ? reference : (repository.tags.get(reference) ?? ""));
