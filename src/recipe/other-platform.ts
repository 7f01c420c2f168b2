/** The name that Wave gives to the same request for another platform. */
import { readBuiltName } from "./built-name.ts";
import type { Environment } from "./environment.ts";
import { findRequest, waveId } from "./wave-id.ts";

/**
 * Whatever text the template of the image had: only the id of a name tells its platform. Undefined where the id is not that of the
 * environment as it stands, and behind a digest.
 *
 * @param platform One platform: an image of several has a name of another form.
 */
export function nameForPlatform(image: string, environment: Environment, platform: string): string | undefined {
  const built = readBuiltName(image);
  if (built?.kind !== "wave" || !image.endsWith(built.id)) return undefined;
  const { id, engine, repository } = built;
  const above = repository.slice(0, repository.lastIndexOf("/"));
  const request = findRequest(id, environment.dumped, { engine, repositories: [above, repository] });
  if (request === undefined) return undefined;
  return `${image.slice(0, -id.length)}${waveId(environment.dumped, { ...request, platform })}`;
}
