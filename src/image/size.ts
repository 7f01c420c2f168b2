/** How much a pull of an image transfers. */
import type { ContainerSpec } from "../model.ts";

/** Bytes to pull for an image: its compressed layers. Undefined where the manifest has none. */
export function transferSize({ manifest }: ContainerSpec): number | undefined {
  return manifest.layers?.reduce((sum, { size = 0 }) => sum + size, 0);
}
