/** In which format a manifest is, by its media type. */

/** Docker's first format, signed or not. */
export const isSchema1Type = (type: string | undefined): boolean =>
  type !== undefined && /^application\/vnd\.docker\.distribution\.manifest\.v1\+(?:json|prettyjws)$/.test(type);

/** Who defines a media type: `OCI`, `Docker`, or nobody that is known here. */
export function familyOf(type: string): "OCI" | "Docker" | undefined {
  if (type.startsWith("application/vnd.oci.")) return "OCI";
  return type.startsWith("application/vnd.docker.") ? "Docker" : undefined;
}

/** Whether it lists images of several platforms: an OCI index, a Docker list. */
export function isListType(type: string): boolean {
  return /\.(?:image\.index|manifest\.list)\.v\d+\+json$/.test(type);
}
