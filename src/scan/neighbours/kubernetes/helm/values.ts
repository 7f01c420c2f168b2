/** Where the values of a chart name images. */
import { at, isList, isMap, isText, type Text, type Tree, valueAt } from "../tree.ts";
import { asHelm } from "./expressions.ts";

/** A map such as `image: { registry, repository, tag }`, or a text under a key such as `image`. */
export interface ImageValue {
  /** `a.b.image`. */
  readonly path: string;
  readonly registry: Text | undefined;
  readonly repository: Text;
  /** Undefined or empty: only the templates of the chart say what takes its place. */
  readonly tag: Text | undefined;
  readonly digest: Text | undefined;
}

/** Levels of keys, and images of a chart. */
const DEEPEST = 12;
const MOST_IMAGES = 1000;

export function imagesOf(values: Tree): readonly ImageValue[] {
  const found: ImageValue[] = [];
  const globally = at(values, "global", "imageRegistry");
  const walk = (node: Tree, path: readonly string[]): void => {
    if (isList(node)) node.forEach((item, index) => walk(item, [...path, String(index)]));
    if (!isMap(node) || path.length > DEEPEST || found.length >= MOST_IMAGES) return;
    const image = imageIn(node, path, globally);
    if (image !== undefined) found.push(image);
    for (const [key, value] of node) {
      const text = isText(value) && value.value !== "" ? value : undefined;
      if (text !== undefined && /image$/i.test(key) && isName(text.value) && image === undefined) {
        found.push({
          path: [...path, key].join("."),
          registry: undefined,
          repository: text,
          tag: textAt(node, `${key}Tag`) ?? textAt(node, "imageTag") ?? textAt(node, "tag"),
          digest: undefined,
        });
      }
      walk(value, [...path, key]);
    }
  };
  walk(values, []);
  return found;
}

/** The name of an image, and no path, address or sentence. */
function isName(value: string): boolean {
  return (
    /^[a-z0-9][\w.-]*(?::\d+)?(?:\/[\w.-]+)*(?::[\w.-]+)?(?:@sha256:[0-9a-f]{64})?$/i.test(value) &&
    !/^(?:true|false)$/i.test(value)
  );
}

function textAt(node: Tree, key: string): Text | undefined {
  const text = at(node, key);
  return isText(text) && text.value !== "" ? { ...text, value: asHelm(text) } : undefined;
}

function imageIn(node: Tree, path: readonly string[], globally: Tree | undefined): ImageValue | undefined {
  const isImage = path.some((key) => /image/i.test(key)) || valueAt(node, "pullPolicy") !== undefined;
  const own = textAt(node, "registry");
  const isParted = at(node, "tag") !== undefined || at(node, "digest") !== undefined || own !== undefined;
  const repository =
    textAt(node, "repository") ??
    textAt(node, "repo") ??
    (isParted ? (textAt(node, "name") ?? textAt(node, "image")) : undefined);
  if (!isImage || repository === undefined || !isName(repository.value)) return undefined;
  const isGlobal = at(node, "registry") !== undefined && isText(globally) && globally.value !== "";
  return {
    path: path.join("."),
    registry: isGlobal ? globally : own,
    repository,
    tag: textAt(node, "tag"),
    digest: textAt(node, "digest") ?? textAt(node, "sha"),
  };
}
