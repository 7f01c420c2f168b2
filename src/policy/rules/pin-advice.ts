/** What to write so that a name is pinned as firmly as the policy asks: by what kind of name it is, and who pulls it. */
import type { PinStrength } from "../../model.ts";
import type { Subject } from "./subject.ts";
import { refusesTag } from "./with-digest.ts";

type Advice = Readonly<Record<PinStrength, string>>;

const IMAGE: Advice = {
  digest: "Add the manifest digest: NAME:TAG@sha256:….",
  locked: "Run wave-inspect lock and commit containers.lock, or add the manifest digest: NAME:TAG@sha256:….",
  content: "Use a SIF or blob URL that carries its sha256, or add the manifest digest.",
  build: "Write a tag that names one build (BioContainers, a Wave hash, a commit), or add the manifest digest.",
  version: "Write a tag with a version, or add the manifest digest.",
  floating: "Write a tag.",
  none: "Every name will do.",
};

/** Where Singularity or Apptainer pulls: they refuse a tag beside a digest. */
const IN_PLACE = "the manifest digest in place of the tag (NAME@sha256:…; Singularity and Apptainer refuse both)";
const IMAGE_WITHOUT_TAG: Advice = {
  ...IMAGE,
  digest: `Write ${IN_PLACE}.`,
  locked: `Run wave-inspect lock and commit containers.lock, or write ${IN_PLACE}.`,
  content: `Use a SIF or blob URL that carries its sha256, or write ${IN_PLACE}.`,
  build: `Write a tag that names one build (BioContainers, a Wave hash, a commit), or ${IN_PLACE}.`,
  version: `Write a tag with a version, or ${IN_PLACE}.`,
};

/** A file behind a URL has no manifest: what names its bytes is a sha256 in the path, as registries keep their blobs. */
const BLOB = "a URL that carries the sha256 of its content (…/blobs/sha256/AB/ABCD…/data, as Seqera serves its SIFs)";
const DOWNLOAD: Advice = {
  ...IMAGE,
  digest: `Use ${BLOB}, and ask for \`content\` here with an override: a file has no manifest digest.`,
  locked: `Use ${BLOB}, and run wave-inspect lock: of another URL a lock has no sha256.`,
  content: `Use ${BLOB}.`,
  build: `Use a URL whose file names one build (NAME:VERSION--BUILD at the depot), or ${BLOB}.`,
  version: `Use a URL with a version, or ${BLOB}.`,
  floating: "Use a URL with a tag or a version.",
};

/** There is nothing to write: the policy asks for what no file has. */
const FIRMEST =
  "Ask for `content` here with an override: a file has no manifest digest, and this URL carries the sha256 of its content.";

/** One of Sylabs' library: its tags may be the sum of the image. */
const LIBRARY: Advice = {
  ...DOWNLOAD,
  digest: "Write the sum of the image as its tag (:sha256.…), and ask for `content` here with an override.",
  locked:
    "Write the sum of the image as its tag (:sha256.…), and ask for `content` here with an override: no lock has it.",
  content: "Write the sum of the image as its tag (:sha256.…).",
  build: "Write a tag that names one build, or the sum of the image as its tag (:sha256.…).",
  version: "Write a tag with a version, or the sum of the image as its tag (:sha256.…).",
  floating: IMAGE.floating,
};

export function adviceFor({ from, pin, pull, samePlace }: Subject, asked: PinStrength): string {
  if (from === "download" && pin.pin === "content" && asked === "digest") return FIRMEST;
  if (from === "download") return DOWNLOAD[asked];
  if (from === "library") return LIBRARY[asked];
  return (refusesTag([pull, ...samePlace]) ? IMAGE_WITHOUT_TAG : IMAGE)[asked];
}
