/** Options of an image build that name images, alike in Compose, bake files and workflows. */
import { splitText, subtext, type PlacedText } from "./placed-text.ts";

/** The image that BuildKit runs to list what an image holds, unless another is named. */
const SBOM_SCANNER = "docker/buildkit-syft-scanner:stable-1";

/** The image of a named context: `docker-image://alpine:3.20`, or `base=docker-image://alpine:3.20`. */
export function contextImage(text: PlacedText): PlacedText | undefined {
  const prefix = /^(?:[^=]*=)?docker-image:\/\//i.exec(text.value)?.[0];
  return prefix === undefined ? undefined : subtext(text, prefix.length);
}

/** A scanner, and the text that asks for it: the name of the image itself, or what turns the default one on. */
export interface Scanner {
  readonly image: string;
  readonly text: PlacedText;
}

/**
 * The scanner that a software bill of materials asks for: `true`, `generator=IMAGE`, and as an attestation
 * `type=sbom`, `type=sbom,generator=IMAGE`. Undefined where there is none.
 */
export function sbomScanner(text: PlacedText, form: "sbom" | "attestation"): Scanner | undefined {
  const options = splitText(text, /,/g);
  const valueOf = (name: string): PlacedText | undefined => {
    const option = options.findLast(({ value }) => value.toLowerCase().startsWith(`${name}=`));
    return option === undefined ? undefined : subtext(option, name.length + 1);
  };
  if (form === "attestation" && valueOf("type")?.value !== "sbom") return undefined;
  if (/^(?:false|0)$/i.test(text.value.trim()) || /^(?:true|1)$/i.test(valueOf("disabled")?.value ?? ""))
    return undefined;
  if (text.value.trim() === "") return undefined;
  const generator = valueOf("generator");
  return generator === undefined ? { image: SBOM_SCANNER, text } : { image: generator.value, text: generator };
}
